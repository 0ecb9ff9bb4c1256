import type { XmlProblem } from '../../settings/document';
import { publishOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { documentBody, inMessage } from '../common/settings-document';
import { fail, inconc, pass } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('a well-formed document')];
const nothing: readonly Observation[] = [];

/** Limits of ours, and a DTD, which is well-formed XML that we refuse to read: no breach of the client. */
const refusals: ReadonlySet<XmlProblem['rule']> = new Set(['dtd', 'size', 'depth', 'attributes']);

/**
 * RFC4354-6-1: the document is well-formed XML with namespaces (RFC 4354 §6). What stands in it cannot be judged otherwise, so the
 * items 7 of clause 6.1.1.1 are inconclusive then, and the other entries of the document silent. Octets that are no UTF-8 break
 * RFC4354-6-3.
 */
export const wellFormed: FormCheck = {
  requirement: 'RFC4354-6-1',
  kinds: publishOnly,
  judge(subject, context) {
    const coding = subject.body?.contentEncoding;
    if (coding !== undefined) return [inconc(`the body is coded as ${quoted(coding)}, which is not undone here`)];
    const body = documentBody(subject, context);
    if (body === undefined) return nothing;
    if (body.document.ok) return met;
    const { rule, message, span } = body.document.problem;
    if (rule === 'encoding') return nothing;
    const text = `the settings document cannot be read: ${message}`;
    return [(refusals.has(rule) ? inconc : fail)(text, { span: inMessage(subject, span) })];
  },
};
