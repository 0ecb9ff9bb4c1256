import { subscribeOnly } from '../applies';
import type { HistoryCheck, Observation } from '../check';
import { fail, pass } from '../observe';

/** So many fetches within a minute, or within ten, are no longer sparing. */
const IN_MINUTE = 3;
const IN_TEN_MINUTES = 10;

const met: readonly Observation[] = [pass('fetched sparingly')];
const nothing: readonly Observation[] = [];

/**
 * RFC6665-4.4.3-1: polling is used sparingly (RFC 6665 §4.4.3): fewer than three fetches in 60 seconds, and fewer than one a minute
 * over ten. What a driver asked for is not counted, nor a fetch that is repeated after a refusal. That a user asked for each of them
 * does not show, which is why the breach is a warning.
 */
export const sparingPolls: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC6665-4.4.3-1',
  kinds: subscribeOnly,
  judge({ message, earlier }) {
    const fetches = earlier?.fetches;
    if (fetches === undefined) return nothing;
    const span = message.start.span;
    if (fetches.inMinute >= IN_MINUTE) {
      return [fail('three fetches or more within 60 s', { actual: `${fetches.inMinute} fetches in 60 s`, span })];
    }
    if (fetches.inTenMinutes >= IN_TEN_MINUTES) {
      return [fail('a fetch a minute or more for ten minutes', { actual: `${fetches.inTenMinutes} in 600 s`, span })];
    }
    return met;
  },
};
