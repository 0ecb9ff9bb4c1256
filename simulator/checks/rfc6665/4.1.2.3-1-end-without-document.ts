import { acceptance, answersNotify } from '../provoked/notify-answer';

/**
 * RFC6665-4.1.2.3-1: a fetch may end without a document (RFC 6665 §4.1.2.3, §4.4.3): the NOTIFY gets 200. With one it is the regular
 * NOTIFY, of which RFC6665-4.1.3-3 speaks.
 */
export const endWithoutDocument = answersNotify({
  requirement: 'RFC6665-4.1.2.3-1',
  cases: ['bodiless-end'],
  which: 'ends the subscription without a document',
  expected: '200',
  rate: acceptance,
});
