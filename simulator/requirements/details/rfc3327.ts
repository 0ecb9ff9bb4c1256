import type { Details } from './detail';
import { anyRun } from './phrases';

/** RFC 3327: Path. */
export const rfc3327: Details = {
  'RFC3327-5.1-1': {
    lookAt: 'Supported',
    rule: 'contains path',
    pass: 'the element is present',
    fail: 'the element is absent',
    inconclusive: 'outside IMS (info)',
    provoke: anyRun,
    exampleRight: 'Supported: path, gruu',
    exampleViolation: 'Supported: gruu',
    legalVariants: ["compact 'k'"],
    verdictReason: 'costs only extra messages or a round trip',
    verified: 'verified: RFC 3327 section 5.1',
  },
};
