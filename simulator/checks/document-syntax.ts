import { shift } from '../core/span';
import type { XmlProblem } from '../settings/document';
import { firstField } from '../sip/message';
import type { JudgeContext, Observation, Subject, SubjectBody } from './check';
import { fail, inconc } from './observe';
import { isSettingsType } from './settings-body';
import { quoted } from './text';

/** Limits of ours, and a DTD, which is well-formed XML that we refuse to read: no breach of the client. */
const refusals: ReadonlySet<XmlProblem['rule']> = new Set(['dtd', 'size', 'depth', 'attributes']);

/**
 * What RFC 4354 demands of the body of a settings PUBLISH before its settings can be looked at: the media type (§5.14), a
 * well-formed document (§6) and its root. These stand here until RFC 4354 has entries of its own.
 */
export function judgeDocumentSyntax(subject: Subject, context: JudgeContext): readonly Observation[] {
  const { body } = subject;
  if (body === undefined) return [];
  if (body.contentEncoding !== undefined) {
    return [inconc(`the body is coded as ${quoted(body.contentEncoding)}, which is not undone here`)];
  }
  if (body.mediaType !== undefined && !isSettingsType(body.mediaType, context.rules)) {
    return [wrongMediaType(subject, body.mediaType, context)];
  }
  const observation = body.document.ok ? wrongRoot(body, context) : unreadable(body, body.document.problem);
  return observation === undefined ? [] : [observation];
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
