import { firstField } from '../../sip/message';
import { publishOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { fail, pass } from '../observe';
import { hasBody } from '../settings-body';
import { hasWholeHeader } from '../truncation';
import { asksForEnd } from './4.5-1-removal-names-publication';

const met: readonly Observation[] = [pass('a removal without a body')];

/**
 * RFC3903-4.5-2: a removal, the PUBLISH with Expires: 0 and SIP-If-Match, has no body (RFC 3903 §4.5, table 1). Without SIP-If-Match there
 * is nothing to remove. That it has an Expires is looked at by 6.1.1.1-6 (decision D-01).
 *
 * Where the client was asked to publish or to refresh, a PUBLISH with a body and Expires: 0 is no removal but one with a lifetime that it
 * should not have named.
 */
export const removalWithoutBody: FormCheck = {
  requirement: 'RFC3903-4.5-2',
  kinds: publishOnly,
  appliesTo: (subject) =>
    hasWholeHeader(subject) &&
    asksForEnd(subject) &&
    firstField(subject.message, 'sip-if-match') !== undefined &&
    subject.stimulus?.operation !== 'publish' &&
    subject.stimulus?.operation !== 'refresh',
  judge: ({ message }) => (hasBody(message) ? [fail('a removal with a body', { span: message.body })] : met),
};
