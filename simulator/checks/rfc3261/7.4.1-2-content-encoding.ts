import { readContentCodings } from '../../sip/content-coding';
import { firstField, type HeaderField, type SipMessage } from '../../sip/message';
import { anyRequest } from '../applies';
import type { FormCheck, FormSubject, Observation } from '../check';
import { isSound } from '../common/syntax-faults';
import { fail, inconc, info, pass } from '../observe';
import { hasBody, hasNoLength, mediaTypeOf } from '../settings-body';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('Content-Encoding as the body is coded')];
const nothing: readonly Observation[] = [];

/** Octets that a coded body starts with (RFC 1952 §2.3.1, RFC 1950 §2.2). */
const GZIP = '\x1f\x8b';

/** Media types that are such octets themselves, or may be anything. */
const codedTypes = /^(?:application\/(?:.*gzip|.*zlib|octet-stream|.*zip)|multipart\/.*|message\/.*)$/;

/** Names of the codings whose first octets are known. */
const detectors: ReadonlyMap<string, (message: SipMessage) => boolean> = new Map([
  ['gzip', isGzip],
  ['x-gzip', isGzip],
  ['deflate', isZlib],
]);

/**
 * RFC3261-7.4.1-2: Content-Encoding is there exactly when the body is coded (RFC 3261 §7.4.1, §20.12). Of several codings the last
 * one is outermost. `identity` codes nothing: a remark. Whether the server announced a coding is not known from one message.
 */
export const contentEncoding: FormCheck = {
  requirement: 'RFC3261-7.4.1-2',
  kinds: anyRequest,
  appliesTo: (subject) => hasBody(subject.message) && !hasNoLength(subject) && hasWholeHeader(subject),
  judge({ message, body }) {
    const field = firstField(message, 'content-encoding');
    if (field === undefined) return unannounced(message);
    if (!isSound(field, message)) return nothing;
    const read = readContentCodings(field);
    if (!read.ok) return [fail(read.defect.message, { span: read.defect.span })];
    const codings = read.value.filter((coding) => coding !== 'identity');
    const outermost = codings.at(-1);
    if (outermost === undefined) {
      return [info(`Content-Encoding ${quoted(field.value)} is redundant`, { span: field.span })];
    }
    return announced(outermost, field, message, body);
  },
};

function unannounced(message: SipMessage): readonly Observation[] {
  const { text, body } = message;
  const first = text.charCodeAt(body.start);
  if (first !== 0x1f && first !== 0x78) return met;
  const coding = isGzip(message) ? 'gzip' : isCertainlyZlib(message) ? 'deflate' : undefined;
  if (coding === undefined) return met;
  const mediaType = mediaTypeOf(message);
  // Without a media type nobody knows what the octets are; RFC3261-7.4.1-1 says that it is missing.
  if (mediaType === undefined) return nothing;
  if (codedTypes.test(mediaType)) return met;
  const what = `the body starts as one coded with ${coding}, and Content-Encoding does not say so`;
  return [fail(what, { span: { start: body.start, end: body.start + 2 } })];
}

function announced(
  coding: string,
  { value, span }: HeaderField,
  message: SipMessage,
  body: FormSubject['body'],
): readonly Observation[] {
  const isCoded = detectors.get(coding);
  if (isCoded?.(message)) return met;
  const what = `Content-Encoding ${quoted(value)}, but the body is not coded so`;
  // Some take deflate for the bare format of RFC 1951, which starts with any octets.
  const isBare = coding === 'deflate' && !isPlain(message, body);
  if (isCoded !== undefined && !isBare) return [fail(what, { span })];
  if (isPlain(message, body)) return [fail(what, { span })];
  return [inconc(`the coding ${quoted(coding)} is not one whose octets are known here`, { span })];
}

/** Whether the body is what its media type says, as it stands: readable XML, or text from its first octets on. */
function isPlain({ text, body: { start, end } }: SipMessage, body: FormSubject['body']): boolean {
  if (body?.document.ok) return true;
  return /^(?:\xef\xbb\xbf)?[\t\r\n\x20-\x7e]+$/.test(text.slice(start, Math.min(end, start + 32)));
}

function isGzip({ text, body }: SipMessage): boolean {
  return body.end - body.start >= 2 && text.startsWith(GZIP, body.start);
}

/** CMF and FLG of a zlib stream: method 8, and a number that 31 divides. */
function isZlib({ text, body }: SipMessage): boolean {
  if (body.end - body.start < 2) return false;
  const cmf = text.charCodeAt(body.start);
  return (cmf & 0x0f) === 8 && (cmf * 256 + text.charCodeAt(body.start + 1)) % 31 === 0;
}

/** A zlib header whose second octet is no text, as that of "x^2" would be. */
function isCertainlyZlib(message: SipMessage): boolean {
  const second = message.text.charCodeAt(message.body.start + 1);
  return isZlib(message) && (second < 0x20 || second > 0x7e);
}
