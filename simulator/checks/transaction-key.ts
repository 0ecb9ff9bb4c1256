import { numberOf } from '../core/text-number';
import { readCSeq } from '../sip/cseq';
import { firstField, isRequest, type SipMessage } from '../sip/message';
import { readNameAddr } from '../sip/name-addr';
import { readVias } from '../sip/via';

const COOKIE = 'z9hG4bK';
const PLAIN_VIA = 'SIP/2.0/';
const PLAIN_BRANCH = `;branch=${COOKIE}`;
const TAB = 0x09;
const BLANK = 0x20;
const DQUOTE = 0x22;
const COMMA = 0x2c;
const SEMICOLON = 0x3b;

/**
 * What a request has in common with its copies and its responses, as a number: branch and sent-by of a branch with the cookie (RFC
 * 3261 §17.1.3, §17.2.3), else what RFC 2543 goes by that a response repeats: Call-ID, CSeq and From tag. The method is no part of
 * it: no other request may have the branch, but for the CANCEL and the ACK of an INVITE.
 *
 * @param host the client's address: behind two NATs two hosts may have one private address, and clients that count
 */
export function transactionKey(message: SipMessage, host: string): number {
  const method = methodOf(message);
  const own = method === 'CANCEL' || method === 'ACK' ? method : '';
  const seed = numberOf(host, numberOf(own));
  const value = firstField(message, 'via')?.value ?? '';
  return plainViaNumber(value, seed) ?? viaNumber(message, seed) ?? numberOf(oldStyle(message), seed);
}

/** In the usual form branch and sent-by are found by looking for them, which costs a tenth of reading the whole field. */
function plainViaNumber(value: string, seed: number): number | undefined {
  const semicolon = value.indexOf(';');
  const blank = value.indexOf(' ');
  const branchAt = value.indexOf(PLAIN_BRANCH);
  if (!value.startsWith(PLAIN_VIA) || blank < 0 || blank > semicolon || branchAt < semicolon) return undefined;
  if (hasTrap(value, blank + 1, branchAt)) return undefined;
  const start = branchAt + PLAIN_BRANCH.length;
  const end = tokenEnd(value, start);
  return start === end ? undefined : numberOf(value, numberOf(value, seed, blank + 1, semicolon), start, end);
}

/** What the short way could stumble over: another blank, a quoted string, a second value before the branch. */
function hasTrap(value: string, start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) {
    const code = value.charCodeAt(index);
    if (code === BLANK || code === TAB || code === DQUOTE || code === COMMA) return true;
  }
  return false;
}

function tokenEnd(value: string, start: number): number {
  for (let index = start; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if (code === SEMICOLON || code === COMMA || code === BLANK || code === TAB) return index;
  }
  return value.length;
}

/** The same number by reading the field. */
function viaNumber(message: SipMessage, seed: number): number | undefined {
  const vias = readVias(message);
  const top = vias.ok ? vias.value[0] : undefined;
  if (top?.branch === undefined || !top.branch.startsWith(COOKIE) || top.branch.length === COOKIE.length) {
    return undefined;
  }
  const sentBy = top.port === undefined ? top.host : `${top.host}:${top.port}`;
  return numberOf(top.branch.slice(COOKIE.length), numberOf(sentBy, seed));
}

function oldStyle(message: SipMessage): string {
  return `${requestId(message)}\n${methodOf(message)}\n${tagOf(message, 'from')}`;
}

/** The method of a request, or of the request that a response answers, as its CSeq says. */
export function methodOf(message: SipMessage): string {
  if (isRequest(message)) return message.start.method;
  const value = firstField(message, 'cseq')?.value ?? '';
  return value.slice(Math.max(value.lastIndexOf(' '), value.lastIndexOf('\t')) + 1);
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
