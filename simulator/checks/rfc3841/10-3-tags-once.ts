import type { Param } from '../../sip/params';
import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { type BadParam, judgeValues, repeatedParam } from '../common/judge-values';
import { isFlag, type PreferenceValue } from '../common/preferences';
import { pass } from '../observe';

const met: readonly Observation[] = [pass('each feature tag once in a value')];

/**
 * RFC3841-10-3: a feature tag stands at most once in a value, letter case ignored (RFC 3841 §10, RFC 3840 §9). Any other parameter
 * that stands twice is told here too, for RFC3261-7.3.1-3 leaves these header fields out.
 */
export const tagsOnce: FormCheck = {
  requirement: 'RFC3841-10-3',
  kinds: anyRequest,
  judge: ({ message }) => judgeValues(message, repeatedTag, met),
};

function repeatedTag(value: PreferenceValue): BadParam | undefined {
  const param = repeatedParam(value, isNoFlag);
  return param && { param, problem: 'twice in one value' };
}

function isNoFlag(param: Param): boolean {
  return !isFlag(param);
}
