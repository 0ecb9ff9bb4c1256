import { isRequest } from '../../sip/message';
import type { ServerConfig } from '../config';
import type { Output } from '../outbox';
import type { Arrival, OutgoingPacket, Packet } from '../packet';
import { readRequest, type ServerRequest } from '../request';
import { describeBreaches, ownBreaches } from './own-breach';
import type { Leaving } from './stage';

/** Which of the Endpoint's messages are validated: every one, or the first ones of each form and a few of the others. */
export type Sampling = 'all' | 'sampled';

/** The first so many messages of a form are validated, then one in so many. */
const FIRST = 16;
const EVERY = 64;

/**
 * Looks at what the Endpoint sends before it leaves. Reading a message costs about as much as answering one, so a server under load
 * looks at samples: all messages of a form (method, status, transport) are written by the same few lines, which differ in what they copy
 * from the request; a mistake in them shows in the first ones. In a run, where each message counts and there are few, all are looked at.
 */
export class OwnWatch {
  readonly #config: ServerConfig;
  readonly #sampling: Sampling;
  readonly #counts = new Map<string, number>();

  constructor(config: ServerConfig, sampling: Sampling) {
    this.#config = config;
    this.#sampling = sampling;
  }

  /** The same output, its packets with what is wrong with them. Responses belong to the arrival. */
  seen(output: Output, arrival: Arrival | undefined): Output {
    if (output.send.length === 0) return output;
    let request: ServerRequest | undefined;
    let send: OutgoingPacket[] | undefined;
    for (const [index, packet] of output.send.entries()) {
      if (!this.#isLookedAt(packet, arrival)) continue;
      request ??= requestOf(arrival);
      const context = { config: this.#config, ...(request !== undefined && { response: { request } }) };
      const breaches = ownBreaches(packet, context);
      if (breaches.length === 0) continue;
      send ??= [...output.send];
      send[index] = { ...packet, ownBreaches: describeBreaches(breaches, packet, undefined) };
    }
    return send === undefined ? output : { ...output, send };
  }

  /** A message of a behaviour: as it leaves first, with what is wrong with it that nobody meant, and as it is sent again. */
  leaving(
    packet: Packet,
    { behavior, breaks, context, stream }: Leaving,
  ): { readonly first: OutgoingPacket; readonly again: OutgoingPacket } {
    const found = ownBreaches(packet, { config: this.#config, ...context });
    const unmeant = found.filter(({ rule }) => !breaks.includes(rule));
    const { parts = 1, gap = 20, joinsNext } = stream ?? {};
    const again: OutgoingPacket = {
      ...packet,
      ...(found.length > unmeant.length && { provocation: behavior }),
      ...(parts > 1 && { pieces: { count: parts, gap } }),
      ...(joinsNext && { joinsNext }),
    };
    const told = unmeant.length > 0 && { ownBreaches: describeBreaches(unmeant, packet, behavior) };
    return { first: told ? { ...again, ...told } : again, again };
  }

  #isLookedAt({ bytes, transport }: OutgoingPacket, arrival: Arrival | undefined): boolean {
    if (this.#sampling === 'all') return true;
    const parsed = arrival?.parsed;
    const method = parsed?.ok && isRequest(parsed.message) ? parsed.message.start.method : '';
    // Unknown methods are all answered in the same way, and must not make this grow.
    const asked = method.length <= 9 ? method : '';
    const form = `${transport} ${asked} ${bytes.toString('latin1', 0, 12)}`;
    if (this.#counts.size > 1_000) this.#counts.clear();
    const count = (this.#counts.get(form) ?? 0) + 1;
    this.#counts.set(form, count);
    return count <= FIRST || count % EVERY === 0;
  }
}

/** `undefined` for what is no request or lacks what a response copies: the response then holds what we put in its place. */
function requestOf(arrival: Arrival | undefined): ServerRequest | undefined {
  if (!arrival?.parsed.ok || !isRequest(arrival.parsed.message)) return undefined;
  const read = readRequest(arrival, arrival.parsed.message);
  return read.ok ? read.request : undefined;
}
