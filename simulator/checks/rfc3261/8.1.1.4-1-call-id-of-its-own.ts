import { firstField } from '../../sip/message';
import { publishOrSubscribe } from '../applies';
import type { EarlierRequest, HistoryCheck, Observation, Subject } from '../check';
import { isWholeAndNoRemoval } from '../common/no-removal';
import { isOutsideDialog } from '../common/outside-dialog';
import { isRepairable, isRepeatable } from '../exchange';
import { fail, pass } from '../observe';
import { cseqOf } from '../transaction-key';

const met: readonly Observation[] = [pass('a Call-ID that no earlier request had')];
const repeated: readonly Observation[] = [pass('the Call-ID of the request that it repeats')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-8.1.1.4-1: each new request outside a dialog has a Call-ID of its own (RFC 3261 §8.1.1.4, decision D-10). A request that
 * follows a response which lets it be corrected keeps its Call-ID. What a reuse yields is the rule
 * `callid_reuse_across_publications`; with a CSeq that does not rise it fails whatever the rule says, unless it came another way:
 * then it may be one request sent to the next server (RFC 3263 §4.3).
 *
 * §8.1.1.4 asks for a Call-ID of a new request only, and calls those that are retried after a failure no new ones; as an example it
 * names failures that ask for an amendment. Of some other failures the standard says that the client may send the request again
 * later (`isRepeatable`): that is the same request, too, and nothing says that its Call-ID has to change. Whether the client means
 * the same request or another one does not show, so with a rising CSeq nothing is said of it. Where no response to the client was seen at all, as in a
 * capture of one direction, a retry cannot be told from a reuse. A CSeq that does not rise after a challenge breaks RFC3261-22.2-1.
 */
export const callIdOfItsOwn: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC3261-8.1.1.4-1',
  kinds: publishOrSubscribe,
  appliesTo: isWholeAndNoRemoval,
  judge(subject) {
    const { earlier } = subject;
    if (earlier === undefined || !isOutsideDialog(subject)) return nothing;
    const same = earlier.sameCallId;
    if (same === undefined) return met;
    if (isRepairable(same.status)) return repeated;
    return earlier.isAnswered ? judgeReuse(subject, same) : nothing;
  },
};

/** These tell what was wrong with the request, or what would do: bad syntax, and a type of document that is not to be had. */
const amendable: ReadonlySet<number> = new Set([400, 406]);

function judgeReuse(
  { message }: Subject,
  { frame, method, cseq, status, isSamePlace }: EarlierRequest,
): readonly Observation[] {
  const span = firstField(message, 'call-id')?.valueSpan ?? message.start.span;
  const number = cseqOf(message)?.number;
  const expected = 'a Call-ID of its own';
  const what = `the Call-ID of the ${method} in frame ${frame}`;
  const isAlike = number !== undefined && cseq !== undefined && method === message.start.method;
  if (isAlike && number > cseq && (isRepeatable(status) || amendable.has(status))) return nothing;
  if (!isAlike || number > cseq) {
    return [fail(`${what}, which this request does not repeat`, { expected, span, otherFrame: frame })];
  }
  if (!isSamePlace) return nothing;
  const text = `${what} with a CSeq number that does not rise: ${cseq}, then ${number}`;
  return [fail(text, { expected, span, otherFrame: frame, isCertain: true })];
}
