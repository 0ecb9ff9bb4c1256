import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { lastOf, row } from '../history.fixture';
import { outcomesOf } from '../row.fixture';
import { context } from '../trace.fixture';
import { viaPort } from './5.1.2a.1.1-4-via-port';

const changes = { pics: { sip_ip_core: 'ims', auth: 'aka' } } as const;
const aka = context(changes);
const OFFER = row('Security-Client', 'ipsec-3gpp;alg=hmac-sha-1-96;spi-c=1;spi-s=2;port-c=7776;port-s=7777');
const published = (via: string, event = {}) =>
  lastOf((trace) => {
    trace.registers({ add: [OFFER] });
    trace.publishes({ set: [row('Via', via)] }, event);
  }, changes);
const WRONG = 'SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK1';

testEntry(viaPort, 'Via has the protected server port', {
  violation: { seen: published(WRONG), context: aka, at: WRONG },
  legal: { 'rport present': { seen: published('SIP/2.0/UDP 192.0.2.10:7777;rport;branch=z9hG4bK1'), context: aka } },
  inapplicable: {
    'a request over TCP': { seen: published(WRONG.replace('UDP', 'TCP'), { transport: 'tcp' }), context: aka },
    'a client without AKA': { seen: published(WRONG) },
    'a request that a proxy passed on': {
      seen: published(`SIP/2.0/UDP 192.0.2.3;branch=z9hG4bKp, ${WRONG}`),
      context: aka,
    },
  },
});

describe('TS24229-5.1.2A.1.1-4 the port of Via', () => {
  it('is 5060 where none is written', () => {
    assert.deepEqual(outcomesOf(viaPort, published('SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK1'), aka), ['fail']);
    assert.deepEqual(outcomesOf(viaPort, published(WRONG.replace('5060', '7777')), aka), ['pass']);
  });
});
