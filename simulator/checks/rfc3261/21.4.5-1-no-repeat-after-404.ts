import { isAfterPublication, isAfterRegistration, noRepeat, retryAfter } from '../provoked/repeats';

/**
 * RFC3261-21.4.5-1: after 404 the request does not come again, or with Retry-After not before its time (RFC 3261 §21.4.5, §20.33).
 * After a new registration the server may know the user, after a publication it has the settings that a SUBSCRIBE asks for.
 */
export const noRepeatAfter404 = noRepeat({
  requirement: 'RFC3261-21.4.5-1',
  isAbout: ({ status }) => status === 404,
  pause: retryAfter,
  mayRepeat: (request, episode) =>
    isAfterRegistration(request, episode) || isAfterPublication(request, episode) ? 'yes' : 'no',
});
