import { anyRequest } from '../checks/applies';
import type { Check, JudgeContext, SeenKind, SubjectKind, TransportEvent } from '../checks/check';
import { checks } from '../checks/index';
import type { ProvokedCheck } from '../checks/provoked/provoked-check';
import { provokedChecks } from '../checks/provoked-checks';
import { requirementOf } from '../requirements/catalogue';
import { applies } from '../requirements/conditions';
import type { RequirementId } from '../requirements/requirement';
import { ordinalOf } from './ordinals';

/** A check and the place of its entry in the catalogue. */
export interface Planned {
  readonly check: Check;
  readonly ordinal: number;
}

/** Which checks look at what, so that no message asks those that do not. */
export interface Plan {
  readonly requests: ReadonlyMap<SubjectKind, readonly Planned[]>;
  readonly answers: readonly Planned[];
  readonly transport: readonly Planned[];
}

/** The checks of the entries that PICS and rules leave in force. */
export function planFor({ pics, rules }: JudgeContext): Plan {
  const planned = checks
    .filter(({ requirement }) => applies(requirementOf(requirement), pics, rules) === true)
    .map((check) => ({ check, ordinal: ordinalOf(check.requirement) }));
  return {
    requests: new Map(anyRequest.map((kind) => [kind, planned.filter(({ check }) => check.kinds.includes(kind))])),
    answers: planned.filter(({ check }) => check.judgeAnswer !== undefined),
    transport: planned.filter(({ check }) => check.judgeTransport !== undefined),
  };
}

/** The same for what only shows after something out of the ordinary. */
export function provokedPlanFor({ pics, rules }: JudgeContext): readonly ProvokedCheck[] {
  return provokedChecks.filter(({ requirement }) => applies(requirementOf(requirement), pics, rules) === true);
}

const transportKinds: readonly TransportEvent['kind'][] = ['keep-alive', 'websocket-handshake'];

const kindsById: ReadonlyMap<RequirementId, readonly SeenKind[]> = new Map(
  checks.map(({ requirement, kinds, judgeAnswer, judgeTransport }) => [
    requirement,
    [
      ...kinds,
      ...(judgeAnswer === undefined ? [] : (['answer'] as const)),
      ...(judgeTransport === undefined ? [] : transportKinds),
    ],
  ]),
);

/** The kinds of message that an entry is about; `undefined` for one that no check looks at. */
export function kindsOf(id: RequirementId): readonly SeenKind[] | undefined {
  return kindsById.get(id);
}
