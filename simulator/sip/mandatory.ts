import { firstField, type SipMessage } from './message';

/** What every request carries (RFC 3261 §8.1.1), and every response but Max-Forwards (§8.2.6.2). */
const mandatory = ['Via', 'Max-Forwards', 'From', 'To', 'Call-ID', 'CSeq'].map((name) => ({
  name,
  key: name.toLowerCase(),
}));
const nothing: readonly string[] = [];

/** The names of mandatory header fields that a message lacks; what a method needs beyond these is not looked at. */
export function missingMandatory(message: SipMessage): readonly string[] {
  let missing: string[] | undefined;
  for (const { name, key } of mandatory) {
    if (firstField(message, key) !== undefined) continue;
    if (key === 'max-forwards' && message.start.kind === 'response') continue;
    if (missing === undefined) missing = [name];
    else missing.push(name);
  }
  return missing ?? nothing;
}
