import { answersNotify, refusal } from '../provoked/notify-answer';

/**
 * RFC4354-5.9-1: one SUBSCRIBE leads to one dialog (RFC 4354 §5.9, RFC 6665 §5.4.9): while the subscription with one notifier lives, the
 * NOTIFY of another one, with another From tag, gets 481.
 */
export const oneDialog = answersNotify({
  requirement: 'RFC4354-5.9-1',
  cases: ['second-dialog'],
  which: 'is of a second notifier',
  expected: '481',
  rate: refusal(481),
  silence: 'ignored',
  isServerWrong: true,
});
