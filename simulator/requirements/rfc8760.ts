import type { Requirement } from './requirement';
import { authenticated, byScenario, must, mustNot, should } from './shorthand';

/** RFC 8760: Digest algorithms in SIP. */
export const rfc8760 = [
  {
    ...should,
    ...byScenario,
    id: 'RFC8760-2.4-1',
    source: 'RFC 8760',
    clause: '2.4',
    appliesTo: authenticated,
    condition: 'several challenges of one realm with different algorithms',
    statement: 'The client answers the topmost challenge whose algorithm it supports.',
    expectation: 'the topmost challenge whose algorithm the client supports',
    onBreach: 'info',
    decisions: ['D-15'],
  },
  {
    ...must,
    ...byScenario,
    id: 'RFC8760-2.4-2',
    source: 'RFC 8760',
    clause: '2.4',
    appliesTo: authenticated,
    condition: 'challenge with an unknown algorithm or scheme first',
    statement: 'Challenges the client does not understand are skipped.',
    expectation: 'credentials for a challenge that the client understands',
  },
  {
    ...mustNot,
    ...byScenario,
    id: 'RFC8760-2.6-1',
    source: 'RFC 8760',
    clause: '2.6; RFC 3261 section 22',
    appliesTo: authenticated,
    condition: '401 offers only Basic',
    statement: 'The client never sends Basic credentials.',
    expectation: 'no Basic credentials',
  },
] as const satisfies readonly Requirement[];
