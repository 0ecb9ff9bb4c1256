import { answersNotify, refusal } from '../provoked/notify-answer';

/**
 * RFC3265-3.1.4.1-1: a SUBSCRIBE that was refused makes no subscription (RFC 3265 §3.1.4.1), so that a NOTIFY behind it matches none: 481.
 * A refusal that the client repairs by another SUBSCRIBE of the same Call-ID (401, 407, 423 …) is left alone: that one may be on its way.
 */
export const noSubscriptionAfterRefusal = answersNotify({
  requirement: 'RFC3265-3.1.4.1-1',
  cases: ['after-refusal'],
  which: 'follows a refused SUBSCRIBE',
  expected: '481',
  rate: refusal(481),
  silence: 'ignored',
  isServerWrong: true,
});
