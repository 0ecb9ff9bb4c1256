import { publishOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { inMessage, readDocumentIn } from '../common/settings-document';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('extensions in another namespace, behind the defined elements')];
const nothing: readonly Observation[] = [];

/**
 * RFC4354-6-9: elements that RFC 4354 does not define stand in another namespace and behind those that it does (RFC 4354 §6, §6.1).
 * A setting of the profile in the wrong namespace is not found by item 7 of clause 6.1.1.1 either.
 */
export const extensionElements: FormCheck = {
  requirement: 'RFC4354-6-9',
  kinds: publishOnly,
  judge(subject, context) {
    const schema = readDocumentIn(subject, context)?.schema;
    if (!schema?.hasExtensions) return nothing;
    const { extension } = schema;
    if (extension === undefined) return met;
    return [fail(extension.message, { span: inMessage(subject, extension.span) })];
  },
};
