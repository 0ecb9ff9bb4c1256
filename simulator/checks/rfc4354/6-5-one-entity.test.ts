import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt } from '../assertions.fixture';
import { changed, notRead, rooted } from '../document.fixture';
import { testEntry } from '../entry.fixture';
import { publishSubject } from '../trace.fixture';
import { oneEntity } from './6-5-one-entity';

testEntry(oneEntity, 'the client publishes exactly one entity', {
  violation: { seen: rooted('<entity id="1"/><entity id="2"/>'), at: '<entity id="2"/>' },
  legal: { 'foreign elements beside entity': { seen: rooted('<entity id="1"/><im:x/><q:entity xmlns:q="urn:q"/>') } },
  inapplicable: { ...notRead, 'a document with another root': { seen: changed(/poc-settings"/, 'x"') } },
});

describe('RFC4354-6-5', () => {
  it('passes the ordinary document', () => assertPass(oneEntity, publishSubject()));
  it('fails none and points at the root', () => {
    assert.match(failureAt(oneEntity, rooted('<im:entity/>')), /^<poc-settings /);
  });
});
