import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { outcomesOf } from '../row.fixture';
import { context, publishSubject } from '../trace.fixture';
import { viaAfterSwitch } from './18.1.1-2-via-after-switch';

const large = (via: string, transport: 'tcp' | 'udp' | 'tls' = 'tcp') =>
  publishSubject({ set: [row('Via', via)], add: [row('X', 'x'.repeat(1300))] }, { event: { transport } });
const UDP = 'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK1';
const TCP = 'SIP/2.0/TCP 192.0.2.10;branch=z9hG4bK1';

testEntry(viaAfterSwitch, 'a request that its size took to TCP says so in Via', {
  violation: { seen: large(UDP), at: UDP },
  legal: { 'branch unchanged or renewed': { seen: large(TCP) } },
  inapplicable: {
    'a small request over TCP': {
      seen: publishSubject({ set: [row('Via', UDP)] }, { event: { transport: 'tcp' } }),
    },
    'a large request over UDP': { seen: large(UDP, 'udp') },
    'a client that was told to use TCP': {
      seen: large(TCP),
      context: context({ nextHop: { transport: 'tcp', host: '192.0.2.1', port: 5060 } }),
    },
    'a Via that cannot be read': { seen: large('SIP/2.0/UDP 2001:db8::1') },
  },
});

describe('RFC3261-18.1.1-2 the Via of a large request', () => {
  it('passes where the client was told to use UDP, or declares nothing else', () => {
    assert.deepEqual(outcomesOf(viaAfterSwitch, large(TCP)), ['pass']);
    assert.deepEqual(outcomesOf(viaAfterSwitch, large(TCP), context({ nextHop: undefined })), []);
    const declared = context({ nextHop: undefined, pics: { transports: ['udp'] } });
    assert.deepEqual(outcomesOf(viaAfterSwitch, large(TCP), declared), ['pass']);
    const both = context({ pics: { transports: ['udp', 'tcp'] } });
    assert.deepEqual(outcomesOf(viaAfterSwitch, large(TCP), both), []);
  });

  it('goes by the limit of the rules, and by that of the RFC where the check of the size is switched off', () => {
    const low = context({ rules: { udp_size_limit: 100 } });
    const small = publishSubject({ set: [row('Via', UDP)] }, { event: { transport: 'tcp' } });
    assert.deepEqual(outcomesOf(viaAfterSwitch, small, low), ['fail']);
    const off = context({ rules: { udp_size_limit: 0 } });
    assert.deepEqual(outcomesOf(viaAfterSwitch, small, off), []);
    assert.deepEqual(outcomesOf(viaAfterSwitch, large(UDP), off), ['fail']);
  });

  it('leaves other names to RFC3261-8.1.1.7-1', () => {
    assert.deepEqual(outcomesOf(viaAfterSwitch, large(TCP.replace('TCP', 'SCTP'))), []);
  });
});
