import { hostPort } from './address';
import type { Fault } from './fault';
import { FlowKeeper } from './flow-keeper';
import { Keeper } from './keeper';
import { Memory } from './memory';
import type { Traffic } from './network';
import type { Indication, Order, Outcome } from './order';
import { publish, removePublication } from './publisher';
import { subscribeToReg } from './reg-event';
import { register } from './registration';
import { RegistrationState } from './registration-state';
import { contactFor } from './requests';
import { resubscribeForever, retrieve } from './retriever';
import { Session } from './session';
import { mergeSettings } from './settings';
import { registrationTime, type Terminal } from './terminal';
import type { Work } from './work';

/** What a client is made of. */
export interface ClientOptions {
  readonly faults: readonly Fault[];
  readonly terminal?: Terminal | undefined;
  readonly stateFolder?: string | undefined;
  /** Whether registration, publication and flow are kept alive. */
  readonly keepsAlive: boolean;
  readonly indicate: (indication: Indication) => void;
  readonly passed?: (traffic: Traffic) => void;
}

/** The reference IM client: one operation at a time, so that requests never overlap (RFC 3903 §4, RFC 3261 §10.2). */
export class ReferenceClient {
  readonly #options: ClientOptions;
  readonly #memory: Memory;
  readonly #keeper: Keeper;
  readonly #registration = new RegistrationState();
  #flow: FlowKeeper | undefined;
  #session: { readonly key: string; readonly opened: Promise<Session> } | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #resubscribing = false;

  constructor(options: ClientOptions) {
    this.#options = options;
    const forgetsTags = options.faults.some(({ forgetsTagsAtStart }) => forgetsTagsAtStart === true);
    this.#memory = new Memory(options.stateFolder, forgetsTags);
    this.#keeper = new Keeper((order) => this.perform(order), options.faults);
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
    this.#flow?.stop();
    this.#flow = undefined;
    const opening = this.#session?.opened;
    this.#session = undefined;
    const session = await opening?.catch(() => undefined);
    session?.close();
  }

  async #perform(order: Order): Promise<Outcome> {
    const idle = this.#options.faults.find((fault) => fault.idle !== undefined)?.idle;
    if (idle === 'done') return { ok: true };
    if (idle === 'error') return { ok: false, message: 'this client lost its way (fault "lost")' };
    if (!this.#keeper.isNeeded(order)) return { ok: true };
    const work = await this.#workFor(order);
    if (order.operation === 'register') return this.#register(work);
    if (order.operation === 'deregister') return this.#deregister(work);
    const unregistered = this.#registration.missing(work, Date.now());
    if (unregistered !== undefined) return { ok: false, message: unregistered };
    if (order.operation === 'retrieve') return this.#retrieve(work);
    return publish(work, order.operation);
  }

  async #register(work: Work): Promise<Outcome> {
    const early = work.faults.find((fault) => fault.publishesWhileRegistering !== undefined)?.publishesWhileRegistering;
    const timer = early === undefined ? undefined : setTimeout(() => void publish(work, 'publish'), early);
    const outcome = await register(work, registrationTime(work.terminal));
    clearTimeout(timer);
    this.#registration.tried(work, outcome, Date.now());
    return outcome;
  }

  async #deregister(work: Work): Promise<Outcome> {
    this.#keeper.stop('register');
    this.#flow?.stop();
    await removePublication(work);
    const { isInIms } = work.memory.recall(work.user);
    const outcome = await register(work, 0);
    if (outcome.ok) this.#registration.ended(work, isInIms === true || work.terminal !== undefined);
    return outcome;
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
    const { settings: _settings, isAutomatic: _automatic, grant: _grant, ...again } = order;
    const work: Work = {
      ...order,
      session,
      memory: this.#memory,
      user,
      contact: contactFor(imAddress, server, session.local),
      faults: this.#options.faults,
      terminal: this.#options.terminal,
      keepsAlive: this.#options.keepsAlive,
      indicate: this.#options.indicate,
      granted: (what, seconds) => {
        if (what === 'register') this.#registration.granted(user, seconds, Date.now());
        if (this.#options.keepsAlive) this.#keeper.granted({ ...again, operation: what, isAutomatic: true }, seconds);
      },
      keepFlow: (seconds) => {
        if (!this.#options.keepsAlive) return;
        this.#flow?.stop();
        const registerAgain = () => void this.perform({ ...again, operation: 'register' });
        this.#flow = new FlowKeeper({ session, server, seconds, faults: this.#options.faults, registerAgain });
      },
      registeredInIms: () => {
        if (!this.#options.keepsAlive || this.#registration.isWatched(user)) return;
        this.#registration.watched(user);
        void subscribeToReg(work);
      },
    };
    return work;
  }

  async #sessionFor({ server, account }: Order): Promise<Session> {
    const key = JSON.stringify([server, account]);
    if (this.#session?.key !== key) {
      await this.close();
      const { passed, faults, terminal } = this.#options;
      const opened = Session.open({ server, account, faults, terminal, ...(passed && { passed }) });
      this.#session = { key, opened };
    }
    return this.#session.opened;
  }
}
