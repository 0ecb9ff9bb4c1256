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

  private constructor(local: Address, datagrams: Datagrams, listener: Listener, events: NetworkEvents) {
    this.local = local;
    this.#datagrams = datagrams;
    this.#listener = listener;
    this.#events = events;
    datagrams.on('message', (bytes, { address, port }) => this.#datagramArrived(bytes, { host: address, port }));
    // A datagram that could not be sent is reported to its sender; a later ICMP error has no addressee.
    datagrams.on('error', () => undefined);
    listener.on('connection', (stream) => this.#watch(stream));
  }

  /** Binds both sockets on the address from which `server` is reached. */
  static async open(server: Server, events: NetworkEvents): Promise<Network> {
    const host = await localHostTowards(server);
    for (let attempt = 1; ; attempt += 1) {
      const datagrams = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
      datagrams.bind(0, host);
      await once(datagrams, 'listening');
      const { port } = datagrams.address();
      const listener = createServer().listen(port, host);
      try {
        await once(listener, 'listening');
        return new Network({ host, port }, datagrams, listener, events);
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

  /** Closes every socket at once. */
  close(): void {
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
      stream.on('close', () => this.#outgoing.delete(key));
      return stream;
    });
    this.#outgoing.set(key, opening);
    opening.catch(() => this.#outgoing.delete(key));
    return opening;
  }

  #watch(stream: Stream): void {
    const remote = { host: stream.remoteAddress ?? '', port: stream.remotePort ?? 0 };
    const framer = new StreamFramer();
    this.#streams.add(stream);
    stream.setNoDelay(true);
    stream.on('close', () => this.#streams.delete(stream));
    stream.on('error', () => stream.destroy());
    stream.on('data', (chunk) => {
      try {
        for (const framed of framer.push(chunk))
          this.#arrived(framed, remote, 'TCP', (text) => this.#answer(stream, remote, text));
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

function write(stream: Stream, text: string): Promise<void> {
  return new Promise((sent, failed) => stream.write(text, (error) => (error ? failed(error) : sent())));
}
