import { answersNotify } from '../provoked/notify-answer';

/**
 * RFC3261-12.2.2-1: a request inside a dialog whose CSeq number is below that of the one before is refused with 500 (RFC 3261 §12.2.2).
 * A 481 decides nothing: a client that fetches may have taken the NOTIFY before for the end.
 */
export const lowerCSeq = answersNotify({
  requirement: 'RFC3261-12.2.2-1',
  cases: ['lower-cseq'],
  which: 'has a lower CSeq number than the one before',
  expected: '500',
  rate({ status }) {
    if (status === 481) return undefined;
    return status === 500 ? 'pass' : 'fail';
  },
  isServerWrong: true,
});
