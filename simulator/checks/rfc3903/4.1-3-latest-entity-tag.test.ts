import { testEntry } from '../entry.fixture';
import { publishSubject } from '../trace.fixture';
import { latestEntityTag } from './4.1-3-latest-entity-tag';

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
