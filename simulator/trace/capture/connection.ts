import type { Millis } from '../../core/time';
import { type Counts, type Refusal, tooLittle } from './counts';
import { type Endpoint, TCP_SIP } from './endpoints';
import type { InOrder } from './in-order';
import { likeStartLine, skipLineEnds } from './start-line';

/** The handshake of a connection that became a WebSocket, or asked to. */
interface Upgrade {
  readonly protocols: readonly string[];
  readonly put: () => void;
  /** Whether it has been handed over. */
  isPut: boolean;
}

/** Which way octets go, and in which packet the last of them came. */
export interface Flow {
  readonly source: Endpoint;
  readonly destination: Endpoint;
  frame: number;
  at: Millis;
}

/** What both directions of a TCP connection share, and where its messages go. */
export class Connection {
  readonly #counts: Counts;
  readonly #inOrder: InOrder;
  readonly #nextNumber: () => number;
  #number: number | undefined;
  /** TLS was seen on it. */
  isEncrypted = false;
  upgrade: Upgrade | undefined;

  constructor(counts: Counts, inOrder: InOrder, nextNumber: () => number) {
    this.#counts = counts;
    this.#inOrder = inOrder;
    this.#nextNumber = nextNumber;
  }

  /** Connections that carry SIP are numbered as they show it. */
  get number(): number {
    this.#number ??= this.#nextNumber();
    return this.#number;
  }

  refuse(refusal: Refusal): void {
    this.#counts.refuse(refusal);
  }

  /** Hands over a message that came over TCP, or in a WebSocket. */
  message(flow: Flow, transport: 'tcp' | 'ws', bytes: Buffer, isTruncated: boolean): void {
    const isStarted = likeStartLine(bytes, skipLineEnds(bytes, 0, bytes.length), bytes.length) === 'yes';
    if (isTruncated && !isStarted) {
      this.refuse(tooLittle);
      return;
    }
    if (isStarted) flow.source.speaksTo(flow.destination, TCP_SIP);
    this.#putUpgrade();
    this.#counts.messages += 1;
    this.#inOrder.put({
      kind: 'message',
      at: flow.at,
      captureFrame: flow.frame,
      transport,
      source: flow.source.address,
      destination: flow.destination.address,
      connection: this.number,
      bytes,
      ...(isTruncated && ({ truncated: true } as const)),
    });
  }

  /**
   * A client asks for a WebSocket. That matters where SIP is offered or known to be spoken; else it is kept until a SIP message
   * shows that it is one of ours.
   */
  asksToUpgrade(flow: Flow, protocols: readonly string[]): void {
    const { at, frame } = flow;
    const [source, destination] = [flow.source.address, flow.destination.address];
    const put = (): void => {
      const { number: connection } = this;
      this.#inOrder.put({
        kind: 'websocket-handshake',
        at,
        captureFrame: frame,
        source,
        destination,
        connection,
        protocols,
      });
    };
    this.upgrade = { protocols, put, isPut: false };
    const isSip = protocols.some((protocol) => protocol.toLowerCase() === 'sip');
    if (isSip || flow.destination.isSipServer(TCP_SIP)) this.#putUpgrade();
  }

  #putUpgrade(): void {
    if (this.upgrade === undefined || this.upgrade.isPut) return;
    this.upgrade.isPut = true;
    this.upgrade.put();
  }
}
