import { pauseAfterEnd } from './resubscription';

/** The reasons of RFC 6665 §4.1.3; RFC 3265 §3.2.4 has all but `invariant`, which it takes for an unknown one. */
const known: ReadonlySet<string | undefined> = new Set([
  'deactivated',
  'probation',
  'rejected',
  'timeout',
  'giveup',
  'noresource',
  'invariant',
]);

/** RFC6665-4.1.3-13: without a reason that is known, a new attempt waits for `retry-after` (RFC 6665 §4.1.3). */
export const unknownReason = pauseAfterEnd({
  requirement: 'RFC6665-4.1.3-13',
  isFor: (reason) => !known.has(reason),
  until: 'retry-after',
});
