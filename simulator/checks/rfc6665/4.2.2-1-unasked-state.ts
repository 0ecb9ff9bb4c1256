import { acceptance, answersNotify } from '../provoked/notify-answer';

/**
 * RFC6665-4.2.2-1: the notifier decides how long a subscription lasts (RFC 6665 §4.2.2, §4.1.2): the client takes a first NOTIFY that says
 * `active` though it asked for one only, or `terminated` though it asked for more, and then the next one. Who unsubscribes meanwhile
 * does well. No answer to the next one is a matter of RFC3261-17.2.3-1.
 */
export const unaskedState = answersNotify({
  requirement: 'RFC6665-4.2.2-1',
  cases: ['unasked-state', 'after-active'],
  which: 'is in a state other than that asked for, or follows one',
  expected: '200',
  rate: acceptance,
  silence: 'ignored',
});
