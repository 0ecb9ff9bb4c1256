import { pauseAfterEnd } from './resubscription';

/** RFC6665-4.1.3-7: `probation` asks for a later attempt, not before `retry-after` (RFC 6665 §4.1.3). */
export const probation = pauseAfterEnd({
  requirement: 'RFC6665-4.1.3-7',
  isFor: (reason) => reason === 'probation',
  until: 'retry-after',
});
