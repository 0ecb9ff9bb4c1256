import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { type Binding, omaImDefault } from '../../settings/binding';
import type { SettingsDocument } from '../../settings/document';
import { readDocument } from '../../settings/read';
import { writeBody } from './documents';
import type { Body } from './own-request';

const published = (): Buffer => Buffer.from('published');
/** A setting as the text of an element of its own, all in one namespace. */
const { root, settings } = omaImDefault;
const textBinding: Binding = {
  ...omaImDefault,
  settings: { ...settings, isb: { ns: root.ns, path: ['barring'], type: 'boolean' } },
};

function read(body: Body, binding = omaImDefault): SettingsDocument {
  const result = readDocument(writeBody(body, { binding, published }), binding);
  assert.ok(result.ok, 'the document cannot be read');
  return result.document;
}

describe('bodies of a scripted NOTIFY', () => {
  it('are what is published, a document of given values, a text, or nothing', () => {
    const sources = { binding: omaImDefault, published };
    assert.equal(writeBody({ kind: 'settings' }, sources).toString(), 'published');
    const values = { isb: true, ipmb: false, vis: true, dms: false, chs: true };
    assert.deepEqual(read({ kind: 'settings', values }).values, values);
    assert.equal(writeBody({ kind: 'text', text: 'ä' }, sources).toString(), 'ä');
    assert.equal(writeBody({ kind: 'none' }, sources).length, 0);
  });

  it('are the root alone, or two entities of which one bars', () => {
    assert.deepEqual(read({ kind: 'empty-root' }).entities, []);
    const document = read({ kind: 'two-entities' });
    assert.equal(document.entities.length, 2);
    assert.notEqual(document.entities[0]?.id, document.entities[1]?.id);
    assert.deepEqual(
      document.settings.isb.found.map(({ active }) => active),
      [false, true],
    );
  });

  it('have extensions wherever the schema lets them stand, and the same settings', () => {
    const document = read({ kind: 'unknown-extensions' });
    assert.notEqual(document.values, undefined);
    assert.equal(document.schema?.invalid, undefined);
    assert.equal(document.schema?.hasExtensions, true);
    const text = writeBody({ kind: 'unknown-extensions' }, { binding: omaImDefault, published }).toString();
    assert.equal(text.match(/<x:unknown /g)?.length, 7);
    assert.match(text, /<poc-settings [^>]*x:note="unknown"/);
  });

  for (const binding of [omaImDefault, textBinding]) {
    it(`state a setting with both values (${binding === textBinding ? 'text' : 'attribute'})`, () => {
      const { found } = read({ kind: 'contradictory' }, binding).settings.isb;
      assert.deepEqual(
        found.map(({ active, entity }) => [active, entity]),
        [
          [false, 0],
          [true, 0],
        ],
      );
    });
  }

  it('end in the middle, or are very large', () => {
    const bytes = writeBody({ kind: 'malformed' }, { binding: omaImDefault, published });
    assert.equal(readDocument(bytes, omaImDefault).ok, false);
    const large = writeBody({ kind: 'large', octets: 60_000 }, { binding: omaImDefault, published });
    assert.ok(large.length >= 60_000 && large.length < 61_000);
    assert.notEqual(read({ kind: 'large', octets: 60_000 }).values, undefined);
  });
});
