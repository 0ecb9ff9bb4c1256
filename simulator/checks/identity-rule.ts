import type { Rules } from '../requirements/configuration';
import type { JudgeContext } from './check';

/** The identity rule in force: `auto` resolved (decision D-04). */
export function identityRuleOf({ rules, pics }: JudgeContext): Exclude<Rules['identity_rule'], 'auto'> {
  if (rules.identity_rule !== 'auto') return rules.identity_rule;
  if (pics.sip_ip_core !== 'ims') return 'from';
  return rules.capture_point === 'behind-core' ? 'pai' : 'ppi-required';
}
