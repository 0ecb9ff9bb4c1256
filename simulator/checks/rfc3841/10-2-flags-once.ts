import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { type BadParam, judgeValues, repeatedParam } from '../common/judge-values';
import { isFlag, type PreferenceValue } from '../common/preferences';
import { pass } from '../observe';

const met: readonly Observation[] = [pass('at most one require and one explicit in each value')];

/**
 * RFC3841-10-2: one Accept-Contact value has at most one require and one explicit (RFC 3841 §10). RFC3261-7.3.1-3, which wants every
 * parameter once, leaves this header field out. In Reject-Contact a flag is one too many: RFC3841-10-4.
 */
export const flagsOnce: FormCheck = {
  requirement: 'RFC3841-10-2',
  kinds: anyRequest,
  judge: ({ message }) => judgeValues(message, repeatedFlag, met),
};

function repeatedFlag(value: PreferenceValue): BadParam | undefined {
  const param = value.isReject ? undefined : repeatedParam(value, isFlag);
  return param && { param, problem: 'twice in one value' };
}
