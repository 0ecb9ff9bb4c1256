import { describe, it } from 'node:test';
import { assertPass, failureAt } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { context, publishSubject } from '../trace.fixture';
import { onlyToTrustedProxy } from './6-1-trusted-proxy';

const preferred = publishSubject({ add: [['P-Preferred-Identity', '<sip:alice@example.com>']] });
const ims = (trusted?: boolean) =>
  context({ pics: { sip_ip_core: 'ims', ...(trusted !== undefined && { trusted_first_proxy: trusted }) } });

testEntry(onlyToTrustedProxy, 'P-Preferred-Identity goes only to a trusted proxy', {
  violation: { seen: preferred, at: 'P-Preferred-Identity: <sip:alice@example.com>' },
  legal: {
    'P-Preferred-Identity towards a proxy declared trusted in PICS': {
      seen: preferred,
      context: context({ pics: { trusted_first_proxy: true } }),
    },
  },
  inapplicable: { 'an IMS core, whose P-CSCF is trusted': { seen: preferred, context: ims() } },
});

describe('RFC3325-6-1', () => {
  it('passes a request without it', () => assertPass(onlyToTrustedProxy, publishSubject()));
  it('fails in an IMS core where the first proxy is declared untrusted', () => {
    failureAt(onlyToTrustedProxy, preferred, ims(false));
  });
});
