import { firstField } from '../../sip/message';
import { publishOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { fail, pass } from '../observe';
import { isMultipart, isSettingsType, isUnframed, settingsParts } from '../settings-body';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('a body of a settings type')];
const nothing: readonly Observation[] = [];

/**
 * RFC4354-5.14-1: the body of a PUBLISH has the media type of a settings document (RFC 4354 §5.14, §9.2), or of the types that the
 * profile names (decision D-05); parameters do not matter. What other entries say is not told again: a Content-Type that is missing
 * or cannot be read breaks RFC3261-7.4.1-1, a missing body RFC3903-4.2-3 or the items 7 of clause 6.1.1.1, and whether settings may
 * be a part of a multipart body is judged by RFC4354-5.14-2. The entries of the document itself look at such a type only.
 */
export const settingsType: FormCheck = {
  requirement: 'RFC4354-5.14-1',
  kinds: publishOnly,
  judge(subject, { rules }) {
    const { message, body } = subject;
    const mediaType = body?.mediaType;
    if (mediaType === undefined || isUnframed(subject)) return nothing;
    if (isSettingsType(mediaType, rules)) return met;
    if (isMultipart(mediaType) && settingsParts(message, rules).length > 0) return nothing;
    const expected = `a body of type ${rules.body_content_types.join(' or ')}`;
    const span = firstField(message, 'content-type')?.valueSpan ?? message.body;
    return [fail(`body of type ${quoted(mediaType)}`, { expected, span })];
  },
};
