import type { Span } from '../../core/span';
import { firstField, type SipRequest } from '../../sip/message';
import { readNameAddr } from '../../sip/name-addr';
import { paramNamed } from '../../sip/params';
import { anySubscribe } from '../applies';
import type { HistoryCheck, Observation } from '../check';
import { fail, pass } from '../observe';
import { tagOf } from '../transaction-key';

const met: readonly Observation[] = [pass('a dialog of its own')];
const nothing: readonly Observation[] = [];

/**
 * RFC6665-4.5-1: a new subscription is not put into a dialog that is there already (RFC 6665 §4.5.2): that of an INVITE, of a
 * subscription to another package, or of one that has ended. RFC 3265 allowed it, so it is a remark. A SUBSCRIBE in the dialog of its
 * own subscription renews or ends that.
 */
export const dialogOfItsOwn: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC6665-4.5-1',
  kinds: anySubscribe,
  judge({ message, dialog }) {
    if (tagOf(message, 'to') === undefined) return met;
    if (dialog?.madeBy === undefined) return nothing;
    const { text, ...named } = dialog.madeBy;
    return [fail(`in the dialog of ${text}`, { ...named, expected: 'no To tag', span: tagSpan(message) })];
  },
};

function tagSpan(message: SipRequest): Span {
  const field = firstField(message, 'to');
  const read = field === undefined ? undefined : readNameAddr(field);
  const tag = read?.ok ? paramNamed(read.value.params, 'tag') : undefined;
  return tag?.span ?? message.start.span;
}
