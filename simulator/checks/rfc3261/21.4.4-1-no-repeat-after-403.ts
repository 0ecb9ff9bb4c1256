import { isAfterRegistration, noRepeat } from '../provoked/repeats';

/**
 * RFC3261-21.4.4-1: a 403 is final; the request does not come again, with other credentials neither (RFC 3261 §21.4.4). In an IMS core
 * one more attempt after a new registration is worth a remark.
 */
export const noRepeatAfter403 = noRepeat({
  requirement: 'RFC3261-21.4.4-1',
  isAbout: ({ status }) => status === 403,
  pause: 60_000,
  mayRepeat: (request, episode) => (isAfterRegistration(request, episode) ? 'with a remark' : 'no'),
});
