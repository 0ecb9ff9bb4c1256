import { applies } from '../../requirements/conditions';
import { firstField } from '../../sip/message';
import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { showsProxy } from '../common/via-proxy';
import { identityRuleOf } from '../identity-rule';
import { fail, pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('no P-Asserted-Identity')];
const nothing: readonly Observation[] = [];

/**
 * RFC5876-4.1-2: a terminal does not assert its own identity (RFC 5876 §4.1); with P-Preferred-Identity beside it, it breaks
 * RFC5876-4.1-1 and not this entry. Nothing is said where the rule identity_rule wants P-Asserted-Identity from the client, nor
 * behind a proxy that shows in Via and may have added it.
 */
export const noAssertedIdentity: FormCheck = {
  requirement: 'RFC5876-4.1-2',
  kinds: anyRequest,
  appliesTo: (subject, { pics, rules }) =>
    applies({ appliesIf: 'client-edge' }, pics, rules) === true && hasWholeHeader(subject),
  judge({ message }, context) {
    const field = firstField(message, 'p-asserted-identity');
    if (field === undefined) return met;
    if (firstField(message, 'p-preferred-identity') !== undefined || showsProxy(message)) return nothing;
    if (identityRuleOf(context) === 'pai') return nothing;
    return [fail('P-Asserted-Identity from a terminal', { span: field.span })];
  },
};
