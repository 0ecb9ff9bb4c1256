import { isAscii } from 'node:buffer';
import { type Span, shift } from '../core/span';
import type { Binding } from '../settings/binding';
import { type SettingsDocument, valuesOf, type XmlProblem } from '../settings/document';
import { settingKeys } from '../settings/settings';
import { readMediaType } from '../sip/media-type';
import { bodyOf, firstField } from '../sip/message';
import { paramNamed } from '../sip/params';
import type { JudgeContext, Observation, Subject, SubjectBody } from './check';
import { fail, inconc, warn } from './observe';
import { isSettingsType, isUnframed } from './settings-body';
import { quoted } from './text';

/** The element of the one setting that RFC 4354 itself defines. */
const ISB = 'incoming-session-barring';

/** Limits of ours, and a DTD, which is well-formed XML that we refuse to read: no breach of the client. */
const refusals: ReadonlySet<XmlProblem['rule']> = new Set(['dtd', 'size', 'depth', 'attributes']);

/**
 * What RFC 4354 demands of the body of a settings PUBLISH before its settings can be looked at: the media type (§5.14), a
 * well-formed document (§6), its root and its entities; and what RFC 3903 §4.3 demands of a refresh. These stand here until
 * both have entries of their own.
 */
export function judgeDocumentSyntax(subject: Subject, context: JudgeContext): readonly Observation[] {
  const { body } = subject;
  // Without its length the document may have any end; the missing length is the breach.
  if (body === undefined || isUnframed(subject)) return [];
  if (body.contentEncoding !== undefined) {
    return [inconc(`the body is coded as ${quoted(body.contentEncoding)}, which is not undone here`)];
  }
  if (body.mediaType !== undefined && !isSettingsType(body.mediaType, context.rules)) {
    return [wrongMediaType(subject, body.mediaType, context)];
  }
  if (!body.document.ok) return [unreadable(body, body.document.problem), ...wrongCharset(subject)];
  const root = wrongRoot(body, context);
  const content = root === undefined ? judgeEntities(body, body.document.document, context.binding) : [root];
  return [
    ...wrongVersion(body, body.document.document),
    ...wrongCharset(subject),
    ...content,
    ...judgeRefresh(subject, context),
  ];
}

function wrongMediaType({ message }: Subject, mediaType: string, { rules }: JudgeContext): Observation {
  const expected = `RFC 4354 §5.14: a body of type ${rules.body_content_types.join(' or ')}`;
  const span = firstField(message, 'content-type')?.valueSpan ?? message.body;
  return fail(`body of type ${quoted(mediaType)}`, { expected, span });
}

function unreadable({ start }: SubjectBody, { rule, message, span }: XmlProblem): Observation {
  const details = { expected: 'RFC 4354 §6: a well-formed XML 1.0 document in UTF-8', span: shift(span, start) };
  const text = `the settings document cannot be read: ${message}`;
  return refusals.has(rule) ? inconc(text, details) : fail(text, details);
}

function wrongRoot({ start, document }: SubjectBody, { binding }: JudgeContext): Observation | undefined {
  if (!document.ok || document.document.isSettings) return undefined;
  const { ns, name, span } = document.document.root;
  const expected = `RFC 4354 §6: root element ${binding.root.name} in namespace ${binding.root.ns}`;
  return fail(`root element ${quoted(name)} in namespace ${quoted(ns)}`, { expected, span: shift(span, start) });
}

/** XML 1.0, whatever is in it (RFC 4354 §6); how the octets are coded is told when the document is read. */
function wrongVersion({ start }: SubjectBody, { declaredVersion }: SettingsDocument): readonly Observation[] {
  if (declaredVersion === undefined || declaredVersion.value === '1.0') return [];
  const details = { expected: 'RFC 4354 §6: XML 1.0', span: shift(declaredVersion.span, start) };
  return [fail(`the document declares XML ${quoted(declaredVersion.value)}`, details)];
}

/** The charset parameter says UTF-8, or nothing (RFC 4354 §6). US-ASCII is a part of UTF-8: a remark, as in the declaration. */
function wrongCharset({ message, body }: Subject): readonly Observation[] {
  const field = firstField(message, 'content-type');
  // The parameters of a part of a multipart body are not looked at.
  if (field === undefined || body?.start !== message.body.start) return [];
  if (!field.value.includes(';')) return [];
  const read = readMediaType(field);
  const charset = read.ok ? paramNamed(read.value.params, 'charset') : undefined;
  const value = charset?.value?.toLowerCase();
  if (charset === undefined || value === undefined || value === 'utf-8') return [];
  const details = { expected: 'RFC 4354 §6: charset UTF-8, or none', span: charset.span };
  const text = `charset ${quoted(charset.value ?? '')} of the settings document`;
  const isPart = value === 'us-ascii' && isAscii(bodyOf(message));
  return [isPart ? warn(text, details) : fail(text, details)];
}

function judgeEntities({ start }: SubjectBody, document: SettingsDocument, binding: Binding): readonly Observation[] {
  const unnamed = document.entities
    .filter(({ id }) => id === undefined || id.trim() === '')
    .map(({ id, span }) => {
      const details = { expected: 'RFC 4354 §6: entity with an id that is not empty', span: shift(span, start) };
      return fail(id === undefined ? 'entity without the attribute id' : 'entity with an empty id', details);
    });
  return [...unnamed, ...isbTwice(document, binding).map(({ name, span }) => isbAgain(name, shift(span, start)))];
}

function isbAgain(name: string, span: Span): Observation {
  return fail(`a second ${name} element`, { expected: `RFC 4354 §6 and §6.1: ${name} at most once`, span });
}

/** What stands twice of ISB with the same value; for values that contradict, or are none, item 7 a fails. */
function isbTwice({ entities, settings }: SettingsDocument, { settings: bound, root }: Binding) {
  const { found } = settings.isb;
  if (found.some(({ active }) => active === undefined || active !== found[0]?.active)) return [];
  const groups = entities.flatMap(({ secondIsb: span }) =>
    span === undefined ? [] : [{ name: 'isb-settings', span }],
  );
  if (groups.length > 0 || bound.isb.ns !== root.ns || bound.isb.path.at(-1) !== ISB) return groups;
  const again = found.find(({ entity }, index) => index > 0 && entity === found[index - 1]?.entity);
  return again === undefined ? [] : [{ name: ISB, span: again.span }];
}

/**
 * With the rule refresh_body = rfc3903 a refresh has no body (RFC 3903 §4.3, decision D-03). Which PUBLISH is one is known while
 * the client is asked to refresh; one with other settings than its publication holds is a Modify, whatever was asked for.
 */
function judgeRefresh(
  { message, body, stimulus, published }: Subject,
  { rules }: JudgeContext,
): readonly Observation[] {
  if (rules.refresh_body !== 'rfc3903' || stimulus?.operation !== 'refresh') return [];
  if (firstField(message, 'sip-if-match') === undefined || body?.document.ok !== true) return [];
  const values = valuesOf(body.document.document);
  const isChange = published !== undefined && settingKeys.some((key) => values?.[key] !== published[key]);
  if (isChange) return [];
  const expected = 'RFC 3903 §4.3: a refresh without a body, as the rule refresh_body has it';
  return [fail('a refresh with a body', { expected, span: message.body })];
}
