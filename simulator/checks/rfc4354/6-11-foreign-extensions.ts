import { acceptance, answersNotify } from '../provoked/notify-answer';

/** RFC4354-6-11: foreign elements and attributes that the client does not know are ignored (RFC 4354 §6). */
export const foreignExtensions = answersNotify({
  requirement: 'RFC4354-6-11',
  cases: ['foreign-extensions'],
  which: 'has a document with foreign elements or attributes',
  expected: '200',
  rate: acceptance,
});
