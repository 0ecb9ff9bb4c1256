import { hasRetryAfter, noRepeat, retryAfter } from '../provoked/repeats';

/** 404 belongs to RFC3261-21.4.5-1, 503 to RFC3261-21.5.4-1 and RFC3903-9-1. */
const about: ReadonlySet<number> = new Set([413, 480, 486, 500, 600, 603]);

/** RFC3261-20.33-1: the same request does not come again before Retry-After is over, whose comment and parameters do not count (RFC 3261 §20.33). */
export const waitsForRetryAfter = noRepeat({
  requirement: 'RFC3261-20.33-1',
  isAbout: (response) => about.has(response.status) && hasRetryAfter(response),
  pause: retryAfter,
});
