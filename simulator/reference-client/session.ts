import type { Server } from './address';
import { type Answer, isSuccess, localAnswer } from './answer';
import { type Account, type Attempts, Credentials } from './credentials';
import type { Draft } from './draft';
import { ExactTimer } from './exact-timer';
import type { Fault } from './fault';
import { bent, type Past, type Sending } from './hooks';
import { impatiently } from './impatience';
import { Network, type Traffic } from './network';
import { Patience } from './patience';
import { correction, type Next, type Progress, progressOf } from './recovery';
import { SecurityAgreement } from './security-agreement';
import { SipStack } from './sip-stack';
import { Subscriptions } from './subscription';
import type { Terminal } from './terminal';
import { UserAgentServer } from './uas';

/** A final response, and the request as it was in the end. */
export interface Exchange {
  readonly answer: Answer;
  readonly draft: Draft;
  readonly cseq: number;
}

/** How a procedure corrects a request of its own after a refusal; `undefined` where it cannot. */
export type Correction = (answer: Answer, draft: Draft) => Draft | undefined;

/** What a session is opened with. */
export interface SessionOptions {
  readonly server: Server;
  readonly account: Account | undefined;
  readonly faults: readonly Fault[];
  readonly terminal?: Terminal | undefined;
  readonly passed?: (traffic: Traffic) => void;
}

/** More realms than any chain of proxies has; ends a server's game of ever new ones, and of ever new refusals. */
const maxAttempts = 9;
/** A wait that the server asked for is waited out when it is no longer than this, in milliseconds; else it is reported. */
const patientFor = 5000;
const maxHistory = 100;

/** The sockets, transactions, subscriptions and credentials of this client towards one server. */
export class Session {
  readonly local: Network['local'];
  readonly network: Network;
  readonly subscriptions: Subscriptions;
  readonly #stack: SipStack;
  readonly #credentials: Credentials;
  readonly #security: SecurityAgreement;
  readonly #options: SessionOptions;
  readonly #patience = new Patience();
  readonly #history: Past[] = [];
  /** Told of CR LF that came between messages. */
  onLineEnd: () => void = () => undefined;
  #closed = false;

  private constructor(options: SessionOptions, network: Network, stack: SipStack, subscriptions: Subscriptions) {
    this.local = network.local;
    this.network = network;
    this.subscriptions = subscriptions;
    this.#stack = stack;
    this.#options = options;
    const isAka = options.terminal === 'ims-aka';
    this.#credentials = new Credentials(options.account, options.faults, isAka);
    this.#security = new SecurityAgreement(options.faults, isAka ? network.local.port : undefined);
  }

  static async open(options: SessionOptions): Promise<Session> {
    const { server, faults, passed } = options;
    const subscriptions = new Subscriptions();
    const uas = new UserAgentServer(subscriptions, { faults, server });
    const network = await Network.open(
      server,
      {
        arrived: (arrival) => (/^SIP\//i.test(arrival.head) ? stack.receive(arrival) : uas.receive(arrival)),
        lineEndCame: () => session.onLineEnd(),
        ...(passed && { passed }),
      },
      { closesOnLineEnds: faults.some(({ closesOnLineEnds }) => closesOnLineEnds === true) },
    );
    const stack = new SipStack(network, server.transport, faults);
    const session = new Session(options, network, stack, subscriptions);
    return session;
  }

  /** What was sent so far, oldest first. */
  get history(): readonly Past[] {
    return this.#history;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /**
   * Sends a request, with credentials known from before, and repeats it where a refusal says what to correct: challenges,
   * redirects and what RFC 3261 §8.1.3.5 lists, and what `correct` makes of it. Whatever cannot be corrected is not repeated.
   */
  async send(draft: Draft, correct: Correction = () => undefined): Promise<Exchange> {
    const attempts: Attempts = { sent: new Set(), stale: new Set() };
    const progress = progressOf(draft);
    let cause: Answer | undefined;
    let next: Next = { draft };
    for (let attempt = 1; ; attempt += 1) {
      await pause(next.after ?? 0);
      const sending = { attempt, cause, history: this.#history };
      const { answer, sent } = await this.#sendOnce(next, sending, attempts);
      const ended = { answer, draft: sent, cseq: sent.cseq };
      if (isSuccess(answer) || this.#closed) return ended;
      const refused = next.draft;
      const right = attempt < maxAttempts ? this.#next(refused, answer, attempts, progress, correct) : undefined;
      const following = bent(this.#options.faults, 'recover', right, { ...sending, draft: refused, answer });
      if (following?.aside === true) void this.#sendAside(following);
      if (following === undefined || following.aside === true) return ended;
      cause = answer;
      const { callId, fromTag } = following.draft;
      if (callId !== refused.callId) this.subscriptions.moved(refused.callId, { callId, fromTag });
      next = following;
    }
  }

  close(): void {
    this.#closed = true;
    this.#stack.close();
    this.network.close();
  }

  async #sendOnce(next: Next, sending: Sending, attempts: Attempts): Promise<{ answer: Answer; sent: Draft }> {
    const { draft } = next;
    const held = next.despiteWait === true ? undefined : await this.#holdBack(draft);
    if (held !== undefined) return { answer: held, sent: draft };
    const rows = [...this.#security.rows(draft), ...this.#credentials.rowsFor(draft, attempts)];
    const right = { ...draft, headers: [...draft.headers, ...rows] };
    const sent = bent(this.#options.faults, 'request', right, sending);
    // A fault may have left credentials out; they were not rejected then.
    for (const key of attempts.sent)
      if (!sent.headers.some(([name]) => key.startsWith(`${name} `))) attempts.sent.delete(key);
    const impatient = impatiently(this.#options.faults, sent, (again) => this.#stack.exchange(again));
    const answer = await this.#stack.exchange(sent);
    const sentLast = impatient.end();
    this.#patience.learn(draft.method, draft.requestUri, answer, Date.now());
    if (isSuccess(answer)) this.#credentials.accepted(answer.head);
    this.#history.push({ draft: sent, answer });
    if (this.#history.length > maxHistory) this.#history.shift();
    return { answer, sent: sentLast };
  }

  async #sendAside({ draft, after = 0 }: Next): Promise<void> {
    await pause(after);
    if (!this.#closed) await this.#stack.exchange(draft);
  }

  /** Waits for as long as the server asked, or answers in its place where that is too long. */
  async #holdBack({ method, requestUri }: Draft): Promise<Answer | undefined> {
    const wait = this.#patience.remaining(method, requestUri, Date.now());
    if (wait > patientFor) return localAnswer(503, wait / 1000);
    await pause(wait);
    return undefined;
  }

  #next(draft: Draft, answer: Answer, attempts: Attempts, progress: Progress, correct: Correction): Next | undefined {
    if (answer.local) return undefined;
    const again = { ...draft, cseq: draft.cseq + 1 };
    const agrees = this.#security.received(answer);
    if (answer.status === 494) return agrees ? { draft: again } : undefined;
    if (answer.status === 401 || answer.status === 407)
      return this.#credentials.challenged(answer.status, answer.head, attempts) ? { draft: again } : undefined;
    const corrected = correct(answer, draft) ?? correction(draft, answer, progress, this.#options.server);
    return corrected && { draft: corrected };
  }
}

async function pause(milliseconds: number): Promise<void> {
  if (milliseconds > 0) await new Promise<void>((resolve) => new ExactTimer(milliseconds, resolve));
}
