import { createSocket, type Socket as Datagrams } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer, type Server as Listener, type Socket as Stream } from 'node:net';
import { type Framed, frameDatagram, StreamFramer } from './framing';

/** A message of the client as the peer saw it. */
export interface Seen {
  readonly startLine: string;
  readonly method: string;
  readonly text: string;
  readonly body: string;
  readonly transport: 'UDP' | 'TCP';
  readonly port: number;
  /** When it arrived, in milliseconds. */
  readonly at: number;
  header(name: string): string | undefined;
  headers(name: string): readonly string[];
  reply(status: string, extra?: readonly string[]): void;
  responseText(status: string, extra?: readonly string[]): string;
}

/** What the peer does with a request; `peer` sends further messages. */
export type Script = (request: Seen, peer: ScriptedPeer) => void;

/** The five settings of the NOTIFY in the tests. */
export const notifiedDocument =
  '<s:poc-settings xmlns:s="urn:oma:params:xml:ns:poc:poc-settings" xmlns:x="urn:oma:xml:im:service-settings">' +
  '<s:entity id="a"><s:isb-settings><s:incoming-session-barring active="1"/></s:isb-settings>' +
  '<x:ipmb-settings><x:incoming-pager-mode-barring active="false"/></x:ipmb-settings>' +
  '<x:vis-settings><x:vis-status active=" true "/></x:vis-settings>' +
  '<x:deferred-settings><x:offline-delivery active="0"/></x:deferred-settings>' +
  '<x:hist-settings><x:hist-activation active="true"/></x:hist-settings></s:entity></s:poc-settings>';

export const notifiedSettings = { isb: true, ipmb: false, vis: true, dms: false, chs: true };

/** A server that behaves: registers, publishes with the entity-tags t1, t2, …, and notifies once. */
export function goodServer(extraOnRegister: readonly string[] = []): Script {
  let tags = 0;
  return (request, peer) => {
    if (request.method === 'REGISTER') request.reply('200 OK', ['Expires: 3600', ...extraOnRegister]);
    else if (request.method === 'PUBLISH') request.reply('200 OK', [`SIP-ETag: t${++tags}`, 'Expires: 3600']);
    else if (request.method === 'SUBSCRIBE') {
      request.reply('200 OK', ['Expires: 0', 'Contact: <sip:server@127.0.0.1>']);
      peer.send(notifyFor(request, peer), request);
    } else request.reply('405 Method Not Allowed');
  };
}

/** A NOTIFY for a SUBSCRIBE; `change` edits its text. */
export function notifyFor(
  subscribe: Seen,
  peer: ScriptedPeer,
  change: (text: string) => string = (text) => text,
): string {
  const target = /<(.*?)>/.exec(subscribe.header('Contact') ?? '')?.[1];
  const text = [
    `NOTIFY ${target} SIP/2.0`,
    `Via: SIP/2.0/${subscribe.transport} 127.0.0.1:${peer.port};branch=z9hG4bKn${Math.random()}`,
    'Max-Forwards: 70',
    `From: ${subscribe.header('To')};tag=n1`,
    `To: ${subscribe.header('From')}`,
    `Call-ID: ${subscribe.header('Call-ID')}`,
    'CSeq: 7 NOTIFY',
    'Contact: <sip:server@127.0.0.1>',
    `Event: ${subscribe.header('Event')}`,
    'Subscription-State: terminated;reason=timeout',
    'Content-Type: application/poc-settings+xml',
    `Content-Length: ${Buffer.byteLength(notifiedDocument)}`,
    '',
    notifiedDocument,
  ].join('\r\n');
  return change(text);
}

/** A peer on loopback that answers by a script and keeps what it saw; UDP and TCP on one port, or UDP alone. */
export class ScriptedPeer {
  readonly seen: Seen[] = [];
  readonly port: number;
  script: Script;
  /** Told of CR LF that came over a connection, and of datagrams that are no SIP. */
  onLineEnds: (octets: string, answer: (text: string) => void) => void = () => undefined;
  onOctets: (octets: Buffer) => void = () => undefined;
  readonly #datagrams: Datagrams;
  readonly #listener: Listener | undefined;
  readonly #streams = new Set<Stream>();
  readonly #waiting: (() => void)[] = [];

  private constructor(datagrams: Datagrams, listener: Listener | undefined, script: Script) {
    this.#datagrams = datagrams;
    this.#listener = listener;
    this.port = datagrams.address().port;
    this.script = script;
    datagrams.on('message', (bytes, remote) => {
      const framed = frameDatagram(bytes);
      const answer = (text: string) => this.#datagrams.send(text, remote.port, remote.address);
      if (framed !== undefined) this.#see(framed, 'UDP', remote.port, answer);
      else this.onOctets(bytes);
    });
    listener?.on('connection', (stream) => this.#watch(stream));
  }

  static async open(script: Script, options: { tcp: boolean } = { tcp: true }): Promise<ScriptedPeer> {
    for (;;) {
      const datagrams = createSocket('udp4').bind(0, '127.0.0.1');
      await once(datagrams, 'listening');
      if (!options.tcp) return new ScriptedPeer(datagrams, undefined, script);
      const listener = createServer().listen(datagrams.address().port, '127.0.0.1');
      try {
        await once(listener, 'listening');
        return new ScriptedPeer(datagrams, listener, script);
      } catch {
        datagrams.close();
      }
    }
  }

  /** The requests of one method so far. */
  of(method: string): readonly Seen[] {
    return this.seen.filter((message) => message.method === method);
  }

  /** Resolves when `count` messages with that method, or status for responses, have arrived. */
  async wait(method: string, count = 1): Promise<Seen> {
    while (this.of(method).length < count) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const found = this.of(method)[count - 1];
    if (found === undefined) throw new Error('unreachable');
    return found;
  }

  /** Sends a message to where `like` came from; over TCP on a new connection to the Contact, as servers do. */
  send(text: string, like: Seen): void {
    if (like.transport === 'UDP') {
      this.#datagrams.send(text, like.port, '127.0.0.1');
      return;
    }
    const port = Number(/@[^:]*:(\d+)/.exec(like.header('Contact') ?? '')?.[1]);
    const stream = connect(port, '127.0.0.1', () => stream.write(text));
    this.#watch(stream);
  }

  /** Writes to the newest connection, each text in a segment of its own. */
  write(...texts: readonly string[]): void {
    const stream = [...this.#streams].at(-1);
    for (const [index, text] of texts.entries()) afterTurns(2 * index, () => stream?.write(text));
  }

  /** Resets every connection. */
  dropConnections(): void {
    for (const stream of this.#streams) stream.resetAndDestroy();
  }

  close(): void {
    this.#datagrams.close();
    this.#listener?.close();
    for (const stream of this.#streams) stream.destroy();
  }

  #watch(stream: Stream): void {
    const framer = new StreamFramer();
    this.#streams.add(stream);
    stream.on('error', () => undefined);
    stream.on('data', (chunk) => {
      if (/^[\r\n]+$/.test(chunk.toString())) this.onLineEnds(chunk.toString(), (text) => stream.write(text));
      for (const framed of framer.push(chunk))
        this.#see(framed, 'TCP', stream.remotePort ?? 0, (text) => stream.write(text));
    });
  }

  #see(framed: Framed, transport: 'UDP' | 'TCP', port: number, answer: (text: string) => void): void {
    const message = seenOf(framed, transport, port, answer);
    this.seen.push(message);
    if (!message.startLine.startsWith('SIP/2.0')) this.script(message, this);
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

function seenOf({ head, body }: Framed, transport: 'UDP' | 'TCP', port: number, answer: (text: string) => void): Seen {
  const [startLine = '', ...rows] = head.split('\r\n');
  const headers = (name: string) =>
    rows
      .filter((row) => row.toLowerCase().startsWith(`${name.toLowerCase()}:`))
      .map((row) => row.slice(name.length + 1).trim());
  const words = startLine.split(' ');
  return {
    startLine,
    method: (startLine.startsWith('SIP/2.0') ? words[1] : words[0]) ?? '',
    text: `${head}\r\n\r\n${body}`,
    body,
    transport,
    port,
    at: Date.now(),
    headers,
    header: (name) => headers(name)[0],
    reply(status, extra = []) {
      answer(responseText(headers, status, extra));
    },
    responseText: (status, extra = []) => responseText(headers, status, extra),
  };
}

function responseText(headers: Seen['headers'], status: string, extra: readonly string[]): string {
  const copied = ['Via', 'From', 'Call-ID', 'CSeq'].map((name) => `${name}: ${headers(name)[0]}`);
  const to = `To: ${headers('To')[0]};tag=esc`;
  return [`SIP/2.0 ${status}`, ...copied, to, ...extra, 'Content-Length: 0', '', ''].join('\r\n');
}

/** Acts after that many turns of the event loop; timers may be the test's own. */
function afterTurns(turns: number, act: () => void): void {
  if (turns === 0) act();
  else setImmediate(() => afterTurns(turns - 1, act));
}
