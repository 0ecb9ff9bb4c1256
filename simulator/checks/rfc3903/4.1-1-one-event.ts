import { publishOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { isWholeAndNoRemoval } from '../common/no-removal';
import { judgeOneEvent } from '../common/one-event';
import { pass } from '../observe';

const met: readonly Observation[] = [pass('one Event header field with one event type')];

/**
 * RFC3903-4.1-1: a PUBLISH has exactly one Event with one package (RFC 3903 §4.1). Item 5 of clause 6.1.1.1 asks the same and for
 * the right package, so a missing or repeated Event breaks both; a second row also breaks RFC3261-7.3.1-2.
 */
export const onePublishedEvent: FormCheck = {
  requirement: 'RFC3903-4.1-1',
  kinds: publishOnly,
  appliesTo: isWholeAndNoRemoval,
  judge: (subject) => judgeOneEvent('RFC3903-4.1-1', subject, met),
};
