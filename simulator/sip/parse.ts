import type { Span } from '../core/span';
import { contentLengthDefect } from './content-length';
import { Defects } from './defects';
import { HeaderRows } from './header-rows';
import type { ParseResult } from './message';
import { CR, LF, lineEndAfter } from './octets';
import { shown } from './shown';
import { readStartLine } from './start-line';

/** The largest UDP datagram. */
const MAX_DATAGRAM_BYTES = 65_535;
/** Default limits for one message of a stream. */
export const MAX_STREAM_HEADER_BYTES = 65_536;
export const MAX_STREAM_BODY_BYTES = 1_048_576;
const MAX_HEADERS = 512;

export interface ParseOptions {
  /** The octets come from a stream: Content-Length is a must (RFC 3261 §18.3). */
  readonly stream?: boolean;
  /** Longer input is refused as a whole; default 65,535 for datagrams, 64 KiB and 1 MiB of body for streams. */
  readonly maxBytes?: number;
  /** Header rows beyond this number are reported and left out. */
  readonly maxHeaders?: number;
}

/**
 * Reads one SIP message (RFC 3261 §7). Takes any octets, never throws, and changes nothing: what is wrong is reported as a
 * defect with its place, what is there is kept as written.
 */
export function parseMessage(bytes: Buffer, options: ParseOptions = {}): ParseResult {
  const { stream = false, maxHeaders = MAX_HEADERS } = options;
  const maxBytes = options.maxBytes ?? (stream ? MAX_STREAM_HEADER_BYTES + MAX_STREAM_BODY_BYTES : MAX_DATAGRAM_BYTES);
  if (bytes.length > maxBytes) {
    return notSip(`${bytes.length} octets are more than the limit of ${maxBytes}`, {
      start: maxBytes,
      end: bytes.length,
    });
  }
  const text = bytes.toString('latin1');
  const defects = new Defects();
  const start = skipLineEnds(text, defects);
  if (start === text.length) return notSip('no start line', { start: 0, end: text.length });

  const lineEnd = startLineEnd(text, start);
  const { line, recognised } = readStartLine(text, start, lineEnd, defects);
  const rows = new HeaderRows(text, lineEnd, maxHeaders, defects);
  if (lineEnd < text.length) rows.at = rows.lineEnd(lineEnd);
  rows.read();
  if (!recognised && !rows.anyLegalName)
    return notSip('neither a start line nor header fields', { start, end: lineEnd });

  if (!rows.ended) {
    const rule = line.kind === 'request' ? 'Request' : 'Response';
    defects.add(rule, 'the empty line behind the header fields is missing', rows.at, rows.at);
  }
  const body = frameBody(rows, text.length, stream, defects);
  const span = { start, end: body.end };
  const found = defects.inOrder();
  // Written out twice rather than spread: see `Writable`.
  return line.kind === 'request'
    ? { ok: true, message: { start: line, bytes, text, span, headers: rows.fields, body, defects: found } }
    : { ok: true, message: { start: line, bytes, text, span, headers: rows.fields, body, defects: found } };
}

function notSip(message: string, span: Span): ParseResult {
  return { ok: false, problem: { rule: 'SIP-message', message, span } };
}

/** CR LF before the start line is to be ignored (RFC 3261 §7.5). */
function skipLineEnds(text: string, defects: Defects): number {
  let index = 0;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code !== CR && code !== LF) break;
    const next = lineEndAfter(text, index);
    if (next === index + 1) defects.add('CRLF', 'a bare CR or LF before the start line', index, next);
    index = next;
  }
  return index;
}

function startLineEnd(text: string, start: number): number {
  let index = start;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === CR || code === LF) break;
    index += 1;
  }
  return index;
}

/**
 * The body by RFC 3261 §18.3: as many octets as Content-Length says, without that field in a datagram all that is left;
 * surplus octets of a datagram are dropped and are no breach of the message.
 */
function frameBody(rows: HeaderRows, length: number, stream: boolean, defects: Defects): Span {
  const start = rows.at;
  const rest = { start, end: length };
  const fields = rows.fields.filter((row) => row.key === 'content-length');
  const field = fields[0];
  if (field === undefined) {
    if (stream) defects.add('RFC 3261 §18.3', 'Content-Length is missing, which a stream needs', start, start);
    return rest;
  }
  const defect = contentLengthDefect(field);
  if (defect !== undefined) {
    defects.addFound(defect);
    return rest;
  }
  const announced = Number(field.value);
  for (const other of fields) {
    if (Number(other.value) === announced) continue;
    defects.add(
      'Content-Length',
      `Content-Length ${shown(other.value)} differs from ${shown(field.value)}`,
      other.span.start,
      other.span.end,
    );
  }
  if (announced <= length - start) return { start, end: start + announced };
  const message = `Content-Length ${shown(field.value)} but ${length - start} octets follow`;
  defects.add('Content-Length', message, field.valueSpan.start, field.valueSpan.end);
  return rest;
}
