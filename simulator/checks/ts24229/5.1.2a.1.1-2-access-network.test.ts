import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { failuresOf, outcomesOf, truncatedSubject } from '../row.fixture';
import { answerOf, context, publishSubject, registerSubject, subscribeSubject } from '../trace.fixture';
import { tellsAccessNetwork } from './5.1.2a.1.1-2-access-network';

const declared = context({ pics: { sip_ip_core: 'ims', pani: true } });
const informing = (...values: readonly string[]) =>
  publishSubject({ add: values.map((value) => row('P-Access-Network-Info', value)) });

testEntry(tellsAccessNetwork, 'a terminal tells its access network', {
  violation: { seen: publishSubject(), context: declared, at: 'PUBLISH sip:alice@example.com SIP/2.0' },
  legal: {
    'several access-net-specs': { seen: informing('IEEE-802.11', 'DSL'), context: declared },
    'network-provided value added by the core': { seen: informing('IEEE-802.11;np'), context: declared },
  },
  inapplicable: {
    'a client that declares nothing': { seen: publishSubject(), context: context({ pics: { sip_ip_core: 'ims' } }) },
    'a client outside IMS': { seen: publishSubject(), context: context({ pics: { pani: true } }) },
    'a request behind the core': {
      seen: publishSubject(),
      context: context({ pics: { sip_ip_core: 'ims', pani: true }, rules: { capture_point: 'behind-core' } }),
    },
    'a REGISTER': { seen: registerSubject(), context: declared },
    'a removal': {
      seen: publishSubject({ body: '', without: ['Content-Type'], add: [row('Expires', '0')] }),
      context: declared,
    },
    'an answer that is not about the settings': { seen: answerOf({}, { procedure: 'other' }), context: declared },
    'a message that was cut off': { seen: truncatedSubject('To: '), context: declared },
  },
});

describe('TS24229-5.1.2A.1.1-2 P-Access-Network-Info', () => {
  it('is missed in a SUBSCRIBE and in the answer to a NOTIFY, too', () => {
    assert.deepEqual(outcomesOf(tellsAccessNetwork, subscribeSubject(), declared), ['fail']);
    assert.match(failuresOf(tellsAccessNetwork, answerOf(), declared)[0] ?? '', /^SIP\/2.0 200/);
    const answer = answerOf({ add: [row('P-Access-Network-Info', 'DSL')] });
    assert.deepEqual(outcomesOf(tellsAccessNetwork, answer, declared), ['pass']);
  });
});
