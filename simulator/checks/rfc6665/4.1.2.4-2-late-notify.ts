import { answersNotify, refusal } from '../provoked/notify-answer';

/**
 * RFC6665-4.1.2.4-2: a first NOTIFY behind Timer N, 64*T1 after the SUBSCRIBE, finds no subscription any more: 481 (RFC 6665 §4.1.2.4).
 * Late is what comes a tenth behind that time; in a 3GPP radio access T1 is 2 s.
 */
export const lateNotify = answersNotify({
  requirement: 'RFC6665-4.1.2.4-2',
  cases: ['late'],
  which: 'came behind Timer N',
  expected: '481',
  rate: refusal(481),
  silence: 'ignored',
  isServerWrong: true,
});
