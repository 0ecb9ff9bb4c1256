import { answersNotify, isAccepted } from '../provoked/notify-answer';

/** RFC6665-8.2.1-1: event types are compared octet by octet (RFC 6665 §8.2.1), so that one in other letter case matches nothing. */
export const eventCase = answersNotify({
  requirement: 'RFC6665-8.2.1-1',
  cases: ['other-case'],
  which: 'names the package in other letter case',
  expected: '489 or 481',
  rate: ({ status }) => (isAccepted(status) ? 'fail' : 'pass'),
  silence: 'ignored',
  isServerWrong: true,
});
