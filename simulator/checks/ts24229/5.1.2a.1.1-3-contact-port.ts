import { readContacts } from '../../sip/contact';
import { firstField } from '../../sip/message';
import { subscribeOnly } from '../applies';
import type { HistoryCheck, Observation } from '../check';
import { paramValue } from '../common/arrival';
import { isProtected } from '../common/protected-port';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('the protected server port in Contact')];
const nothing: readonly Observation[] = [];

/**
 * TS24229-5.1.2A.1.1-3: with IMS AKA and no GRUU the Contact has the protected server port (TS 24.229 clause 5.1.2A.1.1): port-s of the
 * Security-Client that was seen last, or of the one before, whose security association lives on for a while.
 */
export const contactPort: HistoryCheck = {
  looksBack: true,
  requirement: 'TS24229-5.1.2A.1.1-3',
  kinds: subscribeOnly,
  appliesTo: isProtected,
  judge({ message, earlier }) {
    const field = firstField(message, 'contact');
    const read = field === undefined ? undefined : readContacts(field);
    const contact = read?.ok && !read.value.star ? read.value.contacts[0] : undefined;
    const uri = contact?.parsed;
    if (contact === undefined || uri === undefined || (uri.kind !== 'sip' && uri.kind !== 'sips')) return nothing;
    const isGruu = uri.params.some(({ name }) => name.toLowerCase() === 'gr');
    if (isGruu || paramValue(uri.params, 'transport') === 'tcp') return nothing;
    const ports = earlier?.protectedPorts ?? [];
    if (ports.includes(uri.port ?? 5060)) return met;
    const details = { expected: `port ${ports.at(-1)}, port-s of Security-Client`, span: contact.uriSpan };
    return [fail(`Contact with port ${uri.port ?? '5060, the default'}`, details)];
  },
};
