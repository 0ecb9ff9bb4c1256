import { publishOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { inMessage, settingsDocumentIn } from '../common/settings-document';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('one entity element')];
const nothing: readonly Observation[] = [];

/**
 * RFC4354-6-5: the client publishes one entity element, its own (RFC 4354 §5.14, §6). The items 7 of clause 6.1.1.1 look for their
 * setting in a single one, too.
 */
export const oneEntity: FormCheck = {
  requirement: 'RFC4354-6-5',
  kinds: publishOnly,
  judge(subject, context) {
    const document = settingsDocumentIn(subject, context);
    if (document === undefined) return nothing;
    const { entities, root } = document;
    if (entities.length === 1) return met;
    const [, second] = entities;
    if (second === undefined)
      return [fail('no entity element', { actual: 'missing', span: inMessage(subject, root.span) })];
    return [fail('more than one entity element', { span: inMessage(subject, second.span) })];
  },
};
