import { firstField, type SipMessage } from '../../sip/message';
import { registerOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { fail, pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('no Event header field')];
const nothing: readonly Observation[] = [];

/**
 * RFC6665-8.2.1-3: Event stands in requests of methods that define it, never in a REGISTER or a response (RFC 6665 §8.2.1). Other
 * requests are not looked at: any extension may give Event a meaning there.
 */
export const eventElsewhere: FormCheck = {
  requirement: 'RFC6665-8.2.1-3',
  kinds: registerOnly,
  judge: (subject) => (hasWholeHeader(subject) ? eventIn(subject.message, 'a REGISTER') : nothing),
  judgeAnswer: (answer) => (hasWholeHeader(answer) ? eventIn(answer.message, 'a response') : nothing),
};

function eventIn(message: SipMessage, where: string): readonly Observation[] {
  const field = firstField(message, 'event');
  return field === undefined ? met : [fail(`Event header field in ${where}`, { span: field.span })];
}
