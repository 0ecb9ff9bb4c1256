import type { IdSource } from '../../core/id-source';
import { readContacts } from '../../sip/contact';
import { firstField, type SipMessage, type SipResponse } from '../../sip/message';
import { parseMessage } from '../../sip/parse';
import type { Packet } from '../packet';
import { draftOf, writeDraft } from './draft';
import type { Row } from './wire';

/** What follows a final response to an INVITE of ours. */
export interface Acknowledged {
  readonly ack: Packet;
  /** Where the client took the session: the request that ends it, and its branch. */
  readonly bye?: { readonly packet: Packet; readonly branch: string };
}

/**
 * The ACK: for a refusal in the transaction of the INVITE, with its branch (RFC 3261 §17.1.1.3); for a 2xx as a request of its own to the
 * Contact of the response (§13.2.2.4), with a BYE behind it.
 */
export function acknowledge(invite: Packet, response: SipResponse, ids: IdSource): Acknowledged {
  const sent = readOwn(invite);
  const to = firstField(response, 'to')?.value ?? '';
  if (response.start.status >= 300) return { ack: follow(invite, sent, { method: 'ACK', to }) };
  const target = contactOf(response);
  const cseq = Number.parseInt(firstField(sent, 'cseq')?.value ?? '1', 10);
  const branch = `z9hG4bK${ids.token()}`;
  const ack = follow(invite, sent, { method: 'ACK', to, target, branch: `z9hG4bK${ids.token()}` });
  const bye = follow(invite, sent, { method: 'BYE', to, target, branch, cseq: cseq + 1 });
  return { ack, bye: { packet: bye, branch } };
}

interface Following {
  readonly method: string;
  readonly to: string;
  readonly target?: string | undefined;
  readonly branch?: string;
  readonly cseq?: number;
}

const kept = ['via', 'max-forwards', 'route', 'from', 'to', 'call-id', 'cseq', 'contact'];

function follow(invite: Packet, sent: SipMessage, { method, to, target, branch, cseq }: Following): Packet {
  const { start, rows } = draftOf(sent);
  const [, requestUri = ''] = start.split(' ');
  const edits = {
    set: [['To', to]] satisfies Row[],
    cseq: { method, ...(cseq !== undefined && { number: cseq }) },
    ...(branch !== undefined && { via: { branch } }),
  };
  const some = rows.filter(([name]) => kept.includes(name.toLowerCase()));
  const draft = { start: `${method} ${target ?? requestUri} SIP/2.0`, rows: some, body: Buffer.alloc(0) };
  return { ...invite, bytes: writeDraft(draft, edits) };
}

function contactOf(response: SipResponse): string | undefined {
  const field = firstField(response, 'contact');
  const read = field && readContacts(field);
  return read?.ok && !read.value.star ? read.value.contacts[0]?.uri : undefined;
}

/** A message of ours that can be read, or we have made a mistake. */
function readOwn({ bytes }: Packet): SipMessage {
  const parsed = parseMessage(bytes);
  if (!parsed.ok) throw new Error(`an INVITE of ours cannot be read: ${parsed.problem.message}`);
  return parsed.message;
}
