import { publishOnly } from '../applies';
import type { HistoryCheck, Observation } from '../check';
import { isWholeAndNoRemoval } from '../common/no-removal';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('a change, a refresh, or a publication after a registration')];
const nothing: readonly Observation[] = [];

/**
 * RFC4354-5.18-1: publications follow user actions; there are no periodic ones apart from refreshes (RFC 4354 §5.18). Told of a
 * PUBLISH that brings nothing new while hardly any of the granted lifetime has passed, where neither a registration nor a refusal
 * explains it. What a driver asked for says nothing of the client's own habits.
 */
export const noPeriodicPublication: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC4354-5.18-1',
  kinds: publishOnly,
  appliesTo: isWholeAndNoRemoval,
  judge({ message, event, stimulus, after, repeats }) {
    if (stimulus !== undefined) return nothing;
    if (repeats === undefined || after !== undefined) return met;
    const seconds = Math.round((event.at - repeats.at) / 1000);
    const actual = `${seconds} s after frame ${repeats.frame}, which granted ${repeats.lifetime} s`;
    const what = 'the same settings once more, long before their publication ends';
    return [fail(what, { actual, span: message.start.span, otherFrame: repeats.frame })];
  },
};
