import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt, outcomes } from '../assertions.fixture';
import { changed, notRead, rooted } from '../document.fixture';
import { testEntry } from '../entry.fixture';
import { context, publishSubject } from '../trace.fixture';
import { entityId } from './6-6-entity-id';

testEntry(entityId, 'entity has a non-empty id', {
  violation: { seen: rooted('<entity></entity>'), at: '<entity>' },
  legal: {
    'any string: UUID URN, token, user@host': {
      seen: rooted('<entity id="urn:uuid:1"/><entity id="x"/><entity id=" alice@example.com"/>'),
    },
  },
  inapplicable: {
    ...notRead,
    'a document without an entity': { seen: rooted('') },
    'a document with another root': { seen: changed(/poc-settings"/, 'x"') },
  },
});

describe('RFC4354-6-6', () => {
  for (const entity of ['<entity id=""/>', '<entity id=" &#10;"/>', '<entity im:id="1"/>', '<entity ID="1"/>']) {
    it(`fails ${entity}`, () => assert.equal(failureAt(entityId, rooted(entity)), entity));
  }
  it('passes the ordinary document', () => assertPass(entityId, publishSubject()));
  it('says whether it is missing or empty', () => {
    const said = (entity: string) => entityId.judge(rooted(entity), context())[0]?.message;
    assert.deepEqual(
      [said('<entity/>'), said('<entity id=""/>')],
      ['entity without the attribute id', 'entity with an empty id'],
    );
  });
  it('tells the first of several', () => {
    assert.deepEqual(outcomes(entityId, rooted('<entity id="1"/><entity/><entity/>')), ['fail']);
  });
});
