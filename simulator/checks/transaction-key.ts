import { readCSeq } from '../sip/cseq';
import { firstField, type SipMessage, type SipRequest } from '../sip/message';
import { readNameAddr } from '../sip/name-addr';
import { readVias } from '../sip/via';

const COOKIE = 'z9hG4bK';

/**
 * What all copies of a request have in common: branch, sent-by and method of a branch with the cookie (RFC 3261 section
 * 17.2.3), else what RFC 2543 matches by: Request-URI, To tag, From tag, Call-ID, CSeq and the top Via.
 *
 * @param id the `requestId` of the message
 */
export function transactionKey(message: SipRequest, id: string): string {
  const vias = readVias(message);
  const top = vias.ok ? vias.value[0] : undefined;
  if (top?.branch?.startsWith(COOKIE) && top.branch.length > COOKIE.length) {
    return `${top.branch}\n${top.host.toLowerCase()}\n${top.port ?? ''}\n${message.start.method}`;
  }
  const parts = [
    message.start.method,
    message.start.requestUri,
    tagOf(message, 'to'),
    tagOf(message, 'from'),
    id,
    firstField(message, 'via')?.value ?? '',
  ];
  return parts.join('\n');
}

/** Call-ID and CSeq number as text: the same in all copies of a request and in its responses. */
export function requestId(message: SipMessage): string {
  const callId = firstField(message, 'call-id')?.value ?? '';
  return `${callId}\n${cseqOf(message)?.number ?? ''}`;
}

/** The CSeq, where it can be read. */
export function cseqOf(message: SipMessage): { readonly number: number; readonly method: string } | undefined {
  const field = firstField(message, 'cseq');
  const read = field === undefined ? undefined : readCSeq(field);
  return read?.ok ? read.value : undefined;
}

/** The tag of From or To. */
export function tagOf(message: SipMessage, key: 'from' | 'to'): string | undefined {
  const field = firstField(message, key);
  // Without a semicolon there is no parameter, which spares reading the To of most requests.
  if (field === undefined || !field.value.includes(';')) return undefined;
  const read = readNameAddr(field);
  return read.ok ? read.value.tag : undefined;
}
