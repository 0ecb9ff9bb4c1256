import { subscribeOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { fail, pass } from '../observe';
import { hasBody, isUnframed } from '../settings-body';

const met: readonly Observation[] = [pass('no body')];
const nothing: readonly Observation[] = [];

/**
 * RFC4354-5.3-1: a settings SUBSCRIBE normally has no body (RFC 4354 §5.3), unless PICS subscribe_filter declares that the client
 * sends filter documents.
 */
export const noSubscribeBody: FormCheck = {
  requirement: 'RFC4354-5.3-1',
  kinds: subscribeOnly,
  appliesTo: (_, { pics }) => pics.subscribe_filter !== true,
  judge(subject) {
    const { message } = subject;
    if (isUnframed(subject)) return nothing;
    return hasBody(message) ? [fail('a SUBSCRIBE with a body', { span: message.body })] : met;
  },
};
