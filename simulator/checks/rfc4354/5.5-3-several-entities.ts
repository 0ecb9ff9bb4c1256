import { acceptance, answersNotify } from '../provoked/notify-answer';

/** RFC4354-5.5-3: a document with several entities, for publications contradict each other, is accepted (RFC 4354 §5.5). */
export const severalEntities = answersNotify({
  requirement: 'RFC4354-5.5-3',
  cases: ['several-entities'],
  which: 'has a document with several entities',
  expected: '200',
  rate: acceptance,
});
