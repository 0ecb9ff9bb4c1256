import { isAscii } from 'node:buffer';
import { shift } from '../../core/span';
import type { SettingsDocument } from '../../settings/document';
import { bodyOf } from '../../sip/message';
import { publishOnly } from '../applies';
import type { FormCheck, FormSubject, Observation } from '../check';
import { charsetOf, documentBody, inMessage } from '../common/settings-document';
import { fail, info, pass, warn } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('XML 1.0 in UTF-8')];
const nothing: readonly Observation[] = [];

/**
 * RFC4354-6-3: the document is XML 1.0 in UTF-8 (RFC 4354 §6), as its octets, its XML declaration and the charset parameter have it;
 * a wrong charset parameter breaks RFC4354-9.2-1 too. US-ASCII is a part of UTF-8: a remark.
 */
export const utf8Document: FormCheck = {
  requirement: 'RFC4354-6-3',
  kinds: publishOnly,
  judge(subject, context) {
    const body = documentBody(subject, context);
    if (body === undefined) return nothing;
    const charset = wrongCharset(subject);
    if (body.document.ok) return judgeDeclaration(body.document.document, body.start, charset);
    const { rule, message, span } = body.document.problem;
    if (rule === 'encoding') return [fail(message, { span: inMessage(subject, span) })];
    return charset === undefined ? nothing : [charset];
  },
};

function judgeDeclaration(
  { declaredVersion: version, declaredEncoding: encoding, hasByteOrderMark }: SettingsDocument,
  start: number,
  charset: Observation | undefined,
): readonly Observation[] {
  const isAsciiDeclared = encoding !== undefined && encoding.value.toLowerCase() !== 'utf-8';
  const isOtherVersion = version !== undefined && version.value !== '1.0';
  if (charset === undefined && !isOtherVersion && !isAsciiDeclared && !hasByteOrderMark) return met;
  const found: Observation[] = charset === undefined ? [] : [charset];
  if (isOtherVersion) {
    found.push(fail(`the document declares XML ${quoted(version.value)}`, { span: shift(version.span, start) }));
  }
  const remarks: Observation[] = [];
  if (isAsciiDeclared) {
    const text = `the document declares ${quoted(encoding.value)}, which is a part of UTF-8 and all that it uses`;
    remarks.push(warn(text, { span: shift(encoding.span, start) }));
  }
  if (hasByteOrderMark) remarks.push(info('a byte order mark', { span: { start, end: start + 3 } }));
  return [...(found.length === 0 ? met : found), ...remarks];
}

/** The charset parameter says UTF-8, or nothing; US-ASCII where every octet is. */
function wrongCharset(subject: FormSubject): Observation | undefined {
  const charset = charsetOf(subject);
  const value = charset?.value?.toLowerCase();
  if (charset === undefined || value === undefined || value === 'utf-8') return undefined;
  if (value === 'us-ascii' && isAscii(bodyOf(subject.message))) return undefined;
  return fail(`charset ${quoted(charset.value ?? '')} of the settings document`, { span: charset.span });
}
