import type { SipMessage } from '../sip/message';
import { type Changes, publishBytes, SETTINGS_DOCUMENT, subscribeBytes } from '../sip/message.fixture';
import { asRequest, asResponse, headerOf, responseTo, type Seen, type Wire } from './endpoint.fixture';

let count = 0;
/** A SUBSCRIBE of a transaction and a dialog of its own. */
export function subscribe(changes: Changes = {}): Buffer {
  count += 1;
  const via = `SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKsub${count};rport`;
  const set = changes.set ?? [];
  const own = set.some(([name]) => name === 'Call-ID') ? [] : [['Call-ID', `sub${count}`] as const];
  return subscribeBytes({ ...changes, set: [['Via', via], ...own, ...set] });
}

export function publish(body: string, changes: Changes = {}): Buffer {
  count += 1;
  const via = `SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKpub${count};rport`;
  return publishBytes({ ...changes, body, set: [['Via', via], ['Call-ID', `pub${count}`], ...(changes.set ?? [])] });
}

export const stateOf = (message: SipMessage | undefined): string | undefined => headerOf(message, 'Subscription-State');
export const statusOf = ({ messages }: Seen): number => asResponse(messages[0]).start.status;
export const changed = SETTINGS_DOCUMENT.replaceAll('"false"', '"true"');

/** A subscription with a lifetime, its first NOTIFY answered; `inDialog` makes further requests of it. */
export function subscribed(wire: Wire, now = 0) {
  const callId = `dialog${count}`;
  const seen = wire.send(
    subscribe({
      set: [
        ['Expires', '600'],
        ['Call-ID', callId],
      ],
    }),
    now,
  );
  const notify = asRequest(seen.messages[1]);
  wire.send(responseTo(notify), now);
  const to = headerOf(seen.messages[0], 'To') ?? '';
  const inDialog = (cseq: number, expires: string, changes: Changes = {}): Buffer =>
    subscribe({
      ...changes,
      set: [
        ['Call-ID', callId],
        ['To', to],
        ['CSeq', `${cseq} SUBSCRIBE`],
        ['Expires', expires],
        ...(changes.set ?? []),
      ],
    });
  return { seen, notify, inDialog };
}
