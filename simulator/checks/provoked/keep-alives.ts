import type { Millis } from '../../core/time';
import { readContacts } from '../../sip/contact';
import { fieldsNamed, firstField, type SipRequest } from '../../sip/message';
import { paramNamed } from '../../sip/params';
import { readVias } from '../../sip/via';
import { optionsIn } from './corrections';
import { valueIn } from './looks';
import type { Episode, Step, StepOf } from './provoked-check';

/** Octets that come so soon after others belong to them: a stream may be cut anywhere. */
const TOGETHER: Millis = 200;
const LINE_END = '\r\n';

/** Octets between messages that came together. */
export interface Ping {
  readonly at: Millis;
  readonly octets: string;
}

/** Flow-Timer of a 200 to REGISTER (RFC 5626 §4.4). */
export function flowTimerOf({ response }: StepOf<'accepted'>): Millis | undefined {
  const [seconds] = /^\d{1,9}$/.exec(valueIn(response.message, 'flow-timer') ?? '') ?? [];
  return seconds === undefined ? undefined : Number(seconds) * 1_000;
}

/** Whether a step is a 2xx to a REGISTER over TCP or TLS. */
export function isRegistered(cause: Step): cause is StepOf<'accepted'> {
  if (cause.kind !== 'accepted' || cause.tx.kind !== 'register' || cause.isRepeated) return false;
  return (cause.event.transport === 'tcp' || cause.event.transport === 'tls') && !cause.event.timeUnknown;
}

/**
 * The client asked for outbound (RFC 5626 §4.2.1) or offered keep (RFC 6223 §4.2.1). Outbound is asked for by `reg-id` in Contact: a
 * registrar is to process a REGISTER without it as if it did not know outbound (RFC 5626 §6), whatever Supported says.
 */
export function offersKeepAlives({ tx: { message } }: StepOf<'accepted'>): boolean {
  if (optionsIn(message, 'supported').has('outbound') && hasRegId(message)) return true;
  const vias = readVias(message);
  return vias.ok && (vias.value[0]?.params.some(({ name }) => name.toLowerCase() === 'keep') ?? false);
}

function hasRegId(message: SipRequest): boolean {
  return fieldsNamed(message, 'contact').some((field) => {
    const read = readContacts(field);
    return read.ok && !read.value.star && read.value.contacts.some(({ params }) => paramNamed(params, 'reg-id'));
  });
}

/** The server took that up: Flow-Timer, Require or Supported with outbound, or keep with a value in Via (RFC 6223 §4.4). */
export function agreesToKeepAlives(cause: StepOf<'accepted'>): boolean {
  const { message } = cause.response;
  if (firstField(message, 'flow-timer') !== undefined || optionsIn(message, 'require').has('outbound')) return true;
  const [via] = fieldsNamed(message, 'via');
  return via !== undefined && /;\s*keep\s*=\s*\d/i.test(via.value);
}

/** What came between messages on the connection of a REGISTER since then, from the client (`in`) or the server. */
export function pingsIn({ steps, now }: Episode, { tx }: StepOf<'accepted'>, direction: 'in' | 'out'): readonly Ping[] {
  const { remote } = tx.event;
  const pings: Ping[] = [];
  for (const step of steps) {
    if (step.kind !== 'keep-alive' || step.octets.direction !== direction) continue;
    if (step.octets.remote.port !== remote.port || step.octets.remote.host !== remote.host) continue;
    const octets = step.octets.bytes.toString('latin1');
    const last = pings.at(-1);
    if (last === undefined || step.at - last.at > TOGETHER) pings.push({ at: step.at, octets });
    else pings[pings.length - 1] = { at: last.at, octets: last.octets + octets };
  }
  const sent = steps.filter((step) => step.kind === 'request' || step.kind === 'copy' || step.kind === 'answer');
  // The rest of the last one may still come; a line end right before a message is none (RFC 3261 §7.5).
  const isBeforeMessage = ({ at, octets }: Ping) =>
    octets === LINE_END && sent.some((step) => step.at >= at && step.at - at <= TOGETHER);
  return pings.filter((ping) => now - ping.at > TOGETHER && (direction === 'out' || !isBeforeMessage(ping)));
}

/** The client registered again, over this flow or a new one: the rest is about that one. */
export function registeredAgain({ steps }: Episode): StepOf<'request'> | undefined {
  return steps.find((step): step is StepOf<'request'> => step.kind === 'request' && step.tx.kind === 'register');
}
