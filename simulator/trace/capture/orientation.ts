import type { Writable } from '../../sip/writable';
import type { KeepAlive, MessageEvent, TraceEvent, WebSocketHandshake } from '../event';
import { type MessageFields, messageEvent, parserFor } from '../message-event';
import type { Captured, CapturedHandshake, CapturedKeepAlive, CapturedMessage } from './captured';
import { type Held, Hops } from './hops';
import { type Ends, KnownEnds } from './orientation-ends';
import { factsOf } from './orientation-facts';
import { Learning } from './orientation-learning';
import { ImAddresses } from './orientation-names';
import { Peers } from './orientation-peers';
import { type Direction, Roles } from './orientation-roles';
import { type Verdict, Verdicts } from './orientation-verdict';

/** What came of the messages of a capture. */
export interface OrientationCounts {
  /** Messages between a client and its server. */
  readonly messages: number;
  /** Left out: messages between a proxy and what is behind it. */
  readonly forwarded: number;
  /** Left out: messages by which one server is the client of another. */
  readonly betweenServers: number;
  /** Left out: messages that were seen on the other side of an address translation already. */
  readonly translated: number;
  /** Requests of a client that came through a proxy, whose own hop the capture does not show. */
  readonly behindProxy: number;
  /** Messages of which the direction is a guess. */
  readonly guessed: number;
}

/** What waits until it is clear whose it is. */
interface Waiting {
  readonly captured: Captured;
  readonly held: Held | undefined;
}

/** So many messages wait: a proxy sends a message on, and a client shows itself, before as many others come. */
const WINDOW = 256;
/** So many are looked at for copies of a message before anything is learned from it. */
const LAG = 64;

/**
 * Finds out which side of each message is the client, and makes trace events of them.
 *
 * Who sends REGISTER, PUBLISH or SUBSCRIBE is a client, who sends NOTIFY or answers a REGISTER is a server; a response goes the way
 * back of its request. Other requests go as the two ends are known from elsewhere: by their addresses and ports, by their hosts
 * where the two differ, by the dialog, by the IM Address, by who wrote the log. Messages wait for that, in order and no more than
 * a fixed number. Of one that nothing is known of the sender is taken for the client, unless its port alone is one of SIP.
 *
 * Readings: a peer that answered REGISTER or PUBLISH and sends a SUBSCRIBE itself is a server in this, too: to its client the message
 * is the server's (`out`), to anybody else it is left out, because nobody asks here how servers speak to each other. Two user
 * agents without a server are clients to each other: each request counts as its sender's. A client behind a back-to-back user
 * agent cannot be told from it.
 */
export class Orientation {
  readonly #peers = new Peers();
  readonly #roles = new Roles();
  readonly #hops = new Hops();
  readonly #learning = new Learning(this.#roles, this.#peers);
  readonly #ends = new KnownEnds();
  readonly #verdicts = new Verdicts(this.#roles);
  readonly #imAddresses: ImAddresses;
  #window: Waiting[] = [];
  /** How many of the window have been learned from. */
  #learned = 0;
  #frames = 0;
  #messages = 0;
  #left: Record<Exclude<Verdict, Direction>, number> = { forwarded: 0, 'between-servers': 0, translated: 0 };
  #behindProxy = 0;

  /** @param options the IM Addresses that are judged, if they are known; traffic of others comes out as well */
  constructor({ imAddresses }: { readonly imAddresses: readonly string[] }) {
    this.#imAddresses = new ImAddresses(imAddresses);
  }

  get counts(): OrientationCounts {
    return {
      messages: this.#messages,
      forwarded: this.#left.forwarded,
      betweenServers: this.#left['between-servers'],
      translated: this.#left.translated,
      behindProxy: this.#behindProxy,
      guessed: this.#verdicts.guessed,
    };
  }

  /** Takes what a reader found; gives the events that are clear by now, in the order of the capture. */
  see(captured: Captured): readonly TraceEvent[] {
    const waiting = this.#waiting(captured);
    if (waiting.held !== undefined) this.#hops.enter(waiting.held, this.#window);
    this.#window.push(waiting);
    if (this.#window.length - this.#learned > LAG) this.#learn();
    const isDirect = captured.kind === 'trace-event' && this.#window.length === 1;
    return this.#window.length > WINDOW || isDirect ? this.#decide() : [];
  }

  /** The capture has ended: what still waits. */
  end(): readonly TraceEvent[] {
    while (this.#learned < this.#window.length) this.#learn();
    const events: TraceEvent[] = [];
    while (this.#window.length > 0) events.push(...this.#decide());
    return events;
  }

  #waiting(captured: Captured): Waiting {
    if (captured.kind !== 'message') return { captured, held: undefined };
    const parsed = parserFor(captured.transport)(captured.bytes);
    if (!parsed.ok) return { captured, held: undefined };
    const source = this.#peers.at(captured.source);
    const destination = this.#peers.at(captured.destination);
    const facts = factsOf(parsed.message, this.#imAddresses);
    const held = { captured, source, destination, facts, isForwarded: false, isForwardedOn: false, origin: undefined };
    return { captured, held };
  }

  /** Learns from the oldest that nothing was learned from. */
  #learn(): void {
    const { captured, held } = this.#window[this.#learned] as Waiting;
    this.#learned += 1;
    if (held !== undefined) this.#learning.from(held);
    else if (captured.kind === 'websocket-handshake') {
      this.#learning.fromHandshake(this.#peers.at(captured.source), this.#peers.at(captured.destination));
    }
  }

  /** Decides on the oldest. */
  #decide(): readonly TraceEvent[] {
    const { captured, held } = this.#window.shift() as Waiting;
    this.#learned = Math.max(0, this.#learned - 1);
    if (held !== undefined) this.#hops.leave(held);
    switch (captured.kind) {
      case 'trace-event':
        if (captured.event.kind === 'message') this.#frames = Math.max(this.#frames, captured.event.frame);
        return [captured.event];
      case 'message':
        return this.#message(captured, held);
      case 'keep-alive':
        return this.#keepAlive(captured);
      case 'websocket-handshake':
        return [handshakeEvent(captured)];
    }
  }

  #message(captured: CapturedMessage, held: Held | undefined): readonly TraceEvent[] {
    const { source, destination, writer } = captured;
    const verdict =
      held === undefined
        ? (captured.direction ?? this.#verdicts.ofOctets(this.#peers.at(source), this.#peers.at(destination), writer))
        : this.#verdicts.of(held);
    if (verdict !== 'in' && verdict !== 'out') return this.#leave(verdict);
    if (held?.facts.isRequest && verdict === 'in' && held.facts.vias.length > 1) this.#behindProxy += 1;
    const ends = held === undefined ? endsOf(captured, verdict) : this.#ends.of(held, verdict);
    this.#frames += 1;
    this.#messages += 1;
    return [eventOf(captured, this.#frames, verdict, ends)];
  }

  #keepAlive(captured: CapturedKeepAlive): readonly TraceEvent[] {
    const { kind, at, transport, source, destination, bytes } = captured;
    const verdict = this.#verdicts.ofOctets(this.#peers.at(source), this.#peers.at(destination));
    if (verdict !== 'in' && verdict !== 'out') return this.#leave(verdict);
    const event: KeepAlive = { kind, at, direction: verdict, transport, ...endsOf(captured, verdict), bytes };
    return [event];
  }

  #leave(verdict: Exclude<Verdict, Direction>): readonly TraceEvent[] {
    this.#left[verdict] += 1;
    return [];
  }
}

function endsOf({ source, destination }: Pick<CapturedMessage, 'source' | 'destination'>, direction: Direction): Ends {
  return direction === 'in' ? { local: destination, remote: source } : { local: source, remote: destination };
}

function eventOf(captured: CapturedMessage, frame: number, direction: Direction, ends: Ends): MessageEvent {
  const { at, transport, connection, bytes, truncated, captureFrame } = captured;
  const { addressesUnknown, timeUnknown, lineEndsUnknown } = captured;
  const { local, remote } = ends;
  const fields: Writable<MessageFields> = { frame, at, direction, transport, local, remote, bytes, captureFrame };
  if (connection !== undefined) fields.connection = connection;
  if (truncated) fields.truncated = truncated;
  if (addressesUnknown) fields.addressesUnknown = addressesUnknown;
  if (timeUnknown) fields.timeUnknown = timeUnknown;
  if (lineEndsUnknown) fields.lineEndsUnknown = lineEndsUnknown;
  return messageEvent(fields);
}

function handshakeEvent({
  kind,
  at,
  source,
  destination,
  connection,
  protocols,
}: CapturedHandshake): WebSocketHandshake {
  return { kind, at, local: destination, remote: source, connection, protocols };
}
