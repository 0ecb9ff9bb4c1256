import { isRemoval } from '../applies';
import type { FormSubject } from '../check';
import { hasWholeHeader } from '../truncation';

/** All header fields are known, and it is no removal of a publication, which entries about publishing do not speak of. */
export function isWholeAndNoRemoval(subject: FormSubject): boolean {
  return hasWholeHeader(subject) && !isRemoval(subject);
}
