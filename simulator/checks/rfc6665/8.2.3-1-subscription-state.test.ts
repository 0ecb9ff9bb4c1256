import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { answerOf, otherSubject, publishSubject, registerSubject, subscribeSubject } from '../trace.fixture';
import { subscriptionStateElsewhere } from './8.2.3-1-subscription-state';

const withState = { add: [['Subscription-State', 'terminated']] as const };

testEntry(subscriptionStateElsewhere, 'Subscription-State stands in NOTIFY requests only', {
  violation: { seen: answerOf(withState), at: 'Subscription-State: terminated' },
  legal: {
    'Subscription-State in NOTIFY requests the client sends as notifier of another package': {
      seen: otherSubject({ method: 'NOTIFY', ...withState }),
    },
  },
  inapplicable: {
    'a PUBLISH, where RFC3903-11.1.1-1 tells it': { seen: publishSubject(withState) },
    'a SUBSCRIBE, where RFC3265-7.1-1 tells it': { seen: subscribeSubject(withState) },
  },
});

describe('RFC6665-8.2.3-1', () => {
  it('fails a REGISTER that has it', () => {
    assert.equal(failureAt(subscriptionStateElsewhere, registerSubject(withState)), 'Subscription-State: terminated');
  });
  it('passes ordinary messages', () => {
    for (const subject of [registerSubject(), publishSubject(), subscribeSubject()]) {
      assertPass(subscriptionStateElsewhere, subject);
    }
    assert.equal(subscriptionStateElsewhere.judgeAnswer?.(answerOf(), {} as never)[0]?.outcome, 'pass');
  });
});
