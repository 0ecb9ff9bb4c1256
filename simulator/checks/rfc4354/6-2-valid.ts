import { publishOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { inMessage, readDocumentIn } from '../common/settings-document';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('valid against the schema')];
const nothing: readonly Observation[] = [];

/**
 * RFC4354-6-2: the document is valid against the schema of RFC 4354 (§6, §6.1); what stands in other namespaces is not looked into.
 * Whatever is not valid is told here, with the first place where it shows, also what RFC4354-6-6 to 6-9 judge by themselves. A
 * document with another root breaks RFC4354-6-4, and the schema has nothing to say of it.
 */
export const validDocument: FormCheck = {
  requirement: 'RFC4354-6-2',
  kinds: publishOnly,
  judge(subject, context) {
    const schema = readDocumentIn(subject, context)?.schema;
    if (schema === undefined) return nothing;
    const { invalid } = schema;
    if (invalid === undefined) return met;
    const span = inMessage(subject, invalid.span);
    return [fail(`not valid against the schema: ${invalid.message}`, { span })];
  },
};
