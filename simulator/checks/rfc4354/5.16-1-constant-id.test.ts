import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass } from '../assertions.fixture';
import type { PublishedState } from '../check';
import { inEntity, publishing, rooted } from '../document.fixture';
import { testEntry } from '../entry.fixture';
import { namingFrames } from '../named-frame.fixture';
import { context } from '../trace.fixture';
import { constantEntityId } from './5.16-1-constant-id';

const held = (entityId: string | undefined): { published: PublishedState } => ({
  published: { frame: 2, at: 0, lifetime: 60, settings: undefined, entityId },
});
const document = (id: string) =>
  `<poc-settings xmlns="urn:oma:params:xml:ns:poc:poc-settings"><entity id="${id}"/></poc-settings>`;

testEntry(constantEntityId, 'the entity id stays the same over the publications of a client', {
  violation: { seen: publishing(document('2'), held('1')), at: '<entity id="2"/>' },
  legal: { 'change after re-installation': { seen: publishing(document('2')) } },
  inapplicable: {
    'a publication of which no id is known': { seen: publishing(document('2'), held(undefined)) },
    'a document with two entities': { seen: { ...rooted('<entity id="2"/><entity id="3"/>'), ...held('1') } },
    'an entity without id': { seen: { ...rooted('<entity/>'), ...held('1') } },
    'a document that cannot be read': { seen: publishing('<a', held('1')) },
    'a refresh without a body': { seen: { ...publishing(''), ...held('1') } },
  },
});

describe('RFC4354-5.16-1', () => {
  it('passes the same id', () => assertPass(constantEntityId, { ...inEntity(''), ...held('a') }));
  it('compares letter case, and says what it was', () => {
    const [seen] = namingFrames(constantEntityId.judge({ ...inEntity(''), ...held('A') }, context()));
    assert.equal(seen?.outcome, 'fail');
    assert.match(seen?.expected ?? '', /\(frame 2\): "A"$/);
  });
});
