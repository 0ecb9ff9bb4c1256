import type { Requirement } from './requirement';
import { byCheck, must, mustNot, should } from './shorthand';

/** RFC 3325 (and RFC 3323): identity and privacy headers. */
export const rfc3325 = [
  {
    ...mustNot,
    ...byCheck,
    id: 'RFC3325-6-1',
    source: 'RFC 3325',
    clause: '6',
    appliesTo: ['any-request'],
    condition: 'PICS sip_ip_core != ims or first proxy not trusted',
    appliesIf: 'non-ims-or-untrusted-proxy',
    statement: 'P-Preferred-Identity goes only to a trusted proxy that receives the message directly.',
    expectation: 'no P-Preferred-Identity towards a proxy that is not trusted',
    onBreach: 'warn',
    decisions: ['D-04', 'D-15'],
  },
  {
    ...should,
    ...byCheck,
    id: 'RFC3325-7-1',
    source: 'RFC 3325',
    clause: '7; RFC 3323 section 4.2',
    appliesTo: ['any-request'],
    condition: 'user asked for privacy (PIXIT)',
    statement: 'With requested privacy the request carries Privacy: id; each value occurs at most once.',
    expectation: 'Privacy: id, each value at most once',
    onBreach: 'info',
    decisions: ['D-15'],
  },
  {
    ...must,
    ...byCheck,
    id: 'RFC3325-9.2-1',
    source: 'RFC 3325',
    clause: '9.2',
    appliesTo: ['any-request'],
    condition: 'P-Preferred-Identity present',
    statement: 'P-Preferred-Identity has one or two values: one sip, sips or tel URI, or one sip(s) and one tel URI.',
    expectation: 'one sip, sips or tel URI, or one sip(s) and one tel URI',
  },
  {
    ...must,
    ...byCheck,
    id: 'RFC3325-9.2-2',
    source: 'RFC 3325',
    clause: '9.2; RFC 8217 section 4',
    appliesTo: ['any-request'],
    condition: 'P-Preferred-Identity present',
    statement:
      'A value is only a name-addr or addr-spec, without header parameters; a URI with comma, semicolon or question mark is bracketed.',
    expectation: 'a URI without header parameters, bracketed where needed',
  },
] as const satisfies readonly Requirement[];
