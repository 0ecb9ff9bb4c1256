import { strict as assert } from 'node:assert';
import type { Address } from '../core/address';
import type { IdSource } from '../core/id-source';
import { firstField, isRequest, type SipMessage, type SipRequest, type SipResponse } from '../sip/message';
import { parseMessage } from '../sip/parse';
import { ScriptedServer } from './behaviors/scripted-server';
import { defaultServerConfig, type ServerConfig } from './config';
import { Endpoint } from './endpoint';
import type { Output, ServerNote } from './outbox';
import type { Arrival, Packet } from './packet';

export const SERVER: Address = { host: '192.0.2.1', port: 5060 };
export const CLIENT: Address = { host: '192.0.2.10', port: 5060 };

/** `id1`, `id2`, … */
export function countingIds(): IdSource {
  let count = 0;
  return {
    token: () => {
      count += 1;
      return `id${count}`;
    },
  };
}

export function arrivalOf(bytes: Buffer, from: Partial<Arrival> = {}): Arrival {
  const stream = from.transport === 'tcp';
  const parsed = parseMessage(bytes, { stream });
  return { transport: 'udp', local: SERVER, remote: CLIENT, bytes, parsed, ...from };
}

/** What a client sees of one output. */
export interface Seen {
  readonly packets: readonly Packet[];
  readonly messages: readonly SipMessage[];
  readonly notes: readonly ServerNote[];
}

/**
 * An Endpoint, and a scripted server without a script that gets the same: whatever the tests do, both have to say the same, and no message
 * may break a rule for servers.
 */
class Twins {
  readonly #endpoint: Endpoint;
  readonly #scripted: ScriptedServer;

  constructor(config: ServerConfig) {
    this.#endpoint = new Endpoint(config, countingIds());
    const ids = countingIds();
    this.#scripted = new ScriptedServer({ endpoint: new Endpoint(config, ids), config, ids });
  }

  receive(arrival: Arrival, now: number): Output {
    return same(this.#endpoint.receive(arrival, now), this.#scripted.receive(arrival, now));
  }

  tick(now: number): Output {
    return same(this.#endpoint.tick(now), this.#scripted.tick(now));
  }

  endsAt(): number | undefined {
    return same(this.#endpoint.endsAt(), this.#scripted.endsAt());
  }

  disconnected(connection: number): void {
    this.#endpoint.disconnected(connection);
    this.#scripted.disconnected(connection);
  }
}

function same<T>(plain: T, scripted: T): T {
  assert.deepEqual(scripted, plain, 'a scripted server without a script differs from its Endpoint');
  return plain;
}

/** A server and the wire to it. Everything that it sends is read back, and has to be without defects. */
export class Wire {
  readonly endpoint: Pick<Endpoint, 'tick' | 'endsAt' | 'disconnected'> & {
    receive(arrival: Arrival, now: number): Output;
  };

  constructor(changes: Partial<ServerConfig> = {}) {
    this.endpoint = new Twins(defaultServerConfig(changes));
  }

  send(bytes: Buffer, now = 0, from: Partial<Arrival> = {}): Seen {
    return see(this.endpoint.receive(arrivalOf(bytes, from), now));
  }

  tick(now: number): Seen {
    return see(this.endpoint.tick(now));
  }

  /** Ticks whenever the server asks for it, up to `until`; gives all that it sent and noted, with the times. */
  sleep(until: number): { readonly at: number; readonly seen: Seen }[] {
    const all: { readonly at: number; readonly seen: Seen }[] = [];
    for (let at = this.endpoint.endsAt(); at !== undefined && at <= until; at = this.endpoint.endsAt()) {
      all.push({ at, seen: this.tick(at) });
    }
    return all;
  }

  /** Sends a request that gets one response and nothing else. */
  ask(bytes: Buffer, now = 0, from: Partial<Arrival> = {}): SipResponse {
    const { messages } = this.send(bytes, now, from);
    assert.equal(messages.length, 1, 'one response is due');
    return asResponse(messages[0]);
  }
}

function see({ send, notes }: Output): Seen {
  return { packets: send, messages: send.map(({ bytes }) => ownMessage(bytes)), notes };
}

/** A message of the server, read strictly. */
function ownMessage(bytes: Buffer): SipMessage {
  const parsed = parseMessage(bytes, { stream: true });
  assert.ok(parsed.ok, 'the server sent no SIP');
  assert.deepEqual(parsed.message.defects, [], `the server sent a message with defects:\n${bytes.toString('latin1')}`);
  return parsed.message;
}

export function asResponse(message: SipMessage | undefined): SipResponse {
  assert.ok(message !== undefined && !isRequest(message), 'a response is due');
  return message;
}

export function asRequest(message: SipMessage | undefined): SipRequest {
  assert.ok(message !== undefined && isRequest(message), 'a request is due');
  return message;
}

/** The value of a header field, given by its long name. */
export function headerOf(message: SipMessage | undefined, name: string): string | undefined {
  return message && firstField(message, name.toLowerCase())?.value;
}

/** The 200 of a client to a request of the server, or another response. */
export function responseTo(request: SipMessage, status = 200, reason = 'OK'): Buffer {
  const copied = ['via', 'from', 'to', 'call-id', 'cseq'].map((key) => {
    const field = firstField(request, key);
    return `${field?.name}: ${field?.value}\r\n`;
  });
  return Buffer.from(`SIP/2.0 ${status} ${reason}\r\n${copied.join('')}Content-Length: 0\r\n\r\n`, 'latin1');
}
