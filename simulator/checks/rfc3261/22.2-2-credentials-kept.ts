import { registerPublishOrSubscribe } from '../applies';
import type { HistoryCheck, Observation } from '../check';
import { isFetch } from '../common/fetch';
import { hasCredentials } from '../credentials';
import { fail, pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('credentials without being asked again')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-22.2-2: credentials that were accepted are kept and used for the next request to the same server (RFC 3261 §22.2). Compared
 * for one method: a server may ask for them in REGISTER and not in PUBLISH. That a client waits for a challenge each time is told
 * once. Fetches have an entry of their own, RFC6665-4.4.3-2.
 */
export const credentialsKept: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC3261-22.2-2',
  kinds: registerPublishOrSubscribe,
  appliesTo: (subject) =>
    subject.earlier?.authenticatedIn !== undefined &&
    !(subject.kind === 'settings-subscribe' && isFetch(subject.message)) &&
    hasWholeHeader(subject),
  judge({ message, earlier }) {
    if (hasCredentials(message)) return met;
    const otherFrame = earlier?.authenticatedIn;
    if (otherFrame === undefined || earlier?.isForgetful) return nothing;
    const { method, span } = message.start;
    const text = `a ${method} without the credentials that were accepted in frame ${otherFrame}`;
    return [fail(text, { expected: 'credentials without a new challenge', actual: 'missing', span, otherFrame })];
  },
};
