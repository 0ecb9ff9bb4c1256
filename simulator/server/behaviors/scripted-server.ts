import { sameAddress } from '../../core/address';
import type { IdSource } from '../../core/id-source';
import type { Millis } from '../../core/time';
import { isRequest, type SipRequest, type SipResponse } from '../../sip/message';
import { readVias } from '../../sip/via';
import type { ServerConfig } from '../config';
import { DeadlineHeap } from '../deadline-heap';
import { type Endpoint, type Handling, transactionOf } from '../endpoint';
import { Outbox, type Output } from '../outbox';
import type { Arrival, OutgoingPacket, Packet } from '../packet';
import { readCSeqMethod, readRequest } from '../request';
import type { Script } from './behavior';
import { Exchanges } from './exchanges';
import { GivenNonces } from './given-nonces';
import { OwnRequests } from './own-requests';
import { OwnWatch, type Sampling } from './own-watch';
import { needsOtherSocket } from './placeholders';
import { ScriptState } from './script-state';
import type { Leaving, Sockets, Stage } from './stage';

/** What a scripted server is made of. */
export interface ScriptedServerParts {
  readonly endpoint: Endpoint;
  readonly config: ServerConfig;
  readonly ids: IdSource;
  /** Which of the Endpoint's own messages are validated; `all` when left out. Those of behaviours always are. */
  readonly validate?: Sampling;
}

/**
 * The simulated server with a script: an Endpoint that misbehaves where it is told to. Without a script, and with nothing of an earlier
 * one under way, it is the Endpoint.
 */
export class ScriptedServer {
  readonly #endpoint: Endpoint;
  readonly #config: ServerConfig;
  readonly #stage: Stage;
  readonly #own: OwnRequests;
  readonly #exchanges: Exchanges;
  readonly #watch: OwnWatch;
  readonly #outbox = new Outbox();
  readonly #tasks = new DeadlineHeap<(now: Millis) => void>();
  readonly #nonces = new GivenNonces();
  readonly #pongs = new Map<number, number>();
  #disconnect: number[] = [];
  #sockets: Sockets = {};
  #script = new ScriptState([], '');
  #redirectedUri: string | undefined;
  #busyUntil: Millis = 0;

  constructor({ endpoint, config, ids, validate = 'all' }: ScriptedServerParts) {
    this.#endpoint = endpoint;
    this.#config = config;
    this.#watch = new OwnWatch(config, validate);
    this.#stage = this.#newStage(ids);
    this.#own = new OwnRequests(this.#stage);
    this.#exchanges = new Exchanges(this.#stage, this.#own);
  }

  /** Tells where the lane listens; a behaviour with `other` in it needs the second socket (`needsOtherSocket`). */
  useSockets(sockets: Sockets): void {
    this.#sockets = sockets;
  }

  /** Puts a script in the place of the one in force; an empty one ends the misbehaviour. What earlier behaviours have begun goes on. */
  load(script: Script): void {
    this.#script = new ScriptState(script, this.#config.eventPackage);
  }

  /** Ends the script, and drops all that it was still going to send. */
  clear(): void {
    this.#script = new ScriptState([], '');
    for (let task = this.#tasks.shiftDue(Number.POSITIVE_INFINITY); task; )
      task = this.#tasks.shiftDue(Number.POSITIVE_INFINITY);
    this.#exchanges.clear();
    this.#own.clear();
    this.#pongs.clear();
    this.#nonces.clear();
  }

  /** Until when behaviours still have something to send, as far as is known now; may be past. Later requests may prolong it. */
  get busyUntil(): Millis {
    return Math.max(this.#busyUntil, this.#own.busyUntil ?? 0);
  }

  /** How many requests the behaviours of a name have taken since the script was loaded. */
  used(name: string): number {
    return this.#script.used(name);
  }

  /** The same for all behaviours of the script. */
  usage(): ReadonlyMap<string, number> {
    return this.#script.usage();
  }

  /** Takes one message; what is no SIP gets no answer. */
  receive(arrival: Arrival, now: Millis): Output {
    if (this.#isIdle) return this.#watch.seen(this.#endpoint.receive(arrival, now), arrival);
    this.#runDue(now);
    this.#handle(arrival, now);
    return this.#take();
  }

  /** Lets time pass. */
  tick(now: Millis): Output {
    if (this.#isIdle) return this.#watch.seen(this.#endpoint.tick(now), undefined);
    this.#runDue(now);
    this.#pass(this.#endpoint.tick(now));
    return this.#take();
  }

  /** When the next tick is due. */
  endsAt(): Millis | undefined {
    const inner = this.#endpoint.endsAt();
    if (this.#isIdle) return inner;
    if (!this.#outbox.isEmpty || this.#disconnect.length > 0) return 0;
    const times = [inner, this.#tasks.endsAt(), this.#own.endsAt()].filter((time) => time !== undefined);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** A TCP connection ended. What follows from it comes with the next output. */
  disconnected(connection: number): void {
    this.#pongs.delete(connection);
    this.#own.disconnected(connection);
    this.#endpoint.disconnected(connection);
  }

  /** Whether a keep-alive ping on a connection is answered (RFC 5626 §4.4.1); asking counts it. */
  answersPing(connection: number): boolean {
    const left = this.#pongs.get(connection);
    if (left === undefined) return true;
    this.#pongs.set(connection, Math.max(0, left - 1));
    return left > 0;
  }

  /** Nothing is scripted, and nothing scripted is under way: the Endpoint alone matters. */
  get #isIdle(): boolean {
    return (
      this.#script.isEmpty &&
      this.#exchanges.isEmpty &&
      this.#tasks.size === 0 &&
      this.#own.isEmpty &&
      this.#nonces.isEmpty
    );
  }

  #newStage(ids: IdSource): Stage {
    const server = this;
    return {
      config: this.#config,
      ids,
      endpoint: this.#endpoint,
      get sockets() {
        return server.#sockets;
      },
      schedule: (at, run, now) => {
        this.#busyUntil = Math.max(this.#busyUntil, at);
        if (at <= now) run(now);
        else this.#tasks.add(run, at);
      },
      scheduleEnd: (at, run) => this.#tasks.add(run, at),
      send: (packet, leaving) => this.#send(packet, leaving),
      resend: (packet) => this.#outbox.send(packet),
      pass: (output) => this.#pass(output),
      disconnect: (connection) => this.#disconnect.push(connection),
      redirected: (requestUri) => {
        // The request that reached the second socket is for the address that the first one was for.
        this.#redirectedUri ??= requestUri;
      },
      rememberNonce: (nonce) => this.#nonces.add(nonce),
    };
  }

  #runDue(now: Millis): void {
    for (let task = this.#tasks.shiftDue(now); task; task = this.#tasks.shiftDue(now)) task(now);
    this.#own.tick(now);
  }

  #handle(arrival: Arrival, now: Millis): void {
    const message = arrival.parsed.ok ? arrival.parsed.message : undefined;
    const isTaken =
      message !== undefined &&
      (isRequest(message) ? this.#request(arrival, message, now) : this.#response(message, now));
    if (isTaken) return;
    const handling = message !== undefined && isRequest(message) ? this.#handlingOf(arrival, message) : {};
    this.#pass(this.#endpoint.receive(arrival, now, handling), arrival);
  }

  /** `true` where a behaviour takes the request, or took the one that it is a copy of. */
  #request(arrival: Arrival, message: SipRequest, now: Millis): boolean {
    const { method } = message.start;
    const read = method === 'ACK' ? undefined : readRequest(arrival, message);
    if (!read?.ok) return false;
    const { request } = read;
    const key = transactionOf(request);
    if (this.#exchanges.takeCopy(key, now)) return true;
    if (this.#endpoint.hasAnswered(key)) return false;
    const cancelled = method === 'CANCEL' ? this.#exchanges.cancel(request) : undefined;
    if (cancelled !== undefined) {
      this.#pass({ send: [cancelled], notes: [] }, arrival);
      return true;
    }
    const taken = this.#script.take(request, this.#isAtOther(arrival));
    if (taken === undefined) return false;
    if (this.#sockets.other === undefined && needsOtherSocket(taken.behavior))
      throw new Error(`the behaviour "${taken.behavior.name}" needs a second socket of the lane (useSockets)`);
    const { pongs } = taken.behavior.do;
    if (pongs !== undefined && arrival.connection !== undefined) this.#pongs.set(arrival.connection, pongs);
    this.#exchanges.begin(key, taken, request, this.#handlingOf(arrival, message), now);
    return true;
  }

  /** A client that shows a nonce of ours has been asked already; one that was sent elsewhere means the address that it came from. */
  #handlingOf(arrival: Arrival, message: SipRequest): Handling {
    const isAuthorised = this.#nonces.areShownBy(message);
    const isSentElsewhere = this.#redirectedUri !== undefined && this.#isAtOther(arrival);
    return { isAuthorised, ...(isSentElsewhere && { requestUri: this.#redirectedUri }) };
  }

  #isAtOther({ local }: Arrival): boolean {
    const { other } = this.#sockets;
    return other !== undefined && sameAddress(local, other);
  }

  #response(message: SipResponse, now: Millis): boolean {
    const vias = readVias(message);
    const method = readCSeqMethod(message);
    const branch = vias.ok && vias.value.length > 0 ? vias.value[0]?.branch : undefined;
    return branch !== undefined && method !== undefined && this.#own.respond(branch, method, message, now);
  }

  #send(packet: Packet, leaving: Leaving): OutgoingPacket {
    const { first, again } = this.#watch.leaving(packet, leaving);
    this.#outbox.send(first);
    return again;
  }

  #pass(output: Output, arrival?: Arrival): void {
    const { send, notes } = this.#watch.seen(output, arrival);
    for (const packet of send) this.#outbox.send(packet);
    for (const note of notes) this.#outbox.note(note);
  }

  #take(): Output {
    const disconnect = this.#disconnect;
    const output = this.#outbox.take();
    if (disconnect.length === 0) return output;
    this.#disconnect = [];
    return { ...output, disconnect };
  }
}
