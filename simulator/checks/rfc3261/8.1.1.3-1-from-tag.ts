import { firstField } from '../../sip/message';
import { readNameAddr } from '../../sip/name-addr';
import { isTokenText } from '../../sip/octets';
import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { isSound, judgeFaults } from '../common/syntax-faults';
import { fail, pass } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('a tag in From')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-8.1.1.3-1: From has a tag, a token behind the address (RFC 3261 §8.1.1.3, §25.1 `tag-param`). A missing From breaks
 * RFC3261-8.1.1-1, one that cannot be read for another reason the entry of its grammar, a second tag RFC3261-7.3.1-3.
 */
export const fromTag: FormCheck = {
  requirement: 'RFC3261-8.1.1.3-1',
  kinds: anyRequest,
  appliesTo: hasWholeHeader,
  judge(subject) {
    const { message } = subject;
    const field = firstField(message, 'from');
    const read = field === undefined ? undefined : readNameAddr(field);
    if (field === undefined || read === undefined) return nothing;
    if (!read.ok) return judgeFaults('RFC3261-8.1.1.3-1', subject, nothing);
    const { tag } = read.value;
    if (tag !== undefined && isTokenText(tag)) return met;
    if (!isSound(field, message)) return nothing;
    return [fail(`no tag in From ${quoted(field.value)}`, { span: field.valueSpan })];
  },
};
