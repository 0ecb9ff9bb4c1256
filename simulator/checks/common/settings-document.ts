import { type Span, shift } from '../../core/span';
import type { SettingsDocument } from '../../settings/document';
import { readMediaType } from '../../sip/media-type';
import { firstField } from '../../sip/message';
import type { Param } from '../../sip/params';
import { paramNamed } from '../../sip/params';
import type { FormSubject, JudgeContext, SubjectBody } from '../check';
import { isSettingsType, isUnframed } from '../settings-body';
import { isSound } from './syntax-faults';

/**
 * The body of a PUBLISH that is to be judged as settings document (RFC 4354 §6). `undefined` for a body of another type, which
 * breaks RFC4354-5.14-1; for one whose end nobody knows, which breaks RFC3261-20.14-1 or -2 or was cut off by the capture; and for
 * one in a coding that we do not undo.
 */
export function documentBody(subject: FormSubject, { rules }: JudgeContext): SubjectBody | undefined {
  const { body } = subject;
  if (body === undefined || isUnframed(subject) || body.contentEncoding !== undefined) return undefined;
  return body.mediaType === undefined || isSettingsType(body.mediaType, rules) ? body : undefined;
}

/** The settings document of a PUBLISH where it is well-formed; else `undefined`, and RFC4354-6-1 or RFC4354-6-3 says why. */
export function readDocumentIn(subject: FormSubject, context: JudgeContext): SettingsDocument | undefined {
  const body = documentBody(subject, context);
  return body?.document.ok ? body.document.document : undefined;
}

/** The same, where its root is that of a settings document: of another one RFC4354-6-4 says all that there is to say. */
export function settingsDocumentIn(subject: FormSubject, context: JudgeContext): SettingsDocument | undefined {
  const document = readDocumentIn(subject, context);
  return document?.isSettings ? document : undefined;
}

/** Octets of the message for octets of its settings document. */
export function inMessage({ body }: FormSubject, span: Span): Span {
  return shift(span, body?.start ?? 0);
}

/** The charset parameter of the document's Content-Type; those of the parts of a multipart body are not looked at. */
export function charsetOf({ message, body }: FormSubject): Param | undefined {
  const field = firstField(message, 'content-type');
  if (field === undefined || body?.start !== message.body.start) return undefined;
  const read = readMediaType(field);
  return read.ok && isSound(field, message) ? paramNamed(read.value.params, 'charset') : undefined;
}
