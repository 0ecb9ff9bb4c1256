import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { observationsOf, testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { context, registerSubject } from '../trace.fixture';
import { securityClient } from './5.1.1.2-8-security-client';

const aka = context({ pics: { sip_ip_core: 'ims', auth: 'aka' } });
const PARAMETERS = 'alg=hmac-sha-1-96;spi-c=1;spi-s=2;port-c=3;port-s=4';
const AGREED = [row('Require', 'sec-agree'), row('Proxy-Require', 'sec-agree')];
const offering = (value: string, more: readonly (readonly [string, string])[] = AGREED) =>
  registerSubject({ add: [row('Security-Client', value), ...more] });

testEntry(securityClient, 'the first REGISTER offers ipsec-3gpp', {
  violation: { seen: offering('ipsec-3gpp;alg=hmac-sha-1-96'), context: aka, at: 'ipsec-3gpp;alg=hmac-sha-1-96' },
  legal: {
    'several Security-Client values': {
      seen: offering(`ipsec-3gpp;${PARAMETERS}, ipsec-3gpp;${PARAMETERS.replace('sha-1', 'md5')}`),
      context: aka,
    },
    'ealg, prot, mod parameters': {
      seen: offering(`ipsec-3gpp;ealg=aes-cbc;prot=esp;mod=trans;${PARAMETERS}`),
      context: aka,
    },
  },
  inapplicable: {
    'a client without AKA': {
      seen: registerSubject(),
      context: context({ pics: { sip_ip_core: 'ims', auth: 'sip-digest' } }),
    },
    'a protected REGISTER': { seen: registerSubject({ add: [row('Security-Verify', 'ipsec-3gpp')] }), context: aka },
  },
});

describe('TS24229-5.1.1.2-8 Security-Client of the first REGISTER', () => {
  it('fails without it, with another mechanism, and where one of several lacks something', () => {
    const none = registerSubject({ add: AGREED });
    assert.match(failuresOf(securityClient, none, aka)[0] ?? '', /^REGISTER /);
    assert.deepEqual(failuresOf(securityClient, offering('tls'), aka), ['tls']);
    assert.deepEqual(outcomesOf(securityClient, offering('ipsec-3gpp;'), aka), ['fail']);
    const second = offering(`ipsec-3gpp;${PARAMETERS}, ipsec-3gpp;alg=x`);
    assert.deepEqual(failuresOf(securityClient, second, aka), ['ipsec-3gpp;alg=x']);
  });

  it('fails without sec-agree in either list', () => {
    const one = offering(`ipsec-3gpp;${PARAMETERS}`, [row('Require', 'sec-agree'), row('Proxy-Require', 'pref')]);
    assert.deepEqual(failuresOf(securityClient, one, aka), ['pref']);
    const neither =
      observationsOf(securityClient, { seen: offering(`ipsec-3gpp;${PARAMETERS}`, []), context: aka }) ?? [];
    assert.deepEqual(
      neither.map(({ outcome, message, actual }) => [outcome, message, actual]),
      [
        ['fail', 'Require without sec-agree', 'missing'],
        ['fail', 'Proxy-Require without sec-agree', 'missing'],
      ],
    );
  });
});
