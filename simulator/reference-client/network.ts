import { createSocket, type Socket as Datagrams } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, createServer, isIPv6, type Server as Listener, type Socket as Stream } from 'node:net';
import { type Address, hostPort, type Server, type Transport } from './address';
import { type Framed, frameDatagram, StreamFramer } from './framing';

/** A message that arrived. */
export interface Arrival extends Framed {
  readonly remote: Address;
  readonly transport: Transport;
  /** Sends an answer: over the same connection, or for UDP to this address. */
  reply(text: string, to: Address): void;
}

/** What passes by, for people to read. */
export interface Traffic {
  readonly direction: 'sent' | 'received';
  readonly transport: Transport;
  readonly remote: Address;
  readonly text: string;
}

/** Who is told. */
export interface NetworkEvents {
  arrived(arrival: Arrival): void;
  passed?(traffic: Traffic): void;
  /** CR LF came over a connection where no message was under way: a pong (RFC 5626 §4.4.1). */
  lineEndCame?(): void;
}

/** What the network does wrong on purpose. */
export interface NetworkFaults {
  /** Closes a connection on which CR LF comes before a message. */
  readonly closesOnLineEnds: boolean;
}

const bindAttempts = 20;

/**
 * The sockets of this client: UDP and TCP on one port of its own, since a peer may use either (RFC 3261 §18.2.1), and the
 * TCP connections that it opened or accepted. Answers come back over them, or to the sent-by address (§18.1.2, §18.2.2).
 */
export class Network {
  readonly local: Address;
  readonly #datagrams: Datagrams;
  readonly #listener: Listener;
  readonly #events: NetworkEvents;
  readonly #streams = new Set<Stream>();
  readonly #outgoing = new Map<string, Promise<Stream>>();
  readonly #watchers = new Set<{ readonly key: string; readonly closed: () => void }>();
  readonly #faults: NetworkFaults;

  private constructor(
    local: Address,
    datagrams: Datagrams,
    listener: Listener,
    events: NetworkEvents,
    faults: NetworkFaults,
  ) {
    this.local = local;
    this.#faults = faults;
    this.#datagrams = datagrams;
    this.#listener = listener;
    this.#events = events;
    datagrams.on('message', (bytes, { address, port }) => this.#datagramArrived(bytes, { host: address, port }));
    // A datagram that could not be sent is reported to its sender; a later ICMP error has no addressee.
    datagrams.on('error', () => undefined);
    listener.on('connection', (stream) => this.#watch(stream));
  }

  /** Binds both sockets on the address from which `server` is reached. */
  static async open(server: Server, events: NetworkEvents, faults: NetworkFaults): Promise<Network> {
    const host = await localHostTowards(server);
    for (let attempt = 1; ; attempt += 1) {
      const datagrams = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
      datagrams.bind(0, host);
      await once(datagrams, 'listening');
      const { port } = datagrams.address();
      const listener = createServer().listen(port, host);
      try {
        await once(listener, 'listening');
        return new Network({ host, port }, datagrams, listener, events, faults);
      } catch (error) {
        // The port is free for UDP and taken for TCP: take another one.
        datagrams.close();
        if (attempt === bindAttempts) throw error;
      }
    }
  }

  /** Sends one message; over TCP on the connection to that peer, which is opened when there is none. */
  async send(transport: Transport, remote: Address, text: string): Promise<void> {
    this.#events.passed?.({ direction: 'sent', transport, remote, text });
    if (transport === 'TCP') return write(await this.#connectionTo(remote), text);
    return new Promise((sent, failed) =>
      this.#datagrams.send(text, remote.port, remote.host, (error) => (error ? failed(error) : sent())),
    );
  }

  /** Sends octets that are no message, such as a ping. */
  async sendOctets(transport: Transport, remote: Address, octets: Uint8Array): Promise<void> {
    if (transport === 'TCP') return write(await this.#connectionTo(remote), octets);
    return new Promise((sent, failed) =>
      this.#datagrams.send(octets, remote.port, remote.host, (error) => (error ? failed(error) : sent())),
    );
  }

  /** Calls `closed` when the connection to that peer closes; never over UDP. @returns what ends the watch. */
  onClosed(transport: Transport, remote: Address, closed: () => void): () => void {
    const watcher = { key: hostPort(remote), closed };
    if (transport === 'TCP') this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Gives up the connection to that peer; the next message opens a new one. */
  abandon(remote: Address): void {
    const key = hostPort(remote);
    const stream = this.#outgoing.get(key);
    this.#outgoing.delete(key);
    stream?.then((open) => open.destroy()).catch(() => undefined);
  }

  /** Closes every socket at once. */
  close(): void {
    this.#watchers.clear();
    this.#datagrams.close();
    this.#listener.close();
    for (const stream of this.#streams) stream.destroy();
  }

  #datagramArrived(bytes: Buffer, remote: Address): void {
    const framed = frameDatagram(bytes);
    if (framed === undefined) return;
    this.#arrived(framed, remote, 'UDP', (text, to) => {
      this.send('UDP', to, text).catch(() => undefined);
    });
  }

  #arrived(framed: Framed, remote: Address, transport: Transport, reply: Arrival['reply']): void {
    this.#events.passed?.({ direction: 'received', transport, remote, text: `${framed.head}\r\n\r\n${framed.body}` });
    this.#events.arrived({ ...framed, remote, transport, reply });
  }

  #connectionTo(remote: Address): Promise<Stream> {
    const key = hostPort(remote);
    const existing = this.#outgoing.get(key);
    if (existing !== undefined) return existing;
    const opening = openStream(remote).then((stream) => {
      this.#watch(stream);
      stream.on('close', () => this.#closed(key, opening));
      return stream;
    });
    this.#outgoing.set(key, opening);
    opening.catch(() => this.#outgoing.delete(key));
    return opening;
  }

  #closed(key: string, stream: Promise<Stream>): void {
    if (this.#outgoing.get(key) === stream) this.#outgoing.delete(key);
    for (const watcher of [...this.#watchers]) if (watcher.key === key) watcher.closed();
  }

  #watch(stream: Stream): void {
    const remote = { host: stream.remoteAddress ?? '', port: stream.remotePort ?? 0 };
    const framer = new StreamFramer();
    this.#streams.add(stream);
    stream.setNoDelay(true);
    stream.on('close', () => this.#streams.delete(stream));
    stream.on('error', () => stream.destroy());
    stream.on('data', (chunk) => {
      const before = framer.lineEnds;
      try {
        const messages = framer.push(chunk);
        const hadLineEnds = framer.lineEnds > before;
        if (hadLineEnds && this.#faults.closesOnLineEnds) {
          stream.destroy();
          return;
        }
        for (const framed of messages)
          this.#arrived(framed, remote, 'TCP', (text) => this.#answer(stream, remote, text));
        if (hadLineEnds) this.#events.lineEndCame?.();
      } catch {
        // Without a usable Content-Length nothing after it can be told apart (RFC 3261 §18.3).
        stream.destroy();
      }
    });
  }

  #answer(stream: Stream, remote: Address, text: string): void {
    this.#events.passed?.({ direction: 'sent', transport: 'TCP', remote, text });
    write(stream, text).catch(() => undefined);
  }
}

/** The address of this machine from which the server is reached; connecting a UDP socket sends nothing. */
async function localHostTowards(server: Server): Promise<string> {
  const { address, family } = await lookup(server.host, { verbatim: false });
  const probe = createSocket(family === 6 ? 'udp6' : 'udp4');
  probe.connect(server.port, address);
  await once(probe, 'connect');
  const local = probe.address().address;
  probe.close();
  return local;
}

async function openStream({ host, port }: Address): Promise<Stream> {
  const stream = connect(port, host);
  await once(stream, 'connect');
  return stream;
}

function write(stream: Stream, octets: string | Uint8Array): Promise<void> {
  return new Promise((sent, failed) => stream.write(octets, (error) => (error ? failed(error) : sent())));
}
