import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { type BadParam, judgeValues } from '../common/judge-values';
import { isFlag, type PreferenceValue } from '../common/preferences';
import { pass } from '../observe';

const met: readonly Observation[] = [pass('require and explicit as bare flags, in Accept-Contact only')];

/**
 * RFC3841-10-4: require and explicit have no value, and exist in Accept-Contact only (RFC 3841 §10). With a value they parse as
 * generic-param, so that a server does not see the flag; in a settings PUBLISH item 4 of clause 6.1.1.1 misses it then.
 */
export const bareFlags: FormCheck = {
  requirement: 'RFC3841-10-4',
  kinds: anyRequest,
  judge: ({ message }) => judgeValues(message, badFlag, met),
};

function badFlag({ params, isReject }: PreferenceValue): BadParam | undefined {
  for (const param of params) {
    if (!isFlag(param)) continue;
    if (isReject) return { param, problem: 'in Reject-Contact' };
    if (param.value !== undefined) return { param, problem: 'with a value' };
  }
  return undefined;
}
