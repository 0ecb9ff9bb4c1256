import { readContacts } from '../../sip/contact';
import { firstField, type SipRequest } from '../../sip/message';
import type { NameAddr } from '../../sip/name-addr';
import { readVia } from '../../sip/via';
import { anyRequest } from '../applies';
import type { FormCheck, FormEvent, Observation } from '../check';
import { paramValue } from '../common/arrival';
import { showsProxy } from '../common/via-proxy';
import { fail, pass } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('the WebSocket in Via and Contact')];
const nothing: readonly Observation[] = [];

/**
 * RFC7118-5.1-1: over a WebSocket the top Via names WS, over a secure one WSS, and a URI that leads to the WebSocket has
 * transport=ws for both (RFC 7118 §5.1, §5.2). WSS where WS was seen says nothing: TLS may have ended before. A Contact without
 * transport may be a GRUU or lead elsewhere. What a proxy passes on is its own.
 */
export const viaAndContact: FormCheck = {
  requirement: 'RFC7118-5.1-1',
  kinds: anyRequest,
  appliesTo: ({ event }) => event.transport === 'ws' || event.transport === 'wss',
  judge({ message, event }) {
    if (showsProxy(message)) return nothing;
    const byVia = judgeVia(message, event);
    const byContact = judgeContact(message);
    if (byContact === undefined) return byVia ?? nothing;
    return byVia === undefined || byVia === met ? [byContact] : [...byVia, byContact];
  },
};

/** `undefined` where nothing can be said. */
function judgeVia(message: SipRequest, { transport }: FormEvent): readonly Observation[] | undefined {
  const field = firstField(message, 'via');
  const read = field === undefined ? undefined : readVia(field);
  const top = read?.ok ? read.value[0] : undefined;
  if (top === undefined) return undefined;
  const named = top.transport.toUpperCase();
  const wanted = transport.toUpperCase();
  if (named === wanted) return met;
  if (named === 'WSS' && transport === 'ws') return undefined;
  const expected = `SIP/2.0/${wanted} in the top Via`;
  const text = `the top Via names ${quoted(top.transport)}, the request came over ${transport === 'ws' ? 'a' : 'a secure'} WebSocket`;
  return [fail(text, { expected, span: top.span })];
}

function judgeContact(message: SipRequest): Observation | undefined {
  for (const field of message.headers) {
    if (field.key !== 'contact') continue;
    const read = readContacts(field);
    const wrong = read.ok && !read.value.star ? read.value.contacts.find(isElsewhere) : undefined;
    if (wrong === undefined) continue;
    const expected = 'transport=ws in the Contact URI';
    return fail(`Contact ${quoted(wrong.uri)} with another transport`, { expected, span: wrong.uriSpan });
  }
  return undefined;
}

function isElsewhere({ parsed }: NameAddr): boolean {
  if (parsed.kind !== 'sip' && parsed.kind !== 'sips') return false;
  const transport = paramValue(parsed.params, 'transport');
  return transport !== undefined && transport !== 'ws';
}
