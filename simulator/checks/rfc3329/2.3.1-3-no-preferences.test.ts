import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { registerSubject } from '../trace.fixture';
import { noPreferences } from './2.3.1-3-no-preferences';

const REST = 'alg=hmac-sha-1-96;spi-c=1;spi-s=2;port-c=3;port-s=4';
const offering = (...values: readonly string[]) =>
  registerSubject({ add: values.map((value) => row('Security-Client', value)) });

testEntry(noPreferences, 'Security-Client has no q', {
  violation: { seen: offering(`ipsec-3gpp;q=0.5;${REST}`), at: 'q=0.5' },
  legal: {
    "Security-Verify with the server's q values": {
      seen: registerSubject({
        add: [row('Security-Client', `ipsec-3gpp;${REST}`), row('Security-Verify', `ipsec-3gpp;q=0.1;${REST}`)],
      }),
    },
  },
  inapplicable: {
    'a REGISTER without Security-Client': { seen: registerSubject() },
    'one that cannot be read': { seen: offering(';q=0.5') },
  },
});

describe('RFC3329-2.3.1-3 q in Security-Client', () => {
  it('is found in any value', () => {
    assert.deepEqual(failuresOf(noPreferences, offering('tls', `digest, ipsec-3gpp; ${REST} ;Q = 1`)), ['Q = 1']);
    assert.deepEqual(outcomesOf(noPreferences, offering(`tls, ipsec-3gpp;${REST}`)), ['pass']);
  });
});
