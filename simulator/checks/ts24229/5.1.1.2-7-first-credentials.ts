import { firstField } from '../../sip/message';
import { type Params, paramNamed } from '../../sip/params';
import { isIms, registerOnly } from '../applies';
import type { FormCheck, FormSubject, JudgeContext, Observation } from '../check';
import { credentialsIn, isUnprotected } from '../common/first-register';
import { homeDomainOf, isDomainUri } from '../common/home-domain';
import { fail, pass } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('credentials without an answer in the first REGISTER')];
const nothing: readonly Observation[] = [];

/**
 * TS24229-5.1.1.2-7: the first REGISTER has Authorization already, with the private identity, the realm and URI of the home domain, and
 * an empty nonce and response (TS 24.229 clause 5.1.1.2.1). The domain is that of PIXIT, else that of the Request-URI; the private
 * identity is compared where it is known. A nonce that is not empty is the answer to a challenge, which the trace need not show.
 */
export const firstCredentials: FormCheck = {
  requirement: 'TS24229-5.1.1.2-7',
  kinds: registerOnly,
  appliesTo: (subject, context) =>
    isIms(context) &&
    (context.pics.auth === 'aka' || context.pics.auth === 'sip-digest') &&
    hasWholeHeader(subject) &&
    isUnprotected(subject),
  judge(subject, context) {
    const { message } = subject;
    if (firstField(message, 'authorization') === undefined) {
      const details = { expected: 'Authorization in the first REGISTER', actual: 'missing', span: message.start.span };
      return [fail('no Authorization header field', details)];
    }
    const found = credentialsIn(subject);
    if (found === undefined) return nothing;
    const { params, field } = found;
    for (const key of ['username', 'realm', 'uri', 'nonce', 'response']) {
      const param = paramNamed(params, key);
      if (param?.value === undefined) {
        return [fail(`Authorization without ${key}`, { expected: `${key} in Authorization`, span: field.valueSpan })];
      }
    }
    return judgeValues(params, subject, context);
  },
};

function judgeValues(params: Params, subject: FormSubject, context: JudgeContext): readonly Observation[] {
  const domain = homeDomainOf(subject.message, context);
  const found: Observation[] = [];
  const differs = (key: string, expected: string) => {
    const param = paramNamed(params, key);
    const text = `${key} ${quoted(param?.value ?? '')} in the first REGISTER`;
    if (param !== undefined) found.push(fail(text, { expected: `${key}="${expected}"`, span: param.span }));
  };
  const given = (key: string) => paramNamed(params, key)?.value ?? '';
  const { username } = context;
  if (username !== undefined && given('username') !== username) differs('username', username);
  if (domain !== undefined) {
    if (given('realm').toLowerCase() !== domain) differs('realm', domain);
    if (!isDomainUri(given('uri'), domain)) differs('uri', `sip:${domain}`);
  }
  return found.length > 0 ? found : met;
}
