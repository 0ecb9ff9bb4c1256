import type { Address } from '../../core/address';
import type { IdSource } from '../../core/id-source';
import type { Millis } from '../../core/time';
import type { ServerConfig } from '../config';
import type { Endpoint } from '../endpoint';
import type { Output } from '../outbox';
import type { OutgoingPacket, Packet } from '../packet';
import type { OwnContext } from './own-breach';
import type { OwnRule } from './own-rule';
import type { StreamWriting } from './wire';

/** The sockets of the lane. UDP and TCP share a port. */
export interface Sockets {
  readonly main?: Address;
  /** A second one, for what comes from elsewhere and for what is sent elsewhere. */
  readonly other?: Address;
}

/** How a scripted message leaves. */
export interface Leaving {
  /** The name of the behaviour. */
  readonly behavior: string;
  readonly breaks: readonly OwnRule[];
  readonly context: Omit<OwnContext, 'config'>;
  readonly stream: StreamWriting | undefined;
}

/** What those who carry out a script have in common. */
export interface Stage {
  readonly config: ServerConfig;
  readonly ids: IdSource;
  readonly endpoint: Endpoint;
  readonly sockets: Sockets;
  /** Does something at a moment; at once when that is now or past. */
  schedule(at: Millis, run: (now: Millis) => void, now: Millis): void;
  /** Does something at a moment that nobody waits for. */
  scheduleEnd(at: Millis, run: () => void): void;
  /** Validates a message and puts it on its way; what comes back may be sent again with `resend`. */
  send(packet: Packet, leaving: Leaving): OutgoingPacket;
  resend(packet: OutgoingPacket): void;
  /** Passes on what the Endpoint wants sent. */
  pass(output: Output): void;
  disconnect(connection: number): void;
  /** The client was sent elsewhere with a request for this URI. */
  redirected(requestUri: string): void;
  /** A nonce that a challenge of the script gave out. */
  rememberNonce(nonce: string): void;
}
