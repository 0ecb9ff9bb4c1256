import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { omaImDefault } from './binding';
import { readDocument } from './read';
import { readRemembered } from './read-remembered';
import { writeDocument } from './write';

const settings = { isb: true, ipmb: false, vis: true, dms: false, chs: true };
const documentOf = (entityId: string) => Buffer.from(writeDocument({ settings, entityId }, omaImDefault));

describe('reading equal documents once', () => {
  it('gives what reading gives, for the first and for every later copy', () => {
    const bytes = documentOf('a');
    assert.deepEqual(readRemembered(bytes, omaImDefault), readDocument(bytes, omaImDefault));
    assert.equal(readRemembered(Buffer.from(bytes), omaImDefault), readRemembered(bytes, omaImDefault));
  });

  it('tells documents that differ in one octet apart', () => {
    const [one, other] = [readRemembered(documentOf('a'), omaImDefault), readRemembered(documentOf('b'), omaImDefault)];
    assert.ok(one.ok && other.ok);
    assert.deepEqual([one.document.entities[0]?.id, other.document.entities[0]?.id], ['a', 'b']);
  });

  it('reads again for another binding', () => {
    const bytes = documentOf('a');
    const other = { ...omaImDefault, root: { ns: 'urn:other', name: 'poc-settings' } };
    const read = readRemembered(bytes, other);
    assert.ok(read.ok);
    assert.equal(read.document.isSettings, false);
  });

  it('stays right when more documents come than it keeps', () => {
    for (let number = 0; number < 1200; number += 1) {
      const read = readRemembered(documentOf(`entity-${number}`), omaImDefault);
      assert.ok(read.ok);
      assert.equal(read.document.entities[0]?.id, `entity-${number}`);
    }
  });
});
