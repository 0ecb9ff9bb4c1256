import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { answerOf, otherSubject, registerSubject } from '../trace.fixture';
import { eventElsewhere } from './8.2.1-3-event-elsewhere';

const withEvent = { add: [['Event', 'service-settings']] as const };

testEntry(eventElsewhere, 'Event stands in requests of methods that define it only', {
  violation: { seen: answerOf(withEvent), at: 'Event: service-settings' },
  legal: {
    'Event in REFER-related requests': {
      seen: otherSubject({
        method: 'REFER',
        add: [
          ['Event', 'refer'],
          ['Refer-To', '<sip:bob@example.com>'],
        ],
      }),
    },
  },
  inapplicable: { 'a PUBLISH of another package': { seen: otherSubject({ method: 'PUBLISH', ...withEvent }) } },
});

describe('RFC6665-8.2.1-3', () => {
  it('fails a REGISTER with Event, in compact form too', () => {
    assert.equal(failureAt(eventElsewhere, registerSubject({ add: [['o', 'reg']] })), 'o: reg');
  });
  it('passes an ordinary REGISTER and response', () => {
    assertPass(eventElsewhere, registerSubject());
    assert.equal(eventElsewhere.judgeAnswer?.(answerOf(), {} as never)[0]?.outcome, 'pass');
  });
});
