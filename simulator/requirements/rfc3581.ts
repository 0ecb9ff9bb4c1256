import type { Requirement } from './requirement';
import { byCheck, byScenario, must, ownRequestsOverUdp } from './shorthand';

/** RFC 3581: symmetric response routing. */
export const rfc3581 = [
  {
    ...must,
    ...byCheck,
    id: 'RFC3581-3-1',
    source: 'RFC 3581',
    clause: '3',
    appliesTo: ownRequestsOverUdp,
    condition: 'rport present in the request',
    statement: 'The rport parameter of a request has no value.',
    expectation: 'rport without a value',
  },
  {
    ...must,
    ...byScenario,
    id: 'RFC3581-3-2',
    source: 'RFC 3581',
    clause: '3',
    appliesTo: ownRequestsOverUdp,
    condition: 'rport present, UDP',
    statement: 'The client receives the response on the source address and port of the request.',
    expectation: 'the response taken at the source port of the request',
  },
  {
    ...must,
    ...byScenario,
    id: 'RFC3581-4-1',
    source: 'RFC 3581',
    clause: '4',
    appliesTo: ['notify-response', 'transport-udp'],
    condition: 'NOTIFY carries rport without value; client supports RFC 3581 (it sends rport itself)',
    appliesIf: 'rport',
    statement: 'The client fills rport with the source port and adds received in its response.',
    expectation: 'rport with the source port and received with the source address',
  },
] as const satisfies readonly Requirement[];
