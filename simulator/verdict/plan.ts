import { anyRequest } from '../checks/applies';
import type { Check, SubjectKind } from '../checks/check';
import { checks } from '../checks/index';
import type { RequirementId } from '../requirements/requirement';
import { ordinalOf } from './ordinals';

/** A check and the place of its entry in the catalogue. */
export interface Planned {
  readonly check: Check;
  readonly ordinal: number;
}

const planned: readonly Planned[] = checks.map((check) => ({ check, ordinal: ordinalOf(check.requirement) }));

/** The checks that look at each kind of request, so that no message asks those that do not. */
export const requestChecks: ReadonlyMap<SubjectKind, readonly Planned[]> = new Map(
  anyRequest.map((kind) => [kind, planned.filter(({ check }) => check.kinds.includes(kind))]),
);

/** The checks that look at responses of the client. */
export const answerChecks: readonly Planned[] = planned.filter(({ check }) => check.judgeAnswer !== undefined);

const kindsById: ReadonlyMap<RequirementId, readonly (SubjectKind | 'answer')[]> = new Map(
  checks.map((check) => [
    check.requirement,
    check.judgeAnswer === undefined ? check.kinds : [...check.kinds, 'answer' as const],
  ]),
);

/** The kinds of message that an entry is about; `undefined` for one that no check looks at. */
export function kindsOf(id: RequirementId): readonly (SubjectKind | 'answer')[] | undefined {
  return kindsById.get(id);
}
