import { firstOf, type Head, listOf } from './rows';

/** The rows that sip.js needs to match a response or to answer a request. */
const needed = ['from', 'to', 'call-id', 'cseq'];

/**
 * The message as sip.js' parser can read it: the needed rows alone, one Via a row, and a stand-in for a tel URI. Its parser
 * would drop the whole message for a tel URI, for `Contact: *`, or for a challenge that it does not know. A response gets the
 * Via and the CSeq method of its request where that is given: what it belongs to was found before.
 */
export function forSipJs(head: Head, request?: { readonly via: string; readonly method: string }): string {
  const vias = (request === undefined ? listOf(head, 'via') : [request.via]).map((via) => `Via: ${via}`);
  const rows = needed.flatMap((name) => {
    const value = firstOf(head, name);
    return value === undefined ? [] : [`${name}: ${standIn(name, value, request?.method)}`];
  });
  return [head.startLine, ...vias, ...rows, 'Content-Length: 0', '', ''].join('\r\n');
}

function standIn(name: string, value: string, method: string | undefined): string {
  if (name === 'cseq' && method !== undefined) return value.replace(/\S+$/, method);
  if (name !== 'from' && name !== 'to') return value;
  return value.replace(/<\s*tel:[^>]*>/i, '<sip:tel.invalid>').replace(/^tel:[^;]*/i, 'sip:tel.invalid');
}
