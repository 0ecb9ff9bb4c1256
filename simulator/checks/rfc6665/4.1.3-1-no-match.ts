import { answersNotify, refusal } from '../provoked/notify-answer';

/**
 * RFC6665-4.1.3-1: a NOTIFY that matches no subscription is refused with 481, or with another 4xx or 5xx that fits (RFC 6665 §4.1.3):
 * its Call-ID was never used, or its To tag is not that of the SUBSCRIBE. Behind the end of a subscription RFC6665-4.1.3-4 judges.
 */
export const noMatch = answersNotify({
  requirement: 'RFC6665-4.1.3-1',
  cases: ['stray'],
  which: 'matches no subscription',
  expected: '481 or another 4xx or 5xx',
  rate: refusal(481),
  isServerWrong: true,
});
