import type { HeaderField } from '../sip/message';
import { paramNamed } from '../sip/params';
import type { Via } from '../sip/via';
import type { Arrival, Packet } from './packet';
import { ipLiteral, responsePath } from './routing';

/** The rows that a response copies from its request (RFC 3261 §8.2.6.2), as far as they are there. */
export interface Head {
  readonly vias: readonly HeaderField[];
  readonly topVia: Via | undefined;
  readonly from: HeaderField | undefined;
  readonly to: HeaderField | undefined;
  readonly callId: HeaderField | undefined;
  readonly cseq: HeaderField | undefined;
}

/** What a role answers: a status, a reason phrase, and the header rows that are its own, each ended by CR LF. */
export interface Reply {
  readonly status: number;
  readonly reason: string;
  readonly rows: string;
}

/** What a role wants sent: its answer, then the requests of its own that follow from it. */
export interface Answer {
  readonly reply: Reply;
  readonly packets: readonly Packet[];
}

export function reply(status: number, reason: string, rows = ''): Reply {
  return { status, reason, rows };
}

export function answer(status: number, reason: string, rows = ''): Answer {
  return { reply: { status, reason, rows }, packets: [] };
}

/**
 * Writes a response: Via, From, To, Call-ID and CSeq as the request has them, a To tag if it has none, and the source in
 * the topmost Via (RFC 3261 §8.2.6.2, §18.2.1).
 */
export function writeReply(arrival: Arrival, head: Head, { status, reason, rows }: Reply, toTag: string): Packet {
  const all = copyable(arrival, copiedRows(arrival, head, toTag) + rows);
  const text = `SIP/2.0 ${status} ${reason}\r\n${all}Content-Length: 0\r\n\r\n`;
  return { ...responsePath(arrival, head.topVia), bytes: Buffer.from(text, 'latin1') };
}

function copiedRows(arrival: Arrival, head: Head, toTag: string): string {
  let text = '';
  for (const [index, field] of head.vias.entries()) {
    const value = index === 0 && head.topVia !== undefined ? withSource(head.topVia, arrival) : field.value;
    text += `Via: ${value}\r\n`;
  }
  const { from, to, callId, cseq } = head;
  if (from === undefined || to === undefined || callId === undefined || cseq === undefined || callId.value === '') {
    return text + filledRows(arrival, head, toTag);
  }
  return `${text}From: ${from.value}\r\nTo: ${tagged(to.value, toTag)}\r\nCall-ID: ${callId.value}\r\nCSeq: ${cseq.value}\r\n`;
}

/** Rows of a refused request that lacks some of them: a response without them would be a breach of our own. */
function filledRows({ parsed }: Arrival, { from, to, callId, cseq }: Head, toTag: string): string {
  const nobody = '<sip:anonymous@anonymous.invalid>';
  const method = parsed.ok && parsed.message.start.kind === 'request' ? parsed.message.start.method : 'OPTIONS';
  return (
    `From: ${from?.value ?? nobody}\r\nTo: ${tagged(to?.value ?? nobody, toTag)}\r\n` +
    `Call-ID: ${callId?.value || toTag}\r\nCSeq: ${cseq?.value ?? `0 ${method}`}\r\n`
  );
}

/** A To value with a tag: its own, or ours. */
export function tagged(value: string, tag: string): string {
  // The parameters are behind the brackets; a tag inside them belongs to the URI.
  return /;\s*tag\s*=/i.test(value.slice(value.lastIndexOf('>') + 1)) ? value : `${value};tag=${tag}`;
}

/**
 * The row of the topmost Via with the source in it: `received` when the client asks with `rport`, when sent-by is a name, or
 * when the address differs (RFC 3261 §18.2.1); the source port as value of `rport` (RFC 3581 §4).
 */
function withSource(via: Via, { remote }: Arrival): string {
  const { value, valueSpan } = via.field;
  const rport = paramNamed(via.params, 'rport');
  const received = paramNamed(via.params, 'received');
  const edits: [start: number, end: number, text: string][] = [];
  if (rport !== undefined) edits.push([rport.span.start, rport.span.end, `rport=${remote.port}`]);
  if (received !== undefined) edits.push([received.span.start, received.span.end, `received=${remote.host}`]);
  else if (rport !== undefined || ipLiteral(via.host)?.toLowerCase() !== remote.host.toLowerCase()) {
    edits.push([via.span.end, via.span.end, `;received=${remote.host}`]);
  }
  if (edits.length > 1) edits.sort((a, b) => a[0] - b[0]);
  let text = '';
  let done = 0;
  for (const [start, end, put] of edits) {
    text += value.slice(done, start - valueSpan.start) + put;
    done = end - valueSpan.start;
  }
  text += value.slice(done);
  return text;
}

/**
 * Text of a request as it may stand in a message of ours: without the octets that no header value may hold. Copying those
 * would be a breach of our own; what is left is still what the client can recognise.
 */
export function copyable({ parsed }: Arrival, text: string): string {
  if (parsed.ok && parsed.message.defects.length === 0) return text;
  const printable = text.replace(/[^\t\r\n\x20-\x7e\x80-\xff]/g, ' ').replace(/\r(?!\n)|(?<!\r)\n/g, ' ');
  const isUtf8 = !Buffer.from(printable, 'latin1').toString('utf8').includes('\ufffd');
  return isUtf8 ? printable : printable.replace(/[\x80-\xff]/g, '?');
}
