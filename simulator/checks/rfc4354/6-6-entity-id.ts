import type { EntityReading } from '../../settings/document';
import { publishOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { inMessage, settingsDocumentIn } from '../common/settings-document';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('an entity with an id')];
const nothing: readonly Observation[] = [];

/** RFC4354-6-6: an entity has an id that is not empty (RFC 4354 §6, §6.1). The first one without is told. */
export const entityId: FormCheck = {
  requirement: 'RFC4354-6-6',
  kinds: publishOnly,
  judge(subject, context) {
    const entities = settingsDocumentIn(subject, context)?.entities;
    if (entities === undefined || entities.length === 0) return nothing;
    const unnamed = entities.find(isUnnamed);
    if (unnamed === undefined) return met;
    const span = inMessage(subject, unnamed.span);
    if (unnamed.id === undefined) return [fail('entity without the attribute id', { span })];
    return [fail('entity with an empty id', { span })];
  },
};

function isUnnamed({ id }: EntityReading): boolean {
  return id === undefined || id.trim() === '';
}
