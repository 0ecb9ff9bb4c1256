import { firstField } from '../../sip/message';
import { publishOnly } from '../applies';
import type { HistoryCheck, Observation, Subject } from '../check';
import { updateBySettings } from '../common/forgotten-tag';
import { isWholeAndNoRemoval } from '../common/no-removal';
import { fail, pass } from '../observe';
import { isSameState } from '../repetitions';
import { hasBody, isUnframed } from '../settings-body';

const met: readonly Observation[] = [pass('a change with a body')];
const nothing: readonly Observation[] = [];

/**
 * RFC3903-4.4-2: a change carries the modified state in its body (RFC 3903 §4.4). That an empty update is meant as a change is known where
 * the client was told to publish other settings than its publication holds; any other one is a refresh. Which values the body states,
 * the items 7 of clause 6.1.1.1 look at; they miss the settings of an empty one, too.
 */
export const changedState: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC3903-4.4-2',
  kinds: publishOnly,
  appliesTo: isWholeAndNoRemoval,
  judge(subject) {
    const { message } = subject;
    if (firstField(message, 'sip-if-match') === undefined) return nothing;
    if (hasBody(message)) return isChange(subject) ? met : nothing;
    if (!isChangeAsked(subject) || isUnframed(subject)) return nothing;
    const expected = 'a body with the changed settings';
    return [fail('a change without a body', { expected, actual: 'no body', span: message.start.span })];
  },
};

function isChange(subject: Subject): boolean {
  return subject.published !== undefined && updateBySettings(subject, subject.published) === 'change';
}

function isChangeAsked({ stimulus, published }: Subject): boolean {
  if (stimulus?.operation !== 'publish' || stimulus.settings === undefined) return false;
  return published?.settings !== undefined && !isSameState(stimulus.settings, published.settings);
}
