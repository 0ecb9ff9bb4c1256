import type { Millis } from '../../core/time';
import type { SipResponse } from '../../sip/message';
import type { MessageEvent } from '../../trace/event';
import { callIdOf } from '../exchange';
import { type Announced, announcedIn } from './announced';
import { type Asking, type Demanded, Demands } from './demands';
import type { ClientTransaction, ProvokedCheck, ServerResponse, Step } from './provoked-check';
import type { OpenClientTransaction, OpenServerTransaction } from './seen-transactions';

/** Transactions of either side that are kept of one client. */
const KEPT = 8;
/** 64*T1: so long a client waits for a final response (RFC 3261 §17.1.2.2). */
const TIMER_F: Millis = 32_000;
/** Steps that are kept of one episode. */
const STEPS = 256;

/** For a request that no demand of the server bears on. */
export const nothingDemanded: Demanded = { credentials: [], heeded: {} };

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
  /** The one that was let go last: its copies, and those of its response, may still come. */
  last: OpenClientTransaction | undefined;
  /** The server's requests, the latest last. */
  readonly received: OpenServerTransaction[] = [];
  readonly episodes = new Set<OpenEpisode>();
  lastAt: Millis = 0;
  /** The packages of its latest Allow-Events. */
  announced: Announced | undefined;
  #isProvoked = false;
  #demands: Demands | undefined;

  constructor(client: string) {
    this.client = client;
  }

  /** From now on what was is kept, too. */
  provoked(): void {
    this.#isProvoked = true;
  }

  /** What the server's demands before have to do with a request; of a client that none were made of, only credentials are looked at. */
  demanded(asking: Asking, hasCredentials: boolean): Demanded {
    if (this.#demands === undefined && !hasCredentials) return nothingDemanded;
    this.#demands ??= new Demands();
    return this.#demands.take(asking);
  }

  /** Takes the final response to a request. */
  finished(tx: ClientTransaction, response: ServerResponse): void {
    const { status } = response;
    if (status === 401 || status === 407 || status === 494) {
      this.#demands ??= new Demands();
      this.#demands.refused(tx, response);
    } else if (status < 300) this.#demands?.accepted(tx, response);
  }

  /** Takes a response to a request that is missing in a capture: the challenge in it is known to the client. */
  strayed(response: SipResponse, { frame }: MessageEvent): void {
    const { status } = response.start;
    if (status !== 401 && status !== 407) return;
    this.#demands ??= new Demands();
    this.#demands.strayed(response, frame);
  }

  send(tx: OpenClientTransaction): void {
    tx.before = this.#before(tx);
    this.announced = announcedIn(tx) ?? this.announced;
    this.sent.push(tx);
    if (this.sent.length > KEPT) this.sent.shift();
  }

  receive(tx: OpenServerTransaction): void {
    this.received.push(tx);
    if (this.received.length > KEPT) this.received.shift();
  }

  /** A transaction has its response; when nothing out of the ordinary happened, that is its end. */
  settled(tx: OpenClientTransaction): void {
    if (this.#isProvoked) return;
    this.last = tx;
    tx.before = undefined;
    if (this.sent.length === 1 && this.sent[0] === tx) this.sent.pop();
    else this.sent.splice(this.sent.indexOf(tx), 1);
    // What never was answered is over, too, once a later one of its kind was.
    const isOver = (one: ClientTransaction) => one.kind === tx.kind && tx.event.at - one.event.at >= TIMER_F;
    while (this.sent[0] !== undefined && isOver(this.sent[0])) this.sent.shift();
  }

  /** The same for a request of the server. */
  answered(tx: OpenServerTransaction): void {
    if (!this.#isProvoked) this.received.splice(this.received.indexOf(tx), 1);
  }

  /** Takes a step for every provocation that waits for one. */
  step(step: Step): void {
    for (const { steps } of this.episodes) if (steps.length < STEPS) steps.push(step);
  }

  /** The transaction of a request, by the frame of its first copy, as long as it is kept. */
  transactionIn(frame: number): OpenClientTransaction | undefined {
    for (let index = this.sent.length - 1; index >= 0; index -= 1) {
      const tx = this.sent[index];
      if (tx?.event.frame === frame) return tx;
    }
    return this.last?.event.frame === frame ? this.last : undefined;
  }

  /** What lies before the transaction before is let go, so that no chain holds on to everything. */
  #before(tx: ClientTransaction): OpenClientTransaction | undefined {
    if (this.sent.length === 0) return undefined;
    const callId = callIdOf(tx.message);
    const { method } = tx.message.start;
    const isSameUse = ({ message }: ClientTransaction) =>
      message.start.method === method && callIdOf(message) === callId;
    const before = this.sent.findLast(isSameUse) ?? this.sent.findLast(({ kind }) => kind === tx.kind);
    if (before?.before !== undefined) before.before.before = undefined;
    return before;
  }
}
