import { pauseAfterEnd } from './resubscription';

/** RFC6665-4.1.3-8: `rejected` forbids a new attempt of its own (RFC 6665 §4.1.3). */
export const rejected = pauseAfterEnd({
  requirement: 'RFC6665-4.1.3-8',
  isFor: (reason) => reason === 'rejected',
  until: 'ever',
});
