import { answersNotify, isAccepted } from '../provoked/notify-answer';

/**
 * RFC3261-18.3-2: a request whose datagram ends before the body that Content-Length announces is answered 400 (RFC 3261 §18.3). Another
 * refusal is a remark; a 481 decides nothing.
 */
export const shortBody = answersNotify({
  requirement: 'RFC3261-18.3-2',
  cases: ['short-body'],
  which: 'is shorter than its Content-Length says',
  expected: '400',
  rate({ status }) {
    if (status === 481) return undefined;
    if (status === 400) return 'pass';
    return isAccepted(status) ? 'fail' : 'info';
  },
  silence: 'warn',
  isServerWrong: true,
});
