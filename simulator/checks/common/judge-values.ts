import type { SipMessage } from '../../sip/message';
import type { Param } from '../../sip/params';
import type { Observation } from '../check';
import { fail } from '../observe';
import { quoted } from '../text';
import { type PreferenceValue, preferencesOf } from './preferences';

const nothing: readonly Observation[] = [];

/** A parameter that breaks a rule of a value, and how, in words behind its name. */
export interface BadParam {
  readonly param: Param;
  readonly problem: string;
}

/**
 * Looks at every value of Accept-Contact and Reject-Contact that can be read; what cannot be read breaks RFC3841-10-1. Nothing where
 * there is none.
 */
export function judgeValues(
  message: SipMessage,
  badIn: (value: PreferenceValue) => BadParam | undefined,
  met: readonly Observation[],
): readonly Observation[] {
  const preferences = preferencesOf(message);
  if (preferences === undefined || preferences.values.length === 0) return nothing;
  let found: Observation[] | undefined;
  for (const value of preferences.values) {
    const bad = badIn(value);
    if (bad === undefined) continue;
    found ??= [];
    found.push(fail(`${quoted(bad.param.name)} ${bad.problem}`, { span: bad.param.span }));
  }
  return found ?? met;
}

/** The first parameter of a kind whose name has come before in the same value, letter case ignored. */
export function repeatedParam({ params }: PreferenceValue, isOfKind: (param: Param) => boolean): Param | undefined {
  for (let index = 1; index < params.length; index += 1) {
    const param = params[index];
    if (param === undefined || !isOfKind(param)) continue;
    for (let before = 0; before < index; before += 1) if (params[before]?.key === param.key) return param;
  }
  return undefined;
}
