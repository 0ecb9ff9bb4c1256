import type { Requirement } from './requirement';
import { byScenario, must, mustNot } from './shorthand';

/** RFC 4320: the non-INVITE transaction. */
export const rfc4320 = [
  {
    ...mustNot,
    ...byScenario,
    id: 'RFC4320-4.1-1',
    source: 'RFC 4320',
    clause: '4.1',
    appliesTo: ['notify-response', 'inbound-request-response'],
    condition: 'always',
    statement: 'A NOTIFY is never answered with a provisional response other than 100.',
    expectation: 'no provisional response but 100',
  },
  {
    ...mustNot,
    ...byScenario,
    id: 'RFC4320-4.1-2',
    source: 'RFC 4320',
    clause: '4.1',
    appliesTo: ['notify-response', 'transport-udp'],
    condition: 'UDP',
    statement:
      'On UDP no 100 is sent before Timer E of the notifier would reach T2 (3.5 s after the first copy with default timers).',
    expectation: 'no 100 during the first 3.5 s on UDP',
  },
  {
    ...must,
    ...byScenario,
    id: 'RFC4320-4.1-3',
    source: 'RFC 4320',
    clause: '4.1',
    appliesTo: ['notify-response'],
    condition: 'always',
    statement: 'If no final response is ready when Timer E would reach T2, a 100 is sent.',
    expectation: 'a final response or a 100 before 4 s',
    onBreach: 'warn',
    decisions: ['D-15'],
  },
  {
    ...mustNot,
    ...byScenario,
    id: 'RFC4320-4.2-1',
    source: 'RFC 4320',
    clause: '4.2',
    appliesTo: ['notify-response', 'inbound-request-response'],
    condition: 'always',
    statement: 'A non-INVITE request is never answered with 408.',
    expectation: 'any final response but 408',
  },
] as const satisfies readonly Requirement[];
