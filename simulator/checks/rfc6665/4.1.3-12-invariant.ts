import { pauseAfterEnd } from './resubscription';

/** RFC6665-4.1.3-12: `invariant` forbids a new attempt of its own, whatever `retry-after` says (RFC 6665 §4.1.3, which added it). */
export const invariant = pauseAfterEnd({
  requirement: 'RFC6665-4.1.3-12',
  isFor: (reason) => reason === 'invariant',
  until: 'ever',
});
