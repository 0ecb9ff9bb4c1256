import type { Span } from '../core/span';
import { type SipMessage, utf8 } from '../sip/message';

/** Longest quotation in a message for people. */
const QUOTED = 80;

/** Nothing to decode and nothing to hide, which is so nearly always. */
const plain = /^[\x20-\x7e]*$/;

/** Text of one character per octet on one line: UTF-8 decoded, control characters as `\xnn`. */
export function visible(text: string): string {
  if (plain.test(text)) return text;
  return utf8(text).replace(/[\x00-\x1f\x7f-\x9f]/g, (character) => {
    const octet = character.charCodeAt(0).toString(16).padStart(2, '0');
    return `\\x${octet}`;
  });
}

/** Octets as a short visible text, cut before it gets long. */
export function clipped(text: string, length = QUOTED): string {
  return text.length <= length ? visible(text) : `${visible(text.slice(0, length))}...`;
}

/** Octets as a short visible text between quotes. */
export function quoted(text: string): string {
  return `"${clipped(text)}"`;
}

/** The octets of a span as visible text. */
export function octetsAt(message: SipMessage, span: Span, length = 200): string {
  const end = Math.min(span.end, span.start + length);
  return visible(message.text.slice(span.start, end));
}
