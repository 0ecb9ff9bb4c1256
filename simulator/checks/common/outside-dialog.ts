import type { FormSubject } from '../check';
import { tagOf } from '../transaction-key';

/** Whether a request belongs to no dialog: it has no To tag, or one of no dialog of the trace (RFC 3261 §8.1.1.2, §12). */
export function isOutsideDialog({ message, hasStrayToTag }: FormSubject): boolean {
  return hasStrayToTag === true || tagOf(message, 'to') === undefined;
}
