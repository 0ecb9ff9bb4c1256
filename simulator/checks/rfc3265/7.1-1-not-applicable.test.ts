import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { failureAt, outcomes } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { subscribeSubject } from '../trace.fixture';
import { notApplicableInSubscribe } from './7.1-1-not-applicable';

const adding = (...add: (readonly [string, string])[]) => subscribeSubject({ add });

testEntry(notApplicableInSubscribe, 'header fields marked not applicable are not sent in SUBSCRIBE', {
  violation: { seen: adding(['Subscription-State', 'active']), at: 'Subscription-State: active' },
  legal: {
    'Organization, Priority, Allow-Events, Supported': {
      seen: adding(
        ['Organization', 'x'],
        ['Priority', 'normal'],
        ['Allow-Events', 'presence'],
        ['Supported', 'eventlist'],
      ),
    },
  },
});

describe('RFC3265-7.1-1', () => {
  for (const name of ['Alert-Info', 'In-Reply-To', 'RAck', 'Reply-To', 's', 'SIP-If-Match', 'sip-etag']) {
    it(`fails ${name}`, () => assert.equal(failureAt(notApplicableInSubscribe, adding([name, 'x'])), `${name}: x`));
  }
  it('fails each of several', () => {
    assert.deepEqual(outcomes(notApplicableInSubscribe, adding(['Subject', 'x'], ['RAck', '1 1 INVITE'])), [
      'fail',
      'fail',
    ]);
  });
});
