import { acceptance, answersNotify } from '../provoked/notify-answer';

/** RFC4354-5.5-2: a document without any entity, for nothing is published yet, is accepted (RFC 4354 §5.5, §5.7, §6). */
export const emptyDocument = answersNotify({
  requirement: 'RFC4354-5.5-2',
  cases: ['empty-document'],
  which: 'has a document without entity',
  expected: '200',
  rate: acceptance,
});
