import type { Requirement } from './requirement';
import { byCheck, mustNot, shouldNot } from './shorthand';

/** RFC 5876: which messages carry the identity headers. */
export const rfc5876 = [
  {
    ...mustNot,
    ...byCheck,
    id: 'RFC5876-4.1-1',
    source: 'RFC 5876',
    clause: '4.1',
    appliesTo: ['any-request'],
    condition: 'always',
    statement: 'P-Asserted-Identity and P-Preferred-Identity are not sent together by a client.',
    expectation: 'not both P-Asserted-Identity and P-Preferred-Identity',
    decisions: ['D-04'],
  },
  {
    ...shouldNot,
    ...byCheck,
    id: 'RFC5876-4.1-2',
    source: 'RFC 5876',
    clause: '4.1',
    appliesTo: ['any-request'],
    condition: 'capture_point = client-edge',
    appliesIf: 'client-edge',
    statement: 'A terminal does not assert its own identity with P-Asserted-Identity.',
    expectation: 'no P-Asserted-Identity from a terminal',
    decisions: ['D-04'],
  },
] as const satisfies readonly Requirement[];
