import type { Requirement } from './requirement';
import { byCheck, byScenario, must, mustNot } from './shorthand';

/** RFC 5626: keep-alives of client-initiated connections. */
export const rfc5626 = [
  {
    ...must,
    ...byScenario,
    id: 'RFC5626-4.4-1',
    source: 'RFC 5626',
    clause: '4.4',
    appliesTo: ['transport-tcp', 'transport-udp'],
    condition: '200 to REGISTER carried Flow-Timer',
    statement: 'Keep-alives come at least as often as the Flow-Timer value.',
    expectation: 'a keep-alive at least once in the Flow-Timer interval',
  },
  {
    ...mustNot,
    ...byCheck,
    id: 'RFC5626-4.4.1-1',
    source: 'RFC 5626',
    clause: '4.4.1',
    appliesTo: ['transport-udp'],
    condition: 'UDP',
    statement: 'CR LF keep-alives are not used on UDP.',
    expectation: 'no CR LF keep-alive on UDP',
    onBreach: 'info',
    decisions: ['D-15'],
  },
  {
    ...must,
    ...byScenario,
    id: 'RFC5626-4.4.1-2',
    source: 'RFC 5626',
    clause: '4.4.1',
    appliesTo: ['transport-tcp'],
    condition: 'client negotiated outbound or keep, stream transport',
    statement:
      'The ping is a double CR LF sent between messages, and a flow without pong for 10 s is treated as failed.',
    expectation: 'CR LF CR LF between messages as ping, and a new flow after 10 s without a pong',
  },
] as const satisfies readonly Requirement[];
