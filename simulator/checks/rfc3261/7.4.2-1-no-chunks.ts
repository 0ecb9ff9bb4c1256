import { fieldsNamed, firstField, type SipMessage } from '../../sip/message';
import { isHex } from '../../sip/octets';
import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { fail, pass } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('no chunked transfer coding')];

const chunked = /(?:^|,)[ \t]*chunked[ \t]*(?:[;,]|$)/i;

/**
 * RFC3261-7.4.2-1: no chunked transfer coding (RFC 3261 §7.4.2), neither named in Transfer-Encoding nor used without a word. A body
 * is taken for chunked only when it is so from its first octet to its last.
 */
export const noChunks: FormCheck = {
  requirement: 'RFC3261-7.4.2-1',
  kinds: anyRequest,
  appliesTo: hasWholeHeader,
  judge({ message }) {
    const { body } = message;
    if (firstField(message, 'transfer-encoding') !== undefined) return named(message);
    if (!isHex(message.text.charCodeAt(body.start)) || !isChunked(message)) return met;
    return [fail('the body is sent in chunks', { span: { start: body.start, end: lineEnd(message, body.start) } })];
  },
};

function named(message: SipMessage): readonly Observation[] {
  const found = fieldsNamed(message, 'transfer-encoding')
    .filter(({ value }) => chunked.test(value))
    .map(({ value, span }) => fail(`Transfer-Encoding ${quoted(value)}`, { span }));
  return found.length === 0 ? met : found;
}

/** chunk = chunk-size [chunk-ext] CRLF chunk-data CRLF, the last one of size 0 (RFC 7230 §4.1). */
function isChunked({ text, body }: SipMessage): boolean {
  let at = body.start;
  while (at < body.end) {
    const end = text.indexOf('\r\n', at);
    const [size = ''] =
      end < 0 ? [] : (/^[0-9A-Fa-f]{1,8}(?=[ \t]*(?:;|$))/.exec(text.slice(at, Math.min(end, at + 64))) ?? []);
    if (size === '') return false;
    const length = Number.parseInt(size, 16);
    if (length === 0) return text.startsWith('\r\n', body.end - 2);
    at = end + 2 + length + 2;
    if (at > body.end || !text.startsWith('\r\n', at - 2)) return false;
  }
  return false;
}

function lineEnd({ text, body }: SipMessage, start: number): number {
  const end = text.indexOf('\r\n', start);
  return end < 0 ? body.end : end;
}
