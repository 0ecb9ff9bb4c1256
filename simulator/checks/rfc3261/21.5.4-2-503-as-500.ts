import { hasRetryAfter, minimalPause, noRepeat } from '../provoked/repeats';

/**
 * RFC3261-21.5.4-2: a 503 without Retry-After counts as a 500 (RFC 3261 §21.5.4): no repeat before PIXIT min_retry_500_s, but at another
 * server.
 */
export const unavailableAsError = noRepeat({
  requirement: 'RFC3261-21.5.4-2',
  isAbout: (response) => response.status === 503 && !hasRetryAfter(response),
  pause: minimalPause,
  mayRepeat({ event: { local, transport } }, { cause }) {
    if (!('event' in cause)) return 'no';
    const { event } = cause;
    const isSame = event.local.host === local.host && event.local.port === local.port && event.transport === transport;
    return isSame ? 'no' : 'yes';
  },
});
