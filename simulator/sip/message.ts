import type { Span } from '../core/span';

/** A breach of the syntax: the rule it breaks, and where. Syntax defects are values; nothing here throws. */
export interface Defect {
  /** The ABNF rule of RFC 3261 §25 (`request-line`, `CSeq`) or the clause that is broken. */
  readonly rule: string;
  readonly message: string;
  readonly span: Span;
}

/** What a reader of a header field returns: the value, or why there is none. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly defect: Defect };

/** One header field as sent; order, case, compact form and folding are kept. */
export interface HeaderField {
  /** The name as written. */
  readonly name: string;
  /** The long name in lower case: `event` for `o:`, `Event:` and `EVENT :` alike. */
  readonly key: string;
  /**
   * The trimmed value. CR and LF of a fold are replaced by blanks, octet for octet, so that index i of `value` is octet
   * `valueSpan.start + i` of the message. One character per octet (ISO 8859-1); use `utf8` to show it to people.
   */
  readonly value: string;
  /** The whole field with its folded lines, without the final line end. */
  readonly span: Span;
  readonly nameSpan: Span;
  readonly valueSpan: Span;
  /** The number of the field's first line in the message, counted from 1 (the start line). */
  readonly line: number;
}

/** Method SP Request-URI SP SIP-Version (RFC 3261 §7.1). */
export interface RequestLine {
  readonly kind: 'request';
  readonly method: string;
  readonly methodSpan: Span;
  readonly requestUri: string;
  readonly requestUriSpan: Span;
  readonly version: string;
  readonly span: Span;
}

/** SIP-Version SP Status-Code SP Reason-Phrase (RFC 3261 §7.2). */
export interface StatusLine {
  readonly kind: 'response';
  readonly version: string;
  readonly status: number;
  readonly statusSpan: Span;
  readonly reason: string;
  readonly span: Span;
}

/**
 * What requests have in common that differ in nothing but the values that every request has anew (`FormReader`): the same object for
 * all of them, as long as they keep coming.
 */
export interface MessageForm {
  /** The request that it was made of. */
  readonly first: SipMessage;
}

interface Message {
  /** The octets as received; a datagram's surplus octets behind the body included. */
  readonly bytes: Buffer;
  /** The same octets, one character each (ISO 8859-1), so that spans are string indices. */
  readonly text: string;
  /** The message without surplus octets. */
  readonly span: Span;
  readonly headers: readonly HeaderField[];
  /** The body as framed by Content-Length and the transport (RFC 3261 §18.3). */
  readonly body: Span;
  /** Breaches of the message syntax (start line, header rows, line ends, framing), in order of place. */
  readonly defects: readonly Defect[];
  /** Left out where nobody looked for others of its form. */
  readonly form?: MessageForm;
}

export interface SipRequest extends Message {
  readonly start: RequestLine;
}

export interface SipResponse extends Message {
  readonly start: StatusLine;
}

export type SipMessage = SipRequest | SipResponse;

/** `ok: false` only where neither a start line nor header fields can be made out: then it is not SIP. */
export type ParseResult =
  | { readonly ok: true; readonly message: SipMessage }
  | { readonly ok: false; readonly problem: Defect };

export function isRequest(message: SipMessage): message is SipRequest {
  return message.start.kind === 'request';
}

const none: readonly HeaderField[] = [];

/** All fields of a name, given as the long name in lower case. */
export function fieldsNamed(message: SipMessage, key: string): readonly HeaderField[] {
  let found: HeaderField[] | undefined;
  for (const field of message.headers) {
    if (field.key !== key) continue;
    if (found === undefined) found = [field];
    else found.push(field);
  }
  return found ?? none;
}

/** The first field of a name, given as the long name in lower case. */
export function firstField(message: SipMessage, key: string): HeaderField | undefined {
  for (const field of message.headers) if (field.key === key) return field;
  return undefined;
}

/** The octets of the body. */
export function bodyOf(message: SipMessage): Buffer {
  return message.bytes.subarray(message.body.start, message.body.end);
}

/** Text of one character per octet, shown as the UTF-8 it stands for. */
export function utf8(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}
