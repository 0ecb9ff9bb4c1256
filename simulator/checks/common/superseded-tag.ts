import type { RequirementId } from '../../requirements/requirement';
import { firstField } from '../../sip/message';
import { isRemoval, publishOnly } from '../applies';
import type { HistoryCheck, Observation, Update } from '../check';
import { fail, pass } from '../observe';

const nothing: readonly Observation[] = [];

/**
 * After an update with a 2xx the new entity-tag takes the place of the old one (RFC 3903 §4.3, §4.4, §8.2). An entity-tag that an update of
 * the sort has superseded breaks the entry; one that was made up or distorted RFC3903-4.1-3. A 2xx that was sent again is one that the
 * client may not have had: until then the old entity-tag is the right one.
 */
export function supersededBy(
  update: Update,
  requirement: Extract<RequirementId, 'RFC3903-4.3-4' | 'RFC3903-4.4-3'>,
): HistoryCheck {
  const met: readonly Observation[] = [pass(`the entity-tag that the ${update} gave`)];
  return {
    looksBack: true,
    requirement,
    kinds: publishOnly,
    appliesTo: (subject) => !isRemoval(subject),
    judge({ message, entityTagProblem, published }) {
      if (entityTagProblem === undefined) return published?.update === update ? met : nothing;
      if (entityTagProblem.supersededBy !== update) return nothing;
      const { text, otherFrame } = entityTagProblem;
      const span = firstField(message, 'sip-if-match')?.valueSpan ?? message.start.span;
      return [fail(`${text}, to a ${update}`, { span, ...(otherFrame !== undefined && { otherFrame }) })];
    },
  };
}
