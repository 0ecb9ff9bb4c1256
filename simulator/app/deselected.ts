import { requirementOf } from '../requirements/catalogue';
import { applies } from '../requirements/conditions';
import type { Pics, Rules } from '../requirements/configuration';
import type { RequirementId } from '../requirements/requirement';

/**
 * Why a scenario does not apply to this client, such as `PICS sip_ip_core is non-ims`: all that it looks at is excluded by what the IUT
 * file declares or by the rules. `undefined` where a part of it applies. Known before the client is made to act, so that nobody has to
 * act for nothing.
 */
export function deselected(ids: readonly RequirementId[], pics: Pics, rules: Rules): string | undefined {
  const reasons = new Set<string>();
  for (const id of ids) {
    const verdict = applies(requirementOf(id), pics, rules);
    if (verdict === true) return undefined;
    reasons.add(verdict);
  }
  return reasons.size === 0 ? undefined : [...reasons].join('; ');
}
