import { pauseAfterEnd } from './resubscription';

/** RFC6665-4.1.3-10: after `giveup` with `retry-after` no attempt comes before that time (RFC 6665 §4.1.3). */
export const giveup = pauseAfterEnd({
  requirement: 'RFC6665-4.1.3-10',
  isFor: (reason) => reason === 'giveup',
  until: 'retry-after',
});
