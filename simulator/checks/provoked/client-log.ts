import type { Millis } from '../../core/time';
import type { MessageEvent } from '../../trace/event';
import { callIdOf } from '../exchange';
import type {
  ClientResponse,
  ClientTransaction,
  ProvokedCheck,
  ServerResponse,
  ServerTransaction,
  Step,
} from './provoked-check';

/** Copies and responses that are kept of one transaction. */
const FEW = 32;
/** Transactions of either side that are kept of one client. */
const KEPT = 8;
/** Steps that are kept of one episode. */
const STEPS = 256;

/** A client transaction that may go on. */
export interface OpenClientTransaction extends ClientTransaction {
  readonly copies: MessageEvent[];
  readonly responses: ServerResponse[];
  final: ServerResponse | undefined;
  before: OpenClientTransaction | undefined;
}

/** A server transaction of the client that may go on. */
export interface OpenServerTransaction extends ServerTransaction {
  readonly copies: MessageEvent[];
  readonly responses: ClientResponse[];
  final: ClientResponse | undefined;
}

/** A check that waits for what the client does, until a moment. */
export interface Waiting {
  readonly check: ProvokedCheck;
  readonly until: Millis;
}

/** A provocation whose outcome is not known yet. */
export interface OpenEpisode {
  readonly cause: Step;
  readonly log: ClientLog;
  readonly past: readonly ClientTransaction[];
  readonly steps: Step[];
  readonly stimulus: number | undefined;
  waiting: readonly Waiting[];
  wereDatagramsLost: boolean;
}

/**
 * What one client and the server said to each other lately. Bounded, the oldest goes first: of a client that nothing was done to, only
 * what waits for its response is kept.
 */
export class ClientLog {
  readonly client: string;
  /** The client's transactions, the latest last. */
  readonly sent: OpenClientTransaction[] = [];
  /** The server's requests, the latest last. */
  readonly received: OpenServerTransaction[] = [];
  readonly episodes = new Set<OpenEpisode>();
  lastAt: Millis = 0;
  #isProvoked = false;

  constructor(client: string) {
    this.client = client;
  }

  /** From now on what was is kept, too. */
  provoked(): void {
    this.#isProvoked = true;
  }

  send(tx: OpenClientTransaction): void {
    tx.before = this.#before(tx);
    this.sent.push(tx);
    if (this.sent.length > KEPT) this.sent.shift();
  }

  receive(tx: OpenServerTransaction): void {
    this.received.push(tx);
    if (this.received.length > KEPT) this.received.shift();
  }

  /** A transaction has its response; when nothing out of the ordinary happened, that is its end. */
  settled(tx: OpenClientTransaction): void {
    if (!this.#isProvoked) this.sent.splice(this.sent.indexOf(tx), 1);
  }

  /** The same for a request of the server. */
  answered(tx: OpenServerTransaction): void {
    if (!this.#isProvoked) this.received.splice(this.received.indexOf(tx), 1);
  }

  /** Takes a step for every provocation that waits for one. */
  step(step: Step): void {
    for (const { steps } of this.episodes) if (steps.length < STEPS) steps.push(step);
  }

  /** What lies before the transaction before is let go, so that no chain holds on to everything. */
  #before(tx: ClientTransaction): OpenClientTransaction | undefined {
    const callId = callIdOf(tx.message);
    const { method } = tx.message.start;
    const isSameUse = ({ message }: ClientTransaction) =>
      message.start.method === method && callIdOf(message) === callId;
    const before = this.sent.findLast(isSameUse) ?? this.sent.findLast(({ kind }) => kind === tx.kind);
    if (before?.before !== undefined) before.before.before = undefined;
    return before;
  }
}

/** Adds to a list that keeps its first entries only. */
export function addFew<T>(list: T[], entry: T): void {
  if (list.length < FEW) list.push(entry);
}
