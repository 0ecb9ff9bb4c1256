import { acceptance, answersNotify } from '../provoked/notify-answer';

/**
 * RFC3261-12.2.2-2: a CSeq number may be higher by more than one (RFC 3261 §12.2.2). A 481 decides nothing: a client that fetches may
 * have taken the NOTIFY before for the end.
 */
export const cseqGap = answersNotify({
  requirement: 'RFC3261-12.2.2-2',
  cases: ['cseq-gap'],
  which: 'has a CSeq number higher by more than one',
  expected: '200',
  rate: (answer, ...rest) => (answer.status === 481 ? undefined : acceptance(answer, ...rest)),
  silence: 'ignored',
});
