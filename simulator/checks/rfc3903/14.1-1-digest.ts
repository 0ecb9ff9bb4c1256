import type { ProvokedCheck } from '../provoked/provoked-check';
import { answersChallenge } from '../rfc3261/8.1.3.5-1-answers-challenge';

/**
 * RFC3903-14.1-1: a client supports Digest for PUBLISH (RFC 3903 §14.1): it repeats one that was answered 401 with credentials. The rule is
 * that of RFC3261-8.1.3.5-1, by the catalogue's own words, so that a PUBLISH which is not repeated breaks both entries.
 */
export const digestForPublish: ProvokedCheck = {
  ...answersChallenge,
  requirement: 'RFC3903-14.1-1',
  isProvokedBy(cause, past, context) {
    if (cause.kind !== 'refused' || cause.response.status !== 401 || cause.tx.kind !== 'settings-publish') return false;
    return answersChallenge.isProvokedBy(cause, past, context);
  },
};
