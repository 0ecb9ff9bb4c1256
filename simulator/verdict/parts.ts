import type { JudgeContext, Procedure } from '../checks/check';
import { catalogue } from '../requirements/catalogue';
import type { RequirementId } from '../requirements/requirement';
import { rolledUpBy } from '../requirements/roll-up';
import { ordinalOf } from './ordinals';
import { type RequirementVerdict, type Verdict, worse } from './verdict';

/** An entry that another one takes over, and the procedures whose messages count for it. */
export interface Part {
  readonly ordinal: number;
  readonly procedures: readonly Procedure[];
}

/**
 * Which entries each entry takes over. An item of the change request is about the messages of its own procedure: what a REGISTER
 * lacks is no fault of the PUBLISH. The IMS paragraphs also take over what TS 24.229 asks of the registration before.
 */
export function partsIn({ pics, rules }: JudgeContext): ReadonlyMap<RequirementId, readonly Part[]> {
  const conditions = { ims: pics.sip_ip_core === 'ims', rfc6665: rules.events_rfc === 'rfc6665' };
  return new Map(
    catalogue
      .filter(({ rollUp }) => rollUp !== undefined)
      .map((entry) => {
        const own = entry.procedure ?? 'other';
        const procedures: readonly Procedure[] = entry.id.endsWith('-IMS') ? [own, 'other'] : [own];
        const parts = rolledUpBy(entry, catalogue, conditions);
        return [entry.id, parts.map(({ id }) => ({ ordinal: ordinalOf(id), procedures }))];
      }),
  );
}

/**
 * An entry takes the worst of its own verdict and those it rolls up; what was not exercised or does not apply adds nothing, and parts
 * that pass do not show an entry as met whose own matter nobody saw.
 */
export function withParts(own: RequirementVerdict, parts: readonly RequirementVerdict[]): RequirementVerdict {
  if (own === 'not-applicable') return own;
  let verdict: Verdict = own;
  for (const part of parts) if (part !== 'not-applicable') verdict = worse(verdict, part);
  return own === 'none' && verdict === 'pass' ? 'none' : verdict;
}
