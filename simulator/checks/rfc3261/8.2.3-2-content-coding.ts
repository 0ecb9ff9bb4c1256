import { firstField } from '../../sip/message';
import { answersNotify } from '../provoked/notify-answer';

/**
 * RFC3261-8.2.3-2: a body in a content coding that the client does not understand is refused with 415 and Accept-Encoding, which may be
 * empty (RFC 3261 §8.2.3, §20.2). After a 481 nothing is decided.
 */
export const contentCoding = answersNotify({
  requirement: 'RFC3261-8.2.3-2',
  cases: ['other-coding'],
  which: 'has a body in an unknown coding',
  expected: '415 with Accept-Encoding',
  rate({ status, message }) {
    if (status === 481) return undefined;
    if (status !== 415) return 'fail';
    return firstField(message, 'accept-encoding') === undefined ? { lacks: 'Accept-Encoding' } : 'pass';
  },
  isServerWrong: true,
});
