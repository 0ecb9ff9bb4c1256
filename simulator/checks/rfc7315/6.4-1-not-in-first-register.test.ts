import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { outcomesOf } from '../row.fixture';
import { context, registerSubject } from '../trace.fixture';
import { notInFirstRegister } from './6.4-1-not-in-first-register';

const ims = context({ pics: { sip_ip_core: 'ims' } });
const INFO = row('P-Access-Network-Info', 'IEEE-802.11');
const informing = (rows: readonly (readonly [string, string])[] = [], event = {}) =>
  registerSubject({ add: [INFO, ...rows] }, { event });
const credentials = (nonce: string, response: string) =>
  row('Authorization', `Digest username="a", realm="r", uri="sip:r", nonce="${nonce}", response="${response}"`);

testEntry(notInFirstRegister, 'the unprotected REGISTER tells no access network', {
  violation: { seen: informing(), context: ims, at: 'P-Access-Network-Info: IEEE-802.11' },
  legal: {
    'present in protected REGISTERs': { seen: informing([row('Security-Verify', 'ipsec-3gpp')]), context: ims },
  },
  inapplicable: {
    'a client outside IMS': { seen: informing() },
    'a REGISTER over TLS': { seen: informing([], { transport: 'tls' }), context: ims },
    'an answer to a challenge': { seen: informing([credentials('n', 'abc')]), context: ims },
    'a REGISTER behind the core': {
      seen: informing(),
      context: context({ pics: { sip_ip_core: 'ims' }, rules: { capture_point: 'behind-core' } }),
    },
  },
});

describe('RFC7315-6.4-1 the first REGISTER', () => {
  it('is one with empty nonce and response, too', () => {
    assert.deepEqual(outcomesOf(notInFirstRegister, informing([credentials('', '')]), ims), ['fail']);
    assert.deepEqual(outcomesOf(notInFirstRegister, registerSubject(), ims), ['pass']);
  });
});
