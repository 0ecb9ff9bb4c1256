import { randomBytes } from 'node:crypto';
import type { Server } from './address';
import type { Fault } from './fault';
import type { Session } from './session';

/** What a flow is kept alive with. */
export interface FlowOptions {
  readonly session: Session;
  readonly server: Server;
  /** Flow-Timer of the 200 to REGISTER, in seconds. */
  readonly seconds: number;
  readonly faults: readonly Fault[];
  /** Registers once more, over a new flow. */
  readonly registerAgain: () => void;
}

/** A pong that is later than this means that the flow is dead, in milliseconds (RFC 5626 §4.4.1). */
const pongLimit = 10_000;
/** The share of Flow-Timer after which a keep-alive goes out; 80 to 100 % are recommended (RFC 5626 §4.4). */
const share = 0.9;

/**
 * Keeps the flow of a registration alive at the pace of Flow-Timer (RFC 5626 §4.4): double CR LF over TCP, answered by CR LF;
 * over UDP a STUN binding request, CR LF being forbidden there (§4.4.1, §4.4.2). The answer to the latter is not waited for.
 */
export class FlowKeeper {
  readonly #options: FlowOptions;
  readonly #ping: Fault['ping'];
  #next: NodeJS.Timeout | undefined;
  #pong: NodeJS.Timeout | undefined;

  constructor(options: FlowOptions) {
    this.#options = options;
    this.#ping = options.faults.find((fault) => fault.ping !== undefined)?.ping;
    options.session.onLineEnd = () => this.#pongCame();
    this.#arm();
  }

  /** No further keep-alives. */
  stop(): void {
    clearTimeout(this.#next);
    clearTimeout(this.#pong);
    this.#options.session.onLineEnd = () => undefined;
  }

  #arm(): void {
    if (this.#ping === 'never') return;
    this.#next = setTimeout(() => this.#send(), this.#options.seconds * 1000 * share).unref();
  }

  #send(): void {
    const { session, server } = this.#options;
    if (session.isClosed) return;
    const octets =
      server.transport === 'TCP' ? Buffer.from(this.#ping === 'single' ? '\r\n' : '\r\n\r\n') : stunBinding();
    session.network.sendOctets(server.transport, server, octets).catch(() => undefined);
    // A pong that is still missing is missed from its own ping on.
    if (server.transport === 'TCP' && this.#ping === undefined && this.#pong === undefined)
      this.#pong = setTimeout(() => this.#flowDied(), pongLimit).unref();
    this.#arm();
  }

  #pongCame(): void {
    clearTimeout(this.#pong);
    this.#pong = undefined;
  }

  /** The flow failed: a new one, and a new registration over it (RFC 5626 §4.4.1). */
  #flowDied(): void {
    this.stop();
    this.#options.session.network.abandon(this.#options.server);
    this.#options.registerAgain();
  }
}

/** A STUN binding request without attributes: type 1, length 0, magic cookie, 96 random bits (RFC 5389 §6). */
function stunBinding(): Buffer {
  return Buffer.concat([Buffer.from([0x00, 0x01, 0x00, 0x00, 0x21, 0x12, 0xa4, 0x42]), randomBytes(12)]);
}
