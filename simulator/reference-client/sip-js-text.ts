import { firstOf, type Head, listOf } from './rows';

/** The rows that sip.js needs to match a response or to answer a request. */
const needed = ['from', 'to', 'call-id', 'cseq'];

/**
 * The message as sip.js' parser can read it: the needed rows alone, one Via a row, and a stand-in for a tel URI. Its parser
 * would drop the whole message for a tel URI, for `Contact: *`, or for a challenge that it does not know. A response gets the
 * Via of its request where that is given.
 */
export function forSipJs(head: Head, ownVia?: string): string {
  const vias = (ownVia === undefined ? listOf(head, 'via') : [ownVia]).map((via) => `Via: ${via}`);
  const rows = needed.flatMap((name) => {
    const value = firstOf(head, name);
    return value === undefined ? [] : [`${name}: ${standIn(name, value)}`];
  });
  return [head.startLine, ...vias, ...rows, 'Content-Length: 0', '', ''].join('\r\n');
}

function standIn(name: string, value: string): string {
  if (name !== 'from' && name !== 'to') return value;
  return value.replace(/<\s*tel:[^>]*>/i, '<sip:tel.invalid>').replace(/^tel:[^;]*/i, 'sip:tel.invalid');
}
