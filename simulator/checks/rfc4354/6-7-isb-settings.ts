import { publishOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { inMessage, readDocumentIn } from '../common/settings-document';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('one isb-settings with one incoming-session-barring')];
const nothing: readonly Observation[] = [];

/**
 * RFC4354-6-7: isb-settings stands once in an entity and holds one incoming-session-barring, which has the attribute active and
 * nothing else on or in it (RFC 4354 §6, §6.1; the schema would let a second one be). Which value it has is judged by RFC4354-6-8,
 * and whether ISB is stated at all by 6.1.1.1-7a.
 */
export const isbSettings: FormCheck = {
  requirement: 'RFC4354-6-7',
  kinds: publishOnly,
  judge(subject, context) {
    const schema = readDocumentIn(subject, context)?.schema;
    if (!schema?.hasIsb) return nothing;
    const { isb } = schema;
    return isb === undefined ? met : [fail(isb.message, { span: inMessage(subject, isb.span) })];
  },
};
