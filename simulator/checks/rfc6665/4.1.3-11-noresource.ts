import { pauseAfterEnd } from './resubscription';

/** RFC6665-4.1.3-11: `noresource` forbids a new attempt of its own (RFC 6665 §4.1.3). */
export const noresource = pauseAfterEnd({
  requirement: 'RFC6665-4.1.3-11',
  isFor: (reason) => reason === 'noresource',
  until: 'ever',
});
