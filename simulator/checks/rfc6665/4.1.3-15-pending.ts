import { acceptance, answersNotify } from '../provoked/notify-answer';

/** RFC6665-4.1.3-15: `pending` asks for nothing: the client answers 200, waits, and takes the next NOTIFY (RFC 6665 §4.1.3). */
export const pending = answersNotify({
  requirement: 'RFC6665-4.1.3-15',
  cases: ['pending', 'after-pending'],
  which: 'says pending, or follows one that did',
  expected: '200',
  rate: acceptance,
});
