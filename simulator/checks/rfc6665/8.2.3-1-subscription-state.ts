import { firstField, type SipMessage } from '../../sip/message';
import { registerPublishOrSubscribe } from '../applies';
import type { FormCheck, Observation } from '../check';
import { fail, pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('no Subscription-State header field')];
const nothing: readonly Observation[] = [];

/**
 * RFC6665-8.2.3-1: Subscription-State stands in NOTIFY requests only (RFC 6665 §8.2.3). In a PUBLISH or SUBSCRIBE it is one of the
 * header fields that RFC3903-11.1.1-1 and RFC3265-7.1-1 name, and told there.
 */
export const subscriptionStateElsewhere: FormCheck = {
  requirement: 'RFC6665-8.2.3-1',
  kinds: registerPublishOrSubscribe,
  judge(subject) {
    if (!hasWholeHeader(subject)) return nothing;
    return subject.kind === 'register' ? stateIn(subject.message, 'a REGISTER') : absentFrom(subject.message);
  },
  judgeAnswer: (answer) => (hasWholeHeader(answer) ? stateIn(answer.message, 'a response') : nothing),
};

function stateIn(message: SipMessage, where: string): readonly Observation[] {
  const field = firstField(message, 'subscription-state');
  return field === undefined ? met : [fail(`Subscription-State header field in ${where}`, { span: field.span })];
}

function absentFrom(message: SipMessage): readonly Observation[] {
  return firstField(message, 'subscription-state') === undefined ? met : nothing;
}
