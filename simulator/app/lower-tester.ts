import {
  type Address,
  formatAddress,
  type Listener,
  type ListenerTransport,
  type TransportName,
} from '../core/address';
import type { HarnessError } from '../core/harness-error';
import type { Clock, Millis } from '../core/time';
import type { ScriptedServer } from '../server/behaviors/scripted-server';
import type { Endpoint, Output } from '../server/endpoint';
import type { Arrival, OutgoingPacket, Packet } from '../server/packet';
import { FormReader } from '../sip/form';
import { StreamFramer } from '../sip/framing';
import type { Writable } from '../sip/writable';
import type { MessageEvent, TraceEvent } from '../trace/event';
import { type MessageFields, messageEvent, type Parse, parserFor } from '../trace/message-event';
import { countConnections } from '../transport/connection-counter';
import { listen } from '../transport/listen';
import { listenPair } from '../transport/pair';
import type { Transport, TransportEvents, TransportLimits } from '../transport/transport';
import { StreamWriter } from './stream-writer';

/** What the lower tester needs; it owns the sockets, and nothing else. */
export interface LowerTesterParts {
  readonly endpoint: Pick<Endpoint, 'receive' | 'tick' | 'endsAt' | 'disconnected'> &
    Partial<Pick<ScriptedServer, 'answersPing'>>;
  readonly clock: Clock;
  /** Gets every event in the order in which it happened. */
  readonly onEvent: (event: TraceEvent) => void;
  /** Whether the recorder cannot keep up: datagrams are then dropped before anybody looks at them, and counted as lost. */
  readonly isOverloaded?: () => boolean;
  /** The parallel test component that the messages belong to. */
  readonly component?: number | undefined;
  /** How late what is taken now may be, in milliseconds. */
  readonly lateness?: (() => Millis) | undefined;
  /** Numbers the messages, where several lower testers write one trace; by itself it counts from 1. */
  readonly nextFrame?: () => number;
  /** A socket failed for good: the run cannot go on. */
  readonly onFailure: (error: HarnessError) => void;
}

const limits: TransportLimits = { connections: 1024 };
/** From here on, connections that bring nothing have to go. */
const crowded = 1000;

interface Stream {
  readonly framer: StreamFramer;
  readonly remote: Address;
  readonly transport: Transport;
  /** Whole messages and keep-alives that came. */
  messages: number;
  /** Octets of the keep-alive under way that are in the trace already: a lone CR LF is no ping, but its moment counts. */
  told: number;
}

/** A keep-alive ping on a stream, and the answer to it (RFC 5626 §4.4.1). */
const ping = Buffer.from('\r\n\r\n');
const pong = Buffer.from('\r\n');

/**
 * The simulated IM Server on the wire: moves octets between sockets and the endpoint, numbers the messages, and wakes the
 * endpoint when one of its timers is due. A class because sockets and a timer have a lifetime.
 */
export class LowerTester {
  readonly #parts: LowerTesterParts;
  readonly #transports: Transport[] = [];
  readonly #streams = new Map<number, Stream>();
  readonly #parsers = new Map<TransportName, Parse>();
  /** Peers that could not be sent to; each is told of once. */
  readonly #unreachable = new Set<string>();
  #shed = 0;
  #frames = 0;
  /** Frames of earlier traces: those of this one are counted from behind them. */
  #earlier = 0;
  readonly #nextConnection = countConnections();
  readonly #writer = new StreamWriter((transport, message) => this.#transmit(transport, message));
  #wake: NodeJS.Timeout | undefined;
  #wakeAt = Number.POSITIVE_INFINITY;
  #closed = false;

  constructor(parts: LowerTesterParts) {
    this.#parts = parts;
  }

  /**
   * Listens on a further address and returns the one really bound.
   * @throws HarnessError `address-in-use`, `address-unavailable`.
   */
  async listen(listener: Listener): Promise<Address> {
    const socket = new Socket();
    socket.transport = await listen(listener, this.#eventsOf(socket), limits, this.#nextConnection);
    this.#transports.push(socket.transport);
    return socket.transport.local;
  }

  /**
   * Listens on UDP and TCP with one port, as a server has to (RFC 3261 §18.2.1); port 0 is a port that is free for both.
   * @throws HarnessError `address-in-use`, `address-unavailable`.
   */
  async listenPair(address: Address): Promise<Address> {
    const sockets = { udp: new Socket(), tcp: new Socket() };
    const eventsOf = (name: ListenerTransport) => this.#eventsOf(sockets[name]);
    const { udp, tcp } = await listenPair(address, eventsOf, limits, this.#nextConnection);
    sockets.udp.transport = udp;
    sockets.tcp.transport = tcp;
    this.#transports.push(udp, tcp);
    return udp.local;
  }

  /** Numbers the messages from 1 again: a new trace begins. The server goes on. */
  beginTrace(): void {
    this.#earlier = this.#frames;
  }

  /** Datagrams that the system dropped at our sockets so far, and those that we dropped under overload. */
  dropped(): number {
    return this.#transports.reduce((sum, transport) => sum + (transport.dropped() ?? 0), this.#shed);
  }

  /** What has begun to arrive and did not end is recorded as cut off: nobody knows whether the rest was on its way. */
  async close(): Promise<void> {
    if (!this.#closed) this.#recordUnfinished();
    this.#closed = true;
    clearTimeout(this.#wake);
    this.#writer.close();
    await Promise.all(this.#transports.map((transport) => transport.close()));
  }

  /** `socket` has its transport as soon as it is bound, which is before anything can arrive. */
  #eventsOf(socket: Socket): TransportEvents {
    return {
      arrived: ({ remote, connection, bytes }) => this.#arrived(socket.bound, remote, connection, bytes),
      connected: (connection, remote) => {
        this.#streams.set(connection, {
          framer: new StreamFramer(),
          remote,
          transport: socket.bound,
          messages: 0,
          told: 0,
        });
        if (this.#streams.size > crowded) this.#makeRoom();
      },
      disconnected: (connection) => this.#disconnected(socket.bound, connection),
      failed: (error) => this.#parts.onFailure(error),
      refused: (remote) => {
        const text = `a connection from ${formatAddress(remote)} was turned away: ${limits.connections} are open already`;
        this.#parts.onEvent({
          kind: 'note',
          at: this.#parts.clock.now(),
          note: 'limit-reached',
          text,
          remote,
        });
      },
    };
  }

  #arrived(transport: Transport, remote: Address, connection: number | undefined, bytes: Buffer): void {
    if (this.#closed) return;
    const stream = connection === undefined ? undefined : this.#streams.get(connection);
    if (stream === undefined || connection === undefined) {
      if (this.#parts.isOverloaded?.()) this.#shedDatagram();
      else if (isBlank(bytes)) this.#keepAlive('in', transport, remote, bytes);
      else this.#message(transport, remote, connection, bytes);
      return;
    }
    for (const frame of stream.framer.push(bytes)) {
      stream.messages += 1;
      if (frame.kind === 'keep-alive') this.#answerPing(transport, remote, connection, ping.subarray(stream.told));
      else this.#message(transport, remote, connection, frame.bytes);
      if (frame.kind === 'broken') this.#giveUp(transport, remote, connection, frame.problem.message);
      stream.told = 0;
    }
    if (stream.framer.waiting === 2 && stream.told === 0) {
      stream.told = 2;
      this.#keepAlive('in', transport, remote, ping.subarray(0, stream.told));
    }
  }

  #answerPing(transport: Transport, remote: Address, connection: number, octets: Buffer): void {
    this.#keepAlive('in', transport, remote, octets);
    const isAnswered = this.#parts.endpoint.answersPing?.(connection) ?? true;
    if (!isAnswered) return;
    this.#keepAlive('out', transport, remote, pong);
    this.#transmit(transport, { remote, connection, bytes: pong });
  }

  #keepAlive(direction: 'in' | 'out', transport: Transport, remote: Address, bytes: Buffer): void {
    const at = this.#parts.clock.now();
    const { local, transport: name } = transport;
    this.#parts.onEvent({ kind: 'keep-alive', at, direction, transport: name, local, remote, bytes });
  }

  #shedDatagram(): void {
    this.#shed += 1;
    if (this.#shed > 1) return;
    const text =
      'datagrams are dropped: they come faster than the trace can be written; silence of the client proves nothing now';
    this.#parts.onEvent({ kind: 'note', at: this.#parts.clock.now(), note: 'datagrams-lost', text });
  }

  /** Ends the oldest connection on which no whole message ever came, so that idle ones do not lock a client out. */
  #makeRoom(): void {
    for (const [connection, stream] of this.#streams) {
      if (stream.messages > 0) continue;
      this.#streams.delete(connection);
      stream.transport.disconnect(connection);
      return;
    }
  }

  /** A message that the end of its stream cut off is recorded, too. */
  #disconnected(transport: Transport, connection: number): void {
    const stream = this.#streams.get(connection);
    this.#streams.delete(connection);
    this.#parts.endpoint.disconnected(connection);
    if (stream === undefined || this.#closed) return;
    this.#scheduleWake();
    for (const frame of stream.framer.end()) {
      if (frame.kind !== 'keep-alive')
        this.#record('in', transport.transport, transport.local, stream.remote, connection, frame.bytes);
    }
  }

  #recordUnfinished(): void {
    for (const [connection, { framer, transport, remote }] of this.#streams) {
      for (const frame of framer.end()) {
        if (frame.kind === 'keep-alive') continue;
        this.#record('in', transport.transport, transport.local, remote, connection, frame.bytes, true);
      }
    }
  }

  /** Without a length the next message cannot be found: the connection ends (RFC 3261 §18.3). */
  #giveUp(transport: Transport, remote: Address, connection: number, why: string): void {
    const text = `the stream from ${formatAddress(remote)} cannot be read on and was closed: ${why}`;
    this.#parts.onEvent({
      kind: 'note',
      at: this.#parts.clock.now(),
      note: 'stream-broken',
      text,
      frame: this.#frames - this.#earlier,
      remote,
    });
    transport.disconnect(connection);
  }

  #message(transport: Transport, remote: Address, connection: number | undefined, bytes: Buffer): void {
    const event = this.#record('in', transport.transport, transport.local, remote, connection, bytes);
    this.#carryOut(this.#parts.endpoint.receive(this.#arrivalOf(event), event.at));
  }

  /** The endpoint's notes name frames that may be of an earlier trace: it counts through. */
  #arrivalOf(event: MessageEvent): Arrival {
    if (this.#earlier === 0) return event;
    const { transport, local, remote, connection, bytes, parsed } = event;
    const frame = this.#frames;
    return { transport, local, remote, ...(connection !== undefined && { connection }), bytes, parsed, frame };
  }

  /** A frame of an earlier trace is none of this one. */
  #noteOf({ frame: counted, ...note }: Output['notes'][number]): Output['notes'][number] {
    const frame = (counted ?? 0) - this.#earlier;
    return frame > 0 ? { ...note, frame } : note;
  }

  #record(
    direction: 'in' | 'out',
    transport: TransportName,
    local: Address,
    remote: Address,
    connection: number | undefined,
    bytes: Buffer,
    isCut = false,
    provocation?: string,
  ): MessageEvent {
    this.#frames = this.#parts.nextFrame?.() ?? this.#frames + 1;
    const fields: Writable<MessageFields> = {
      frame: this.#frames - this.#earlier,
      at: this.#parts.clock.now(),
      direction,
      transport,
      local,
      remote,
      bytes,
    };
    if (connection !== undefined) fields.connection = connection;
    if (this.#parts.component !== undefined) fields.component = this.#parts.component;
    const late = direction === 'in' ? (this.#parts.lateness?.() ?? 0) : 0;
    if (late > 0) fields.late = late;
    if (isCut) fields.truncated = true;
    if (provocation !== undefined) fields.provocation = provocation;
    const event = messageEvent(fields, direction === 'in' ? this.#parseFor(transport) : undefined);
    this.#parts.onEvent(event);
    return event;
  }

  /** Clients send requests of few forms again and again. */
  #parseFor(transport: TransportName): Parse {
    let parse = this.#parsers.get(transport);
    if (parse === undefined) {
      const reader = new FormReader(parserFor(transport));
      parse = (bytes) => reader.read(bytes);
      this.#parsers.set(transport, parse);
    }
    return parse;
  }

  #carryOut(output: Output): void {
    const at = this.#parts.clock.now();
    for (const packet of output.send) this.#send(packet);
    this.#writer.flush();
    for (const connection of output.disconnect ?? []) this.#streams.get(connection)?.transport.disconnect(connection);
    for (const note of output.notes) this.#parts.onEvent({ kind: 'note', at, ...this.#noteOf(note) });
    this.#scheduleWake();
  }

  #send(packet: OutgoingPacket): void {
    const { transport, local, remote, connection, bytes, provocation, ownBreaches } = packet;
    const out = this.#transports.find(
      (open) => open.transport === transport && open.local.port === local.port && open.local.host === local.host,
    );
    if (out === undefined) return;
    const { frame, at } = this.#record('out', transport, local, remote, connection, bytes, false, provocation);
    for (const text of ownBreaches ?? [])
      this.#parts.onEvent({ kind: 'note', at, note: 'own-breach', text, frame, remote });
    this.#writer.write(out, packet);
  }

  /** A client that cannot be reached shows as its silence; the trace tells what was sent. */
  #transmit(transport: Transport, message: Pick<Packet, 'remote' | 'connection' | 'bytes'>): void {
    transport.send(message).catch((error: HarnessError) => {
      const peer = formatAddress(message.remote);
      if (this.#unreachable.has(peer) || this.#unreachable.size > limits.connections) return;
      this.#unreachable.add(peer);
      const text = `could not send to ${peer}: ${error.message}`;
      this.#parts.onEvent({
        kind: 'note',
        at: this.#parts.clock.now(),
        note: 'send-failed',
        text,
        remote: message.remote,
      });
    });
  }

  /** Sets the timer to what is due first; a timer that fires too early costs less than setting it anew for every message. */
  #scheduleWake(): void {
    const due = this.#parts.endpoint.endsAt();
    if (due === undefined || due >= this.#wakeAt || this.#closed) return;
    clearTimeout(this.#wake);
    this.#wakeAt = due;
    const wait = Math.min(Math.max(0, due - this.#parts.clock.now()), 2 ** 31 - 1);
    this.#wake = setTimeout(() => this.#tick(), wait);
  }

  #tick(): void {
    this.#wakeAt = Number.POSITIVE_INFINITY;
    this.#carryOut(this.#parts.endpoint.tick(this.#parts.clock.now()));
  }
}

/** Line ends alone are a keep-alive, not a message (RFC 5626 §4.4.1 forbids them on UDP; nobody is harmed). */
function isBlank(bytes: Buffer): boolean {
  return bytes.every((octet) => octet === 13 || octet === 10 || octet === 0);
}

/** A socket on its way to being bound: its events need a transport that does not exist yet when they are made. */
class Socket {
  transport: Transport | undefined;

  get bound(): Transport {
    if (this.transport === undefined) throw new Error('the socket is not bound yet');
    return this.transport;
  }
}
