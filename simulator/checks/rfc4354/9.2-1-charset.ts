import { publishOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { charsetOf, documentBody } from '../common/settings-document';
import { fail, pass } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('charset UTF-8')];
const nothing: readonly Observation[] = [];

/**
 * RFC4354-9.2-1: a charset parameter, if there is one, names UTF-8 (RFC 4354 §9.2). Of a document that is not even in UTF-8,
 * RFC4354-6-3 tells more.
 */
export const namedCharset: FormCheck = {
  requirement: 'RFC4354-9.2-1',
  kinds: publishOnly,
  judge(subject, context) {
    if (documentBody(subject, context) === undefined) return nothing;
    const charset = charsetOf(subject);
    if (charset === undefined) return nothing;
    const value = charset.value ?? '';
    return value.toLowerCase() === 'utf-8' ? met : [fail(`charset ${quoted(value)}`, { span: charset.span })];
  },
};
