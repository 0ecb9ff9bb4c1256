import { firstField } from '../../sip/message';
import { readNameAddr } from '../../sip/name-addr';
import { paramNamed } from '../../sip/params';
import { publishOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { isWholeAndNoRemoval } from '../common/no-removal';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('no tag in To: outside any dialog')];
const nothing: readonly Observation[] = [];

/**
 * RFC3903-4-4: a PUBLISH is sent outside dialogs (RFC 3903 §4). A To tag of no dialog that was seen breaks RFC3261-8.1.1.2-1 and
 * not this entry; where the trace may begin in the middle of a dialog, a tag is believed.
 */
export const publishOutsideDialog: FormCheck = {
  requirement: 'RFC3903-4-4',
  kinds: publishOnly,
  appliesTo: isWholeAndNoRemoval,
  judge({ message, hasStrayToTag }) {
    const field = firstField(message, 'to');
    const read = field === undefined ? undefined : readNameAddr(field);
    if (!read?.ok) return nothing;
    const tag = paramNamed(read.value.params, 'tag');
    if (tag === undefined) return met;
    return hasStrayToTag ? nothing : [fail('a PUBLISH inside a dialog', { span: tag.span })];
  },
};
