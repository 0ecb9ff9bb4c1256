import { strict as assert } from 'node:assert';
import type { Address } from '../../core/address';
import { firstField, isRequest, type SipMessage } from '../../sip/message';
import { type Changes, publishBytes, registerBytes, subscribeBytes } from '../../sip/message.fixture';
import { parseMessage } from '../../sip/parse';
import { defaultServerConfig, type ServerConfig } from '../config';
import { Endpoint } from '../endpoint';
import { arrivalOf, countingIds, responseTo, SERVER } from '../endpoint.fixture';
import type { Output } from '../outbox';
import type { Arrival, OutgoingPacket } from '../packet';
import type { Behavior, Script } from './behavior';
import { ScriptedServer } from './scripted-server';

/** The second socket of the lane. */
export const OTHER: Address = { host: '192.0.2.1', port: 5080 };

/** A message of the server, with the moment at which it left. */
export interface Sent {
  readonly at: number;
  readonly packet: OutgoingPacket;
  /** `undefined` for what is no SIP. */
  readonly message: SipMessage | undefined;
  readonly text: string;
}

/** A scripted server and the wire to it, under a clock of its own. */
export class ScriptedWire {
  readonly server: ScriptedServer;
  readonly endpoint: Endpoint;
  /** All that the server sent, in order. */
  readonly sent: Sent[] = [];
  readonly disconnected: { readonly at: number; readonly connection: number }[] = [];
  /** Answers to requests of the server; left out: none. */
  answer: ((request: SipMessage, sent: Sent) => Buffer | undefined) | undefined;
  now = 0;

  constructor(script: Script, changes: Partial<ServerConfig> = {}) {
    const config = defaultServerConfig(changes);
    const ids = countingIds();
    this.endpoint = new Endpoint(config, ids);
    this.server = new ScriptedServer({ endpoint: this.endpoint, config, ids });
    this.server.useSockets({ main: SERVER, other: OTHER });
    this.server.load(script);
  }

  /** Brings a message to the server at the present moment; gives what it sends at once. */
  send(bytes: Buffer, from: Partial<Arrival> = {}): readonly Sent[] {
    return this.#take(this.server.receive(arrivalOf(bytes, from), this.now));
  }

  /** Lets time pass; gives what was sent meanwhile. */
  sleep(duration: number): readonly Sent[] {
    const end = this.now + duration;
    const before = this.sent.length;
    for (let at = this.server.endsAt(); at !== undefined && at <= end; at = this.server.endsAt()) {
      this.now = Math.max(at, this.now);
      this.#take(this.server.tick(this.now));
    }
    this.now = end;
    return this.sent.slice(before);
  }

  #take({ send, disconnect = [] }: Output): readonly Sent[] {
    const sent = send.map((packet) => sentOf(packet, this.now));
    this.sent.push(...sent);
    for (const connection of disconnect) this.disconnected.push({ at: this.now, connection });
    for (const each of sent) {
      const { message, packet } = each;
      if (message === undefined || !isRequest(message) || message.start.method === 'ACK') continue;
      const answer = this.answer?.(message, each);
      const { transport, connection } = packet;
      if (answer !== undefined) this.send(answer, { transport, ...(connection !== undefined && { connection }) });
    }
    return sent;
  }
}

function sentOf(packet: OutgoingPacket, at: number): Sent {
  const parsed = parseMessage(packet.bytes);
  return { at, packet, message: parsed.ok ? parsed.message : undefined, text: packet.bytes.toString('latin1') };
}

/** A client that takes every NOTIFY, and refuses other requests as unknown. */
export function takesAll(request: SipMessage): Buffer {
  const isNotify = isRequest(request) && request.start.method === 'NOTIFY';
  return isNotify ? responseTo(request) : responseTo(request, 501, 'Not Implemented');
}

let count = 0;
/** Requests, each a transaction of its own. */
export function fresh(bytes: (changes: Changes) => Buffer, changes: Changes = {}): Buffer {
  count += 1;
  const via = changes.set?.some(([name]) => name === 'Via')
    ? []
    : [['Via', `SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKscript${count};rport`] as const];
  const callId = changes.set?.some(([name]) => name === 'Call-ID') ? [] : [['Call-ID', `script${count}`] as const];
  return bytes({ ...changes, set: [...via, ...callId, ...(changes.set ?? [])] });
}

export const register = (changes?: Changes): Buffer => fresh(registerBytes, changes);
export const publish = (changes?: Changes): Buffer => fresh(publishBytes, changes);
export const subscribe = (changes?: Changes): Buffer => fresh(subscribeBytes, changes);

/** One behaviour. */
export function behavior(on: Behavior['on'], action: Behavior['do'], times: Behavior['times'] = 1): Behavior {
  return { name: 'tested', on, times, do: action };
}

/** The first line of a message, and its time: `2000 SIP/2.0 200 OK`. */
export function lines(sent: readonly Sent[]): readonly string[] {
  return sent.map(
    ({ at, text }) =>
      `${at} ${text
        .trimStart()
        .split('\r\n')[0]
        ?.replace(/^(\w+) sip:\S+ SIP\/2.0$/, '$1')}`,
  );
}

/** The value of a header field of a message, by its long name. */
export function fieldOf(sent: Sent | undefined, name: string): string | undefined {
  return sent?.message && firstField(sent.message, name.toLowerCase())?.value;
}

/** Nothing of these broke a rule that its behaviour did not name. */
export function assertMeant(sent: readonly Sent[]): void {
  for (const { packet } of sent) assert.deepEqual(packet.ownBreaches ?? [], []);
}
