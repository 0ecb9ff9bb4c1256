import { hasRetryAfter, isAfterRegistration, noRepeat } from '../provoked/repeats';
import { isPlainRefusal } from '../provoked/statuses';

/**
 * RFC3261-21.4-1: a request refused with 4xx is not repeated as it is (RFC 3261 §21.4), by the catalogue for 60 s, unless the user acts
 * again. 403, 404 and 489 have entries of their own, as have the refusals that can be mended; Retry-After belongs to RFC3261-20.33-1,
 * an unknown status to RFC3261-8.1.3.2-1. 406 to SUBSCRIBE belongs to RFC6665-4.1.2.1-1.
 */
export const noRepeatAfter4xx = noRepeat({
  requirement: 'RFC3261-21.4-1',
  isAbout(response, { tx }) {
    if (!isPlainRefusal(response.status) || hasRetryAfter(response)) return false;
    return response.status !== 406 || tx.kind !== 'settings-subscribe';
  },
  pause: 60_000,
  mayRepeat: (request, episode) => (isAfterRegistration(request, episode) ? 'yes' : 'no'),
});
