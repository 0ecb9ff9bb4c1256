import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, outcomes } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { context, publishSubject } from '../trace.fixture';
import { oneIdentityHeader } from './4.1-1-one-of-both';

const asserted = ['P-Asserted-Identity', '<sip:alice@ims.example.net>'] as const;
const preferred = ['P-Preferred-Identity', '<sip:alice@ims.example.net>'] as const;
const both = { add: [asserted, preferred] };
const vias = 'SIP/2.0/UDP p.example.net;branch=z9hG4bK1, SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK2';

testEntry(oneIdentityHeader, 'not both identity header fields', {
  violation: { seen: publishSubject(both), at: 'P-Asserted-Identity: <sip:alice@ims.example.net>' },
  legal: { 'exactly one of them, or none': { seen: publishSubject({ add: [preferred] }) } },
  inapplicable: {
    'a request behind the core': {
      seen: publishSubject(both),
      context: context({ rules: { capture_point: 'behind-core' } }),
    },
  },
});

describe('RFC5876-4.1-1', () => {
  it('passes one, and none', () => {
    for (const add of [[asserted], []]) assertPass(oneIdentityHeader, publishSubject({ add }));
  });
  it('is inconclusive behind a proxy that shows in Via', () => {
    assert.deepEqual(outcomes(oneIdentityHeader, publishSubject({ ...both, set: [['Via', vias]] })), ['inconc']);
  });
});
