import type { Requirement } from './requirement';
import { byCheck, must, mustNot } from './shorthand';

/** RFC 7315: P-Access-Network-Info. */
export const rfc7315 = [
  {
    ...must,
    ...byCheck,
    id: 'RFC7315-5.4-1',
    source: 'RFC 7315',
    clause: '5.4',
    appliesTo: ['any-request', 'any-response'],
    condition: 'P-Access-Network-Info present',
    statement: 'P-Access-Network-Info is an access type or class followed by access-info parameters.',
    expectation: 'an access type or class, then access-info parameters',
    onBreach: 'warn',
    decisions: ['D-15'],
  },
  {
    ...mustNot,
    ...byCheck,
    id: 'RFC7315-6.4-1',
    source: 'RFC 7315',
    clause: '6.4 (RFC 3455: SHOULD NOT)',
    appliesTo: ['register'],
    condition: 'PICS sip_ip_core = ims and unprotected initial REGISTER',
    appliesIf: 'ims',
    statement: 'P-Access-Network-Info is not sent in the first, unprotected REGISTER.',
    expectation: 'no P-Access-Network-Info in the unprotected REGISTER',
  },
] as const satisfies readonly Requirement[];
