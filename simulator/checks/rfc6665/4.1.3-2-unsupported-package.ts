import { answersNotify, refusal } from '../provoked/notify-answer';

/**
 * RFC6665-4.1.3-2: a NOTIFY for a package that the client does not support is refused with 489 (RFC 6665 §4.1.3, §8.3.2); with 481
 * because Event is one of the keys by which it matches (§4.4.1).
 */
export const unsupportedPackage = answersNotify({
  requirement: 'RFC6665-4.1.3-2',
  cases: ['other-package'],
  which: 'is of a package that was not subscribed to',
  expected: '489',
  rate: refusal(489),
  silence: 'ignored',
  isServerWrong: true,
});
