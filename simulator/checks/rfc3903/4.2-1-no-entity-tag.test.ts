import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, outcomes } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { context, publishSubject } from '../trace.fixture';
import { noEntityTagAtFirst } from './4.2-1-no-entity-tag';

const tagged = { add: [['SIP-If-Match', '0']] as const };
const first = publishSubject(tagged, { holdsNoTag: true });
const declared = (value: boolean) => context({ pics: { persistent_etag: value } });

testEntry(noEntityTagAtFirst, 'the first PUBLISH of a publication has no SIP-If-Match', {
  violation: { seen: first, context: declared(false), at: 'SIP-If-Match: 0' },
  legal: {
    'present after a restart with stored tag (then it is a Modify)': { seen: first, context: declared(true) },
  },
  inapplicable: {
    'a removal': {
      seen: publishSubject(
        { body: '', without: ['Content-Type'], add: [...tagged.add, ['Expires', '0']] },
        { holdsNoTag: true },
      ),
      context: declared(false),
    },
    'an update': { seen: publishSubject(tagged), context: declared(false) },
    'what a passive observer sees first': { seen: first, context: { ...declared(false), nextHop: undefined } },
    'a value that the parser found broken': {
      seen: publishSubject({ add: [['SIP-If-Match', '\u0001']] }, { holdsNoTag: true }),
      context: declared(false),
    },
  },
});

describe('RFC3903-4.2-1', () => {
  it('passes a first PUBLISH without SIP-If-Match', () => assertPass(noEntityTagAtFirst, publishSubject()));

  it('is inconclusive where nobody declared whether the client keeps entity-tags, and says what to do', () => {
    assert.deepEqual(outcomes(noEntityTagAtFirst, first), ['inconc']);
    const [seen] = noEntityTagAtFirst.judge(first, context());
    assert.match(seen?.message ?? '', /declare PICS persistent_etag/);
    assert.equal(first.message.text.slice(seen?.span?.start, seen?.span?.end), 'SIP-If-Match: 0');
  });
});
