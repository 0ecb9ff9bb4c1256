import type { Details } from './detail';

/** RFC 3608: Service-Route. */
export const rfc3608: Details = {
  'RFC3608-6.1-1': {
    lookAt: 'Route versus Service-Route',
    rule: 'same order, URIs byte-equal',
    pass: 'the rule holds',
    fail: 'order changed, parameters lost',
    inconclusive: 'client does not use Service-Route (outside IMS allowed)',
    provoke: 'two Service-Route rows, one with two values',
    exampleRight: 'values in the order of the 200 to REGISTER',
    exampleViolation: 'values swapped',
    legalVariants: ['preceded by a local outbound proxy'],
    verified: 'verified: RFC 3608 section 6.1',
  },
  'RFC3608-6.1-2': {
    lookAt: 'Route after re-registration',
    rule: 'newest list or none',
    pass: 'the rule holds',
    fail: 'old list',
    inconclusive: 'no re-registration',
    provoke: 'change, then omit Service-Route in later 200s',
    exampleRight: 'Route with the list of the last registration',
    exampleViolation: 'Route with the list of the first registration',
    legalVariants: [
      'Route absent because the newest 200 had no Service-Route',
      'locally configured first hop kept in front',
    ],
    verdictReason: 'an outdated route makes the request unroutable',
    verified: 'verified: RFC 3608 section 6.1',
  },
};
