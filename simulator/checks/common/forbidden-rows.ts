import type { SipMessage } from '../../sip/message';
import type { Observation } from '../check';
import { fail } from '../observe';

/**
 * The rows of a message that do not belong into it, as failures; `met` when there are none.
 *
 * @param keys names of header fields, in lower case
 * @param where the message in words, such as `a PUBLISH`
 */
export function judgeForbidden(
  { headers }: SipMessage,
  keys: ReadonlySet<string>,
  where: string,
  met: readonly Observation[],
): readonly Observation[] {
  let found: Observation[] | undefined;
  for (const { key, name, span } of headers) {
    if (!keys.has(key)) continue;
    found ??= [];
    found.push(fail(`${name} header field in ${where}`, { span }));
  }
  return found ?? met;
}
