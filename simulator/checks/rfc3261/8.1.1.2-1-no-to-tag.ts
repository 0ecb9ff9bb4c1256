import { firstField } from '../../sip/message';
import { readNameAddr } from '../../sip/name-addr';
import { paramNamed } from '../../sip/params';
import { registerPublishOrSubscribe } from '../applies';
import type { FormCheck, Observation } from '../check';
import { isWholeAndNoRemoval } from '../common/no-removal';
import { fail, pass } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('no tag in To')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-8.1.1.2-1: a request outside a dialog has no tag in To (RFC 3261 §8.1.1.2). Which dialogs there are is known from the
 * trace; where it may begin in the middle of one, as a capture does, a tag is believed if the request is sent like one inside. A
 * REGISTER never is (§10.2).
 */
export const noToTag: FormCheck = {
  requirement: 'RFC3261-8.1.1.2-1',
  kinds: registerPublishOrSubscribe,
  appliesTo: isWholeAndNoRemoval,
  judge({ kind, message, hasStrayToTag }) {
    const field = firstField(message, 'to');
    const read = field === undefined ? undefined : readNameAddr(field);
    if (!read?.ok) return nothing;
    const tag = paramNamed(read.value.params, 'tag');
    if (tag === undefined) return met;
    if (hasStrayToTag !== true && kind !== 'register') return nothing;
    return [fail(`To tag ${quoted(tag.value ?? '')} belongs to no dialog that was seen`, { span: tag.span })];
  },
};
