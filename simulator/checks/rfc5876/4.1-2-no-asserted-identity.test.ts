import { describe, it } from 'node:test';
import { assertPass, failureAt } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { context, publishSubject, subscribeSubject } from '../trace.fixture';
import { noAssertedIdentity } from './4.1-2-no-asserted-identity';

const asserted = ['P-Asserted-Identity', '<sip:alice@ims.example.net>'] as const;
const preferred = ['P-Preferred-Identity', '<sip:alice@ims.example.net>'] as const;
const vias = 'SIP/2.0/UDP p.example.net;branch=z9hG4bK1, SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK2';
const seen = publishSubject({ add: [asserted] });

testEntry(noAssertedIdentity, 'a terminal does not assert its own identity', {
  violation: { seen, at: 'P-Asserted-Identity: <sip:alice@ims.example.net>' },
  legal: { 'P-Preferred-Identity instead': { seen: publishSubject({ add: [preferred] }) } },
  inapplicable: {
    'a request behind the core': { seen, context: context({ rules: { capture_point: 'behind-core' } }) },
    'a client that the rule tells to': { seen, context: context({ rules: { identity_rule: 'pai' } }) },
    'a request with both, which breaks RFC5876-4.1-1': { seen: publishSubject({ add: [asserted, preferred] }) },
    'a request that came through a proxy': { seen: publishSubject({ add: [asserted], set: [['Via', vias]] }) },
  },
});

describe('RFC5876-4.1-2', () => {
  it('passes a request without it', () => assertPass(noAssertedIdentity, subscribeSubject()));
  it('fails in an IMS core as well', () => {
    failureAt(noAssertedIdentity, seen, context({ pics: { sip_ip_core: 'ims' } }));
  });
});
