import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt } from '../assertions.fixture';
import { naming, nextAfterGrant } from '../common/update.fixture';
import { testEntry } from '../entry.fixture';
import { context, publishSubject } from '../trace.fixture';
import { oneEntityTag } from './4.1-2-one-entity-tag';
import { latestEntityTag } from './4.1-3-latest-entity-tag';
import { entityTagToken } from './12-1-entity-tag-token';

const tagged = (value: string) => ({ add: [['SIP-If-Match', value]] as const });
const entityTagProblem = {
  text: 'entity-tag "abc1" was never given out; the last one was "AbC1" (frame 2)',
  otherFrame: 2,
};
const published = { frame: 2, at: 0, lifetime: 3600, settings: undefined, entityId: undefined };

testEntry(latestEntityTag, 'the entity-tag sent back is the one received last', {
  violation: { seen: publishSubject(tagged('abc1'), { entityTagProblem }), at: 'abc1' },
  legal: {
    'tag of the last 2xx that really reached the client': { seen: publishSubject(tagged('AbC1'), { published }) },
  },
  inapplicable: {
    'a PUBLISH without SIP-If-Match': { seen: publishSubject() },
    'an entity-tag of which nothing is known': { seen: publishSubject(tagged('kept')) },
    'a "*", which breaks RFC3903-4.1-2': { seen: publishSubject(tagged('*'), { entityTagProblem }) },
  },
});

describe('RFC3903-4.1-3', () => {
  const long = `Ab${'c'.repeat(197)}9`;
  for (const tag of ["Aa1-.!%*_+`'~", 'x', '*', long]) {
    const after = (used: string) => nextAfterGrant(naming(used), { granted: tag });
    it(`passes an entity-tag of ${tag.length} characters as it was given out: ${tag.slice(0, 20)}`, () => {
      for (const check of [latestEntityTag, oneEntityTag, entityTagToken]) {
        if (check === latestEntityTag && tag === '*') continue;
        assertPass(check, after(tag), context());
      }
    });
  }
  for (const [tag, used] of [
    [long, long.slice(0, 128)],
    ["Aa1-.!%*_+`'~", "aa1-.!%*_+`'~"],
    ["Aa1-.!%*_+`'~", 'Aa1-.!%25*_+'],
    ['x', 'X'],
  ] as const) {
    it(`fails one that was changed: ${used.slice(0, 20)}`, () => {
      const seen = nextAfterGrant(naming(used), { granted: tag });
      assert.equal(failureAt(latestEntityTag, seen, context()), used);
    });
  }
});
