import type { Requirement } from './requirement';
import { byScenario, must, outsideDialog, should } from './shorthand';

/** RFC 3608: Service-Route. */
export const rfc3608 = [
  {
    ...must,
    ...byScenario,
    id: 'RFC3608-6.1-1',
    source: 'RFC 3608',
    clause: '6.1',
    appliesTo: outsideDialog,
    condition: '200 to REGISTER carried Service-Route and the client uses it',
    statement: 'The order of Service-Route values is kept in Route.',
    expectation: 'the Service-Route values in their order',
  },
  {
    ...should,
    ...byScenario,
    id: 'RFC3608-6.1-2',
    source: 'RFC 3608',
    clause: '6.1',
    appliesTo: outsideDialog,
    condition: 're-registration changed or dropped Service-Route',
    statement: 'The newest Service-Route replaces the old one; a 200 without it clears it.',
    expectation: 'the Service-Route of the last 200 to REGISTER',
    onBreach: 'fail',
    decisions: ['D-15'],
  },
] as const satisfies readonly Requirement[];
