import type { Span } from '../core/span';
import type { Rules } from '../requirements/configuration';
import { readRemembered } from '../settings/read-remembered';
import { readMediaType } from '../sip/media-type';
import { firstField, type SipMessage } from '../sip/message';
import { paramNamed } from '../sip/params';
import type { Writable } from '../sip/writable';
import type { JudgeContext, SubjectBody } from './check';
import { type Part, partsOf } from './multipart';
import { isBodySplit, type Seen } from './truncation';

/** Whether the message has a body at all. */
export function hasBody(message: SipMessage): boolean {
  return message.body.end > message.body.start;
}

/** Whether the end of the body is unknown: nothing says where it is, or it is cut off. */
export function isUnframed(seen: Seen): boolean {
  return seen.event.truncated === true || hasNoLength(seen) || isBodySplit(seen);
}

/** Whether nothing says where the body ends: on a stream only Content-Length does (RFC 3261 §18.3, RFC3261-20.14-1 and -2). */
export function hasNoLength({ event, message }: Seen): boolean {
  if (event.transport !== 'tcp' && event.transport !== 'tls') return false;
  const field = firstField(message, 'content-length');
  return field === undefined || message.defects.some(({ rule }) => rule === 'Content-Length');
}

/** Whether a media type is one that the profile admits for settings documents. */
export function isSettingsType(mediaType: string | undefined, rules: Rules): boolean {
  if (mediaType === undefined) return false;
  const types = rules.body_content_types;
  return types.includes(mediaType) || types.some((type) => type.toLowerCase() === mediaType);
}

/** Whether a media type, in lower case, is one of bodies with several parts (RFC 2046 §5.1). */
export function isMultipart(mediaType: string): boolean {
  return mediaType.startsWith('multipart/');
}

/** What stands in the body; the document is read here, once. `undefined` without a body. */
export function bodyOfSubject(message: SipMessage, context: JudgeContext): SubjectBody | undefined {
  if (!hasBody(message)) return undefined;
  const part = settingsPart(message, context.rules);
  const span: Span = part?.body ?? message.body;
  const mediaType = part?.mediaType ?? mediaTypeOf(message);
  const contentEncoding = codingOf(message);
  const body: Writable<SubjectBody> = {
    start: span.start,
    mediaType,
    document: readRemembered(message.bytes.subarray(span.start, span.end), context.binding),
  };
  if (contentEncoding !== undefined) body.contentEncoding = contentEncoding;
  return body;
}

/** Whether the body is, by its media type or by its root element, a settings document. */
export function isSettingsBody(message: SipMessage, context: JudgeContext): boolean {
  if (!hasBody(message)) return false;
  const { rules, binding } = context;
  if (isSettingsType(mediaTypeOf(message), rules) || settingsPart(message, rules) !== undefined) return true;
  // Only a document that holds the name of the root can have that root; this spares reading every foreign body.
  if (message.text.indexOf(binding.root.name, message.body.start) < 0) return false;
  const read = readRemembered(message.bytes.subarray(message.body.start, message.body.end), binding);
  return read.ok && read.document.isSettings;
}

/** The media type of the whole body; `undefined` when missing or unreadable. */
export function mediaTypeOf(message: SipMessage): string | undefined {
  const field = firstField(message, 'content-type');
  const read = field === undefined ? undefined : readMediaType(field);
  return read?.ok ? read.value.type : undefined;
}

/** The settings part of a multipart body, where the rules allow one. */
function settingsPart(message: SipMessage, rules: Rules): Part | undefined {
  return rules.allow_multipart ? settingsParts(message, rules)[0] : undefined;
}

const noParts: readonly Part[] = [];

/** The parts of a multipart body that have a media type of settings documents, whether the rules allow them or not. */
export function settingsParts(message: SipMessage, rules: Rules): readonly Part[] {
  const field = firstField(message, 'content-type');
  const read = field === undefined ? undefined : readMediaType(field);
  if (!read?.ok || !isMultipart(read.value.type)) return noParts;
  const boundary = paramNamed(read.value.params, 'boundary')?.value;
  if (boundary === undefined || boundary === '') return noParts;
  return partsOf(message.text, message.body, boundary).filter((part) => isSettingsType(part.mediaType, rules));
}

/** A content coding other than `identity`. */
function codingOf(message: SipMessage): string | undefined {
  const value = firstField(message, 'content-encoding')?.value;
  return value === undefined || value === '' || value.toLowerCase() === 'identity' ? undefined : value;
}
