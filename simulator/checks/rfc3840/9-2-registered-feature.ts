import { readContacts } from '../../sip/contact';
import { fieldsNamed, firstField, type SipMessage } from '../../sip/message';
import type { NameAddr } from '../../sip/name-addr';
import { paramNamed } from '../../sip/params';
import { registerOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { isSound } from '../common/syntax-faults';
import { fail, pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('the IM feature tag in Contact')];
const nothing: readonly Observation[] = [];

/**
 * RFC3840-9-2: a client that offers IM registers its Contact with the IM feature tag (RFC 3840 §5, §9). One of several Contacts is
 * enough. A REGISTER that asks for its bindings or removes them says nothing of it. How the value is written is judged by
 * RFC3840-9-1 (decision D-12).
 */
export const registeredFeature: FormCheck = {
  requirement: 'RFC3840-9-2',
  kinds: registerOnly,
  appliesTo: hasWholeHeader,
  judge({ message }, { rules }) {
    const contacts = bindingsIn(message);
    const [first] = contacts ?? [];
    if (contacts === undefined || first === undefined) return nothing;
    const key = rules.feature_tag.toLowerCase();
    for (const contact of contacts) if (states(contact, key)) return met;
    const within = contacts.find(({ uri }) => uri.toLowerCase().includes(`;${key}`));
    if (within !== undefined) {
      return [
        fail(`${rules.feature_tag} inside the brackets of Contact, as a parameter of the URI`, {
          span: within.uriSpan,
        }),
      ];
    }
    return [
      fail(`no ${rules.feature_tag} in Contact`, { expected: `Contact with ${rules.feature_tag}`, span: first.span }),
    ];
  },
};

/** The contacts that are to be bound; `undefined` where that cannot be said. */
function bindingsIn(message: SipMessage): readonly NameAddr[] | undefined {
  const lifetime = firstField(message, 'expires')?.value;
  const bound: NameAddr[] = [];
  for (const field of fieldsNamed(message, 'contact')) {
    const read = readContacts(field);
    if (!read.ok || read.value.star || !isSound(field, message)) return undefined;
    for (const contact of read.value.contacts) {
      if (!isZero(paramNamed(contact.params, 'expires')?.value ?? lifetime)) bound.push(contact);
    }
  }
  return bound;
}

function isZero(lifetime: string | undefined): boolean {
  return lifetime !== undefined && /^0+$/.test(lifetime);
}

/** The tag stands for TRUE, unless it is said not to (RFC 3840 §9). */
function states({ params }: NameAddr, key: string): boolean {
  const tag = paramNamed(params, key);
  return tag !== undefined && !/^(?:false|!true)$/i.test(tag.value?.trim() ?? '');
}
