import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Pics } from '../../requirements/configuration';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { CLIENT, context, registerSubject } from '../trace.fixture';
import { registerVia } from './5.1.1.2-6-via';

const ims = (pics: Partial<Pics> = {}) => context({ pics: { sip_ip_core: 'ims', ...pics } });
const via = (value: string, event = {}, more: readonly (readonly [string, string])[] = []) =>
  registerSubject({ set: [row('Via', value)], add: more }, { event });
const WITHOUT = 'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK1';

testEntry(registerVia, 'the Via of the first REGISTER has rport and the port of the terminal', {
  violation: { seen: via(WITHOUT), context: ims(), at: WITHOUT },
  legal: { 'keep absent by configuration': { seen: via(`${WITHOUT};rport`), context: ims({ outbound: false }) } },
  inapplicable: {
    'a client outside IMS': { seen: via(WITHOUT) },
    'a protected REGISTER': { seen: via(WITHOUT, {}, [row('Security-Verify', 'ipsec-3gpp')]), context: ims() },
    'a REGISTER that a proxy passed on': {
      seen: via(`SIP/2.0/UDP 192.0.2.3;branch=z9hG4bKp, ${WITHOUT}`),
      context: ims(),
    },
  },
});

describe('TS24229-5.1.1.2-6 the Via of the first REGISTER', () => {
  it('has the port that the request came from, where no NAT stands between', () => {
    const other = { remote: { ...CLIENT, port: 40_000 } };
    assert.deepEqual(failuresOf(registerVia, via(`${WITHOUT};rport`, other), ims()), [`${WITHOUT};rport`]);
    const behindNat = { remote: { host: '198.51.100.7', port: 40_000 } };
    assert.deepEqual(outcomesOf(registerVia, via(`${WITHOUT};rport`, behindNat), ims()), ['pass']);
    const tcp = { transport: 'tcp', remote: { ...CLIENT, port: 40_000 } };
    assert.deepEqual(outcomesOf(registerVia, via('SIP/2.0/TCP 192.0.2.10;rport;branch=z9hG4bK1', tcp), ims()), [
      'pass',
    ]);
  });

  it('has keep where PICS declares that the flow is kept open', () => {
    assert.deepEqual(outcomesOf(registerVia, via(`${WITHOUT};rport`), ims({ outbound: true })), ['fail']);
    assert.deepEqual(outcomesOf(registerVia, via(`${WITHOUT};rport;keep`), ims({ outbound: true })), ['pass']);
  });

  it('leaves a value of rport to RFC3581-3-1', () => {
    assert.deepEqual(outcomesOf(registerVia, via(`${WITHOUT};rport=5060`), ims()), ['pass']);
  });
});
