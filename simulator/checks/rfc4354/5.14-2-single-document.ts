import { firstField } from '../../sip/message';
import { publishOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { fail, pass } from '../observe';
import { hasBody, isMultipart, isUnframed, mediaTypeOf, settingsParts } from '../settings-body';

const met: readonly Observation[] = [pass('a single settings document')];
const nothing: readonly Observation[] = [];

/**
 * RFC4354-5.14-2: the body is one settings document (RFC 4354 §5.14, RFC 3261 §7.4), or a multipart body with exactly one where the
 * rule allow_multipart lets it be. A multipart body without any breaks RFC4354-5.14-1. Where the rule does not, the items 7 of
 * clause 6.1.1.1 do not look into it.
 */
export const singleDocument: FormCheck = {
  requirement: 'RFC4354-5.14-2',
  kinds: publishOnly,
  judge(subject, { rules }) {
    const { message } = subject;
    if (!hasBody(message) || isUnframed(subject)) return nothing;
    const mediaType = mediaTypeOf(message);
    if (mediaType === undefined) return nothing;
    if (!isMultipart(mediaType)) return met;
    const [first, second] = settingsParts(message, rules);
    if (first === undefined) return nothing;
    if (second !== undefined) return [fail('several settings documents in a multipart body', { span: second.body })];
    if (rules.allow_multipart) return met;
    const span = firstField(message, 'content-type')?.valueSpan ?? message.body;
    return [fail('settings in a multipart body, which the rule allow_multipart does not allow', { span })];
  },
};
