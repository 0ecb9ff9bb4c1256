import { acceptance, answersNotify } from '../provoked/notify-answer';

/**
 * RFC3261-8.2.2-1: header fields and parameters that the client does not know are ignored (RFC 3261 §8.2.2). Unknown are an experimental
 * header field (`X-…`) and parameters of From, To and Event besides `tag` and `id`; a Contact has many known ones.
 */
export const unknownParts = answersNotify({
  requirement: 'RFC3261-8.2.2-1',
  cases: ['unknown-parts'],
  which: 'has unknown header fields or parameters',
  expected: '200',
  rate: acceptance,
});
