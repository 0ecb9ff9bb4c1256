import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { response } from '../../sip/message.fixture';
import { assertPass } from '../assertions.fixture';
import type { PublishedState } from '../check';
import { testEntry } from '../entry.fixture';
import { context, publishSubject } from '../trace.fixture';
import { noPeriodicPublication } from './5.18-1-no-periodic-publication';

const repeats: PublishedState = { frame: 2, at: -10_000, lifetime: 3600, settings: undefined, entityId: 'a' };
const after = { status: 412, response: response({ status: 412 }), times: 1 };

testEntry(noPeriodicPublication, 'publications follow user actions', {
  violation: { seen: publishSubject({}, { repeats }), at: 'PUBLISH sip:alice@example.com SIP/2.0' },
  legal: { 'republication after re-registration': { seen: publishSubject() } },
  inapplicable: {
    'a removal': {
      seen: publishSubject({ body: '', without: ['Content-Type'], add: [['Expires', '0']] }, { repeats }),
    },
    'a PUBLISH that the driver asked for': {
      seen: publishSubject({}, { repeats, stimulus: { operation: 'refresh' } }),
    },
  },
});

describe('RFC4354-5.18-1', () => {
  it('passes the repeat after a refusal', () =>
    assertPass(noPeriodicPublication, publishSubject({}, { repeats, after })));
  it('says how soon it came', () => {
    const [seen] = noPeriodicPublication.judge(publishSubject({}, { repeats }), context());
    assert.equal(seen?.actual, '10 s after frame 2, which granted 3600 s');
  });
});
