import { isAscii, isUtf8 } from 'node:buffer';
import type { Span } from '../core/span';
import type { XmlProblem } from './document';

/** A document as text, with the way back from an index of the text to an octet of the document. */
export interface XmlText {
  readonly text: string;
  /** Whether every octet is below 128; index and octet are then the same. */
  readonly ascii: boolean;
  spanOf(start: number, end: number): Span;
}

export type Decoded =
  | { readonly ok: true; readonly value: XmlText }
  | { readonly ok: false; readonly problem: XmlProblem };

/** Octets → text: UTF-8 and nothing else (RFC 4354 §6), a byte order mark allowed, at most `limit` octets. */
export function decodeXml(bytes: Buffer, limit: number): Decoded {
  const whole = { start: 0, end: bytes.length };
  if (bytes.length > limit) {
    return refuse('size', `the document has ${bytes.length} octets; at most ${limit} are read`, whole);
  }
  // A NUL among the first four octets is how XML 1.0 appendix F tells UTF-16 and UTF-32 without a byte order mark.
  if (bytes.subarray(0, 4).includes(0)) {
    return refuse('encoding', 'the document is not UTF-8: it starts like UTF-16 or UTF-32', { start: 0, end: 1 });
  }
  const ascii = isAscii(bytes);
  if (!ascii && !isUtf8(bytes)) return notUtf8(bytes);
  const text = ascii ? bytes.toString('latin1') : bytes.toString('utf8');
  if (/^\uFEFF?[ \t\r\n]*$/.test(text)) return refuse('empty', 'the document is empty', whole);
  return { ok: true, value: { text, ascii, spanOf: ascii ? sameSpan : octetSpans(text) } };
}

function refuse(rule: XmlProblem['rule'], message: string, span: Span): Decoded {
  return { ok: false, problem: { rule, message, span } };
}

function notUtf8(bytes: Buffer): Decoded {
  const start = firstBadOctet(bytes);
  const octet = bytes.toString('hex', start, start + 1).toUpperCase();
  return refuse('encoding', `the document is not UTF-8: octet ${octet} (hex)`, { start, end: start + 1 });
}

/** Where the first sequence starts that is no UTF-8; only called when there is one. */
function firstBadOctet(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes.readUInt8(at);
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (!isUtf8(bytes.subarray(at, at + length))) return at;
    at += length;
  }
  return at;
}

function sameSpan(start: number, end: number): Span {
  return { start, end };
}

/** One pass over the text: the octet of every UTF-16 unit. */
function octetSpans(text: string): (start: number, end: number) => Span {
  const octets = new Uint32Array(text.length + 1);
  let octet = 0;
  for (let index = 0; index < text.length; index += 1) {
    octets[index] = octet;
    octet += octetsOfUnit(text.charCodeAt(index));
  }
  octets[text.length] = octet;
  return (start, end) => ({ start: octets[start] ?? octet, end: octets[end] ?? octet });
}

/** Each half of a surrogate pair counts two of the pair's four octets. */
function octetsOfUnit(unit: number): number {
  if (unit < 0x80) return 1;
  const isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
  return unit < 0x800 || isSurrogate ? 2 : 3;
}
