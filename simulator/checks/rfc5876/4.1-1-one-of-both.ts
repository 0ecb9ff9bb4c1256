import { firstField } from '../../sip/message';
import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { showsProxy } from '../common/via-proxy';
import { fail, inconc, pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('not both identity header fields')];

/**
 * RFC5876-4.1-1: a client does not send P-Asserted-Identity and P-Preferred-Identity together (RFC 5876 §4.1). Behind the core,
 * P-Asserted-Identity is the word of the core, so nothing is said there; and behind a proxy that shows in Via it may be.
 */
export const oneIdentityHeader: FormCheck = {
  requirement: 'RFC5876-4.1-1',
  kinds: anyRequest,
  appliesTo: (subject, { rules }) => rules.capture_point === 'client-edge' && hasWholeHeader(subject),
  judge({ message }) {
    const asserted = firstField(message, 'p-asserted-identity');
    if (asserted === undefined || firstField(message, 'p-preferred-identity') === undefined) return met;
    const what = 'P-Asserted-Identity beside P-Preferred-Identity';
    if (!showsProxy(message)) return [fail(what, { span: asserted.span })];
    return [inconc(`${what}; a proxy that shows in Via may have added it`, { span: asserted.span })];
  },
};
