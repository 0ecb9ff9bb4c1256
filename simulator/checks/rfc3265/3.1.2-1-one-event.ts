import { subscribeOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { judgeOneEvent } from '../common/one-event';
import { pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('one Event header field with one event type')];

/**
 * RFC3265-3.1.2-1: a SUBSCRIBE has exactly one Event (RFC 3265 §3.1.2). Item 4 of clause 6.1.1.2 asks the same and for the right
 * package, so a missing or repeated Event breaks both; a second row also breaks RFC3261-7.3.1-2.
 */
export const oneSubscribedEvent: FormCheck = {
  requirement: 'RFC3265-3.1.2-1',
  kinds: subscribeOnly,
  appliesTo: hasWholeHeader,
  judge: (subject) => judgeOneEvent('RFC3265-3.1.2-1', subject, met),
};
