import type { SipMessage } from './message';

/** What every request carries (RFC 3261 §8.1.1), and every response but Max-Forwards (§8.2.6.2). */
const mandatory = ['Via', 'Max-Forwards', 'From', 'To', 'Call-ID', 'CSeq'];

/** The names of mandatory header fields that a message lacks; what a method needs beyond these is not looked at. */
export function missingMandatory(message: SipMessage): readonly string[] {
  const present = new Set(message.headers.map(({ key }) => key));
  return mandatory.filter((name) => {
    if (name === 'Max-Forwards' && message.start.kind === 'response') return false;
    return !present.has(name.toLowerCase());
  });
}
