import { firstField, type SipRequest } from '../../sip/message';
import { type NameAddr, readNameAddr } from '../../sip/name-addr';
import { paramNamed } from '../../sip/params';
import type { DialogSeen, HistoryCheck, JudgeContext, Observation } from '../check';
import { callIdOf } from '../exchange';
import { fail, pass, warn } from '../observe';
import { quoted } from '../text';
import { cseqOf } from '../transaction-key';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('Call-ID and tags of the dialog, CSeq one higher')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-12.2.1.1-1: a request in a dialog has the Call-ID and both tags of the dialog, and a CSeq number one higher than the
 * client's request before (RFC 3261 §12.2.1.1). A To tag that is missing makes the request one outside a dialog, with a Call-ID that
 * is used again (RFC3261-8.1.1.4-1); one that no dialog has breaks RFC3261-8.1.1.2-1. The first request that was seen of a dialog has
 * nothing before it. A number that is left out is a warning where nobody told the client a next hop: the capture may lack a request.
 */
export const dialogIdentifiers: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC3261-12.2.1.1-1',
  kinds: ['settings-subscribe-in-dialog'],
  appliesTo: (subject) => subject.dialog !== undefined && hasWholeHeader(subject),
  judge({ message, dialog }, context) {
    if (dialog === undefined) return nothing;
    const found = [
      ...judgeCallId(message, dialog),
      ...judgeTags(message, dialog),
      ...judgeCSeq(message, dialog, context),
    ];
    if (found.length > 0) return found;
    return dialog.previous === undefined || cseqOf(message) === undefined ? nothing : met;
  },
};

function judgeCallId(message: SipRequest, { callId }: DialogSeen): readonly Observation[] {
  const field = firstField(message, 'call-id');
  if (field === undefined || callIdOf(message) === callId) return nothing;
  return [fail('another Call-ID than the dialog', { expected: `Call-ID ${quoted(callId)}`, span: field.valueSpan })];
}

/** The To tag is how the dialog was found; where it is the client's own, the two are swapped. */
function judgeTags(message: SipRequest, { localTag }: DialogSeen): readonly Observation[] {
  const from = addressIn(message, 'from');
  const to = addressIn(message, 'to');
  // A From without a tag breaks RFC3261-8.1.1.3-1.
  if (localTag === undefined || from?.tag === undefined || from.tag === localTag) return nothing;
  const span = paramNamed(from.params, 'tag')?.span ?? from.span;
  const isSwapped = to?.tag === localTag;
  const text = isSwapped ? 'the tags of From and To are swapped' : `From tag ${quoted(from.tag)}`;
  return [fail(text, { expected: `From tag ${quoted(localTag)}, that of the dialog`, span })];
}

function judgeCSeq(message: SipRequest, { previous }: DialogSeen, { nextHop }: JudgeContext): readonly Observation[] {
  const field = firstField(message, 'cseq');
  const number = cseqOf(message)?.number;
  if (previous === undefined || field === undefined || number === undefined || number === previous.cseq + 1)
    return nothing;
  const details = {
    expected: `CSeq ${previous.cseq + 1}, one more than in frame ${previous.frame}`,
    span: field.valueSpan,
    otherFrame: previous.frame,
  };
  const text = `CSeq ${number} after ${previous.cseq}`;
  const mayBeLost = nextHop === undefined && number > previous.cseq;
  return [mayBeLost ? warn(`${text}; the requests between may be missing in the trace`, details) : fail(text, details)];
}

function addressIn(message: SipRequest, key: 'from' | 'to'): NameAddr | undefined {
  const field = firstField(message, key);
  const read = field === undefined ? undefined : readNameAddr(field);
  return read?.ok ? read.value : undefined;
}
