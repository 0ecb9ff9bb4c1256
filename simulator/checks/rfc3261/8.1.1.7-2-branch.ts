import { firstField } from '../../sip/message';
import { isTokenText } from '../../sip/octets';
import { readVia } from '../../sip/via';
import { anyRequest } from '../applies';
import type { HistoryCheck, Observation } from '../check';
import { isSound, judgeFaults } from '../common/syntax-faults';
import { fail, pass, warn } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

/** The start of every branch since RFC 3261 (§8.1.1.7). */
const COOKIE = 'z9hG4bK';

const met: readonly Observation[] = [pass('a branch with the cookie in the top Via')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-8.1.1.7-2: the branch of the top Via is z9hG4bK and more (RFC 3261 §8.1.1.7). The cookie in another letter case is a
 * remark: tokens ignore case, but it is printed in one spelling only. A second branch breaks RFC3261-7.3.1-3.
 */
export const branch: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC3261-8.1.1.7-2',
  kinds: anyRequest,
  appliesTo: hasWholeHeader,
  judge(subject) {
    const { message } = subject;
    const field = firstField(message, 'via');
    if (field === undefined) return nothing;
    const read = readVia(field);
    if (!read.ok) return judgeFaults('RFC3261-8.1.1.7-2', subject, nothing);
    const top = read.value[0];
    if (top === undefined) return nothing;
    const { branch: value, span } = top;
    if (value === undefined) return isSound(field, message) ? [fail('no branch in the top Via', { span })] : nothing;
    const isLong = value.length > COOKIE.length;
    if (isLong && value.startsWith(COOKIE) && isTokenText(value)) return met;
    const what = `branch ${quoted(value)} in the top Via`;
    const isOtherCase = isLong && value.toLowerCase().startsWith(COOKIE.toLowerCase());
    return [isOtherCase ? warn(what, { span }) : fail(what, { span })];
  },
};
