import { hasRetryAfter, minimalPause, noRepeat } from '../provoked/repeats';

/**
 * RFC3261-21.5.1-1: after 500 the client may try again after several seconds (RFC 3261 §21.5.1), by the catalogue not before PIXIT
 * min_retry_500_s. Where the 500 holds Retry-After, RFC3261-20.33-1 decides.
 */
export const pauseAfter500 = noRepeat({
  requirement: 'RFC3261-21.5.1-1',
  isAbout: (response) => response.status === 500 && !hasRetryAfter(response),
  pause: minimalPause,
});
