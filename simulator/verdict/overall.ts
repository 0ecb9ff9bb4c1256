import { requirementOf } from '../requirements/catalogue';
import type { RequirementId } from '../requirements/requirement';
import type { Diagnostic } from './result';
import { type RequirementVerdict, type Verdict, worse } from './verdict';

/** The items of the change request, which a run is for. */
const ITEMS = '6.1.1.';

/**
 * The worst verdict of all obligations. An item of the change request that applies and was never exercised leaves the whole
 * inconclusive: nothing untested is shown green.
 */
export function overallOf(
  results: readonly { readonly id: RequirementId; readonly verdict: RequirementVerdict }[],
  diagnostics: readonly Diagnostic[] = [],
): Verdict {
  let overall: Verdict = 'none';
  for (const { id, verdict } of results) {
    if (requirementOf(id).level === 'MAY' || verdict === 'not-applicable') continue;
    if (verdict === 'none' && !id.startsWith(ITEMS)) continue;
    overall = worse(overall, verdict === 'none' ? 'inconc' : verdict);
  }
  for (const { outcome } of diagnostics) {
    if (outcome === 'inconc' || outcome === 'error') overall = worse(overall, outcome);
  }
  return overall;
}
