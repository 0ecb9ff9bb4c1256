import type { Requirement } from './requirement';
import { byCheck, byScenario, must, ownRequests, shouldNot } from './shorthand';

/** RFC 3329: security mechanism agreement. */
export const rfc3329 = [
  {
    ...must,
    ...byScenario,
    id: 'RFC3329-2.3.1-1',
    source: 'RFC 3329',
    clause: '2.3.1',
    appliesTo: ownRequests,
    condition: 'security agreement completed (Security-Server received)',
    statement: 'All later requests to that server carry Security-Verify mirroring the Security-Server list.',
    expectation: 'Security-Verify equal to the Security-Server received',
  },
  {
    ...must,
    ...byScenario,
    id: 'RFC3329-2.3.1-2',
    source: 'RFC 3329',
    clause: '2.3.1',
    appliesTo: ownRequests,
    condition: 'security agreement started or completed',
    statement: 'Such requests list sec-agree in both Require and Proxy-Require.',
    expectation: 'sec-agree in Require and in Proxy-Require',
  },
  {
    ...shouldNot,
    ...byCheck,
    id: 'RFC3329-2.3.1-3',
    source: 'RFC 3329',
    clause: '2.3.1',
    appliesTo: ['register'],
    condition: 'Security-Client present',
    statement: 'The client adds no q preferences to Security-Client.',
    expectation: 'no q parameter in Security-Client',
  },
  {
    ...must,
    ...byScenario,
    id: 'RFC3329-2.3.1-4',
    source: 'RFC 3329',
    clause: '2.3.1',
    appliesTo: ownRequests,
    condition: '494 received',
    statement:
      'After 494 the client chooses the mechanism with the highest q it knows, starts it, and repeats the request with Security-Verify.',
    expectation: 'the request repeated with Security-Verify equal to the Security-Server of the 494',
    onBreach: 'warn',
    decisions: ['D-15'],
  },
] as const satisfies readonly Requirement[];
