import { hasRetryAfter, noRepeat } from '../provoked/repeats';

const global: ReadonlySet<number> = new Set([600, 603, 604, 606]);

/**
 * RFC3261-21.6-1: a 6xx ends the attempt at every server (RFC 3261 §21.6): the request comes again neither here nor elsewhere. Where the
 * 600 or 603 holds Retry-After, RFC3261-20.33-1 decides.
 */
export const globalFailure = noRepeat({
  requirement: 'RFC3261-21.6-1',
  isAbout: (response) => global.has(response.status) && !hasRetryAfter(response),
  pause: 60_000,
});
