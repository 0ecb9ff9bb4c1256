import { valuesOf } from '../../settings/document';
import { settingKeys } from '../../settings/settings';
import { firstField } from '../../sip/message';
import { isRemoval, publishOnly } from '../applies';
import type { HistoryCheck, Observation, Subject } from '../check';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('a refresh without a body')];
const nothing: readonly Observation[] = [];

/**
 * RFC3903-4.3-3: with the rule refresh_body = rfc3903 a refresh has no body (RFC 3903 §4.3, decision D-03). Which PUBLISH with a
 * body is meant as one is known while the client is asked to refresh; one with other settings than its publication holds is a
 * Modify, whatever was asked for.
 */
export const bodylessRefresh: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC3903-4.3-3',
  kinds: publishOnly,
  appliesTo: (subject, { rules }) =>
    rules.refresh_body === 'rfc3903' &&
    firstField(subject.message, 'sip-if-match') !== undefined &&
    !isRemoval(subject),
  judge(subject) {
    const { body, message, stimulus } = subject;
    if (body === undefined) return met;
    if (stimulus?.operation !== 'refresh' || !body.document.ok || isChange(subject)) return nothing;
    return [fail('a refresh with a body', { span: message.body })];
  },
};

function isChange({ body, published }: Subject): boolean {
  const held = published?.settings;
  if (held === undefined || !body?.document.ok) return false;
  const values = valuesOf(body.document.document);
  return settingKeys.some((key) => values?.[key] !== held[key]);
}
