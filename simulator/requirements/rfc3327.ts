import type { Requirement } from './requirement';
import { byCheck, should } from './shorthand';

/** RFC 3327: Path. */
export const rfc3327 = [
  {
    ...should,
    ...byCheck,
    id: 'RFC3327-5.1-1',
    source: 'RFC 3327',
    clause: '5.1',
    appliesTo: ['register'],
    condition: 'always',
    statement: 'Clients list path in Supported (of all requests).',
    expectation: 'path in Supported',
    onBreach: 'info',
    decisions: ['D-15'],
  },
] as const satisfies readonly Requirement[];
