import { hostPort } from './address';
import type { Fault } from './fault';
import { Keeper } from './keeper';
import { Memory } from './memory';
import type { Traffic } from './network';
import type { Indication, Order, Outcome } from './order';
import { publish } from './publisher';
import { register } from './registration';
import { contactFor } from './requests';
import { resubscribeForever, retrieve } from './retriever';
import { Session } from './session';
import { mergeSettings } from './settings';
import type { Verdict } from './uas';
import type { Work } from './work';

/** What a client is made of. */
export interface ClientOptions {
  readonly faults: readonly Fault[];
  readonly stateFolder?: string | undefined;
  /** Whether registration and publication are renewed before they lapse. */
  readonly keepsAlive: boolean;
  readonly indicate: (indication: Indication) => void;
  readonly passed?: (traffic: Traffic) => void;
}

/** The reference IM client: one operation at a time, so that requests never overlap (RFC 3903 §4, RFC 3261 §10.2). */
export class ReferenceClient {
  readonly #options: ClientOptions;
  readonly #memory: Memory;
  readonly #keeper: Keeper;
  #session: { readonly key: string; readonly opened: Promise<Session> } | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #resubscribing = false;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#memory = new Memory(options.stateFolder);
    this.#keeper = new Keeper((order) => void this.perform(order));
  }

  /** Carries out an operation after those asked for before; never rejects. */
  perform(order: Order): Promise<Outcome> {
    const performed = this.#queue.then(async () => {
      try {
        return await this.#perform(order);
      } catch (error) {
        return { ok: false, message: error instanceof Error ? error.message : String(error) } as const;
      }
    });
    this.#queue = performed;
    return performed;
  }

  /** Closes sockets and timers at once; what is registered and published stays so. */
  async close(): Promise<void> {
    this.#keeper.stop();
    const opening = this.#session?.opened;
    this.#session = undefined;
    const session = await opening?.catch(() => undefined);
    session?.close();
  }

  async #perform(order: Order): Promise<Outcome> {
    const idle = this.#options.faults.find((fault) => fault.idle !== undefined)?.idle;
    if (idle === 'done') return { ok: true };
    if (idle === 'error') return { ok: false, message: 'this client lost its way (fault "lost")' };
    const work = await this.#workFor(order);
    if (order.operation === 'register') return register(work, 3600);
    if (order.operation === 'deregister') return this.#deregister(work);
    if (order.operation === 'retrieve') return this.#retrieve(work);
    return publish(work, order.operation);
  }

  #deregister(work: Work): Promise<Outcome> {
    this.#keeper.stop('register');
    return register(work, 0);
  }

  async #retrieve(work: Work): Promise<Outcome> {
    const outcome = await retrieve(work);
    const again = work.faults.some((fault) => fault.resubscribes === true);
    if (again && outcome.ok && !this.#resubscribing) {
      this.#resubscribing = true;
      void resubscribeForever(work).finally(() => {
        this.#resubscribing = false;
      });
    }
    return outcome;
  }

  async #workFor(order: Order): Promise<Work> {
    const { server, imAddress } = order;
    const session = await this.#sessionFor(order);
    const user = `${imAddress} ${server.transport} ${hostPort(server)}`;
    const remembered = this.#memory.recall(user);
    // The instruction is kept before it is carried out: a later refresh repeats what the user wanted last.
    this.#memory.remember(user, { ...remembered, settings: mergeSettings(remembered.settings, order.settings) });
    return {
      ...order,
      session,
      memory: this.#memory,
      user,
      contact: contactFor(imAddress, server, session.local),
      faults: this.#options.faults,
      indicate: this.#options.indicate,
      granted: (what, seconds) => {
        const { settings: _settings, ...again } = order;
        if (this.#options.keepsAlive) this.#keeper.granted({ ...again, operation: what }, seconds);
      },
    };
  }

  async #sessionFor({ server, account }: Order): Promise<Session> {
    const key = JSON.stringify([server, account]);
    if (this.#session?.key !== key) {
      await this.close();
      const { passed } = this.#options;
      const opened = Session.open({
        server,
        account,
        deviate: (verdict) => this.#deviate(verdict),
        ...(passed && { passed }),
      });
      this.#session = { key, opened };
    }
    return this.#session.opened;
  }

  #deviate(verdict: Verdict): Verdict {
    const answer = this.#options.faults.find((fault) => fault.notify !== undefined)?.notify;
    if (answer === undefined) return verdict;
    return answer === 'no answer' ? answer : { status: answer };
  }
}
