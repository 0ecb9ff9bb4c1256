import { firstField } from '../../sip/message';
import { registerOnly } from '../applies';
import type { HistoryCheck, Observation } from '../check';
import { showsProxy } from '../common/via-proxy';
import { fail, info, pass } from '../observe';
import { cseqOf } from '../transaction-key';

const met: readonly Observation[] = [pass('a CSeq number one higher than that of the REGISTER before')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-10.2-4: with one Call-ID, CSeq rises by one for each new REGISTER (RFC 3261 §10.2). The same number at another address or
 * over another transport may be one request on its way to the next server (RFC 3263 §4.3). Behind the core some requests may have
 * gone elsewhere. A number that is left out is a remark where nobody told the client a next hop: the capture may lack a request.
 */
export const cseqByOne: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC3261-10.2-4',
  kinds: registerOnly,
  appliesTo: ({ earlier }) => earlier?.sameCallId !== undefined,
  judge({ message, earlier }, { rules, nextHop }) {
    const before = earlier?.sameCallId;
    const field = firstField(message, 'cseq');
    const number = cseqOf(message)?.number;
    if (before?.cseq === undefined || field === undefined || number === undefined) return nothing;
    if (number === before.cseq + 1) return met;
    if (number === before.cseq && !before.isSamePlace) return nothing;
    if (rules.capture_point === 'behind-core' || showsProxy(message)) return nothing;
    const expected = `CSeq ${before.cseq + 1}, one more than in frame ${before.frame}`;
    const details = { expected, span: field.valueSpan, otherFrame: before.frame };
    const text = `CSeq ${number} after ${before.cseq}`;
    const mayBeLost = nextHop === undefined && number > before.cseq;
    return [
      mayBeLost ? info(`${text}; the requests between may be missing in the trace`, details) : fail(text, details),
    ];
  },
};
