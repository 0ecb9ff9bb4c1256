import type { Transport as SipJsTransport } from 'sip.js/lib/core';
import type { Address, Transport } from './address';
import type { Network } from './network';
import { type CopyPlan, Retransmission } from './retransmission';
import type { Head } from './rows';

/** What sip.js takes for a transport: one request, its copies over UDP, one next hop. */
export class Outlet implements SipJsTransport {
  readonly protocol: Transport;
  /** The request as it went out; empty before. */
  text = '';
  /** The final response as it came, which sip.js does not hand on for 408. */
  final: Head | undefined;
  readonly #network: Network;
  readonly #nextHop: Address;
  readonly #plan: CopyPlan;
  #copies: Retransmission | undefined;

  constructor(network: Network, protocol: Transport, nextHop: Address, plan: CopyPlan) {
    this.#network = network;
    this.protocol = protocol;
    this.#nextHop = nextHop;
    this.#plan = plan;
  }

  /** Called once, by the transaction. */
  async send(text: string): Promise<void> {
    this.text = text;
    if (this.protocol === 'UDP' || this.#plan.overTcp)
      this.#copies = new Retransmission(this.#plan, (copy) => this.#send(this.#plan.text(text, copy)));
    await this.#send(text);
    this.#copies?.hasLeft();
  }

  /** Sends something else to the same next hop, outside of the transaction. */
  sendBeside(text: string): void {
    this.#send(text).catch(() => undefined);
  }

  /** A provisional response came. */
  proceeding(): void {
    this.#copies?.proceeding();
  }

  /** The transaction is over. */
  end(reason: 'final' | 'timeout'): void {
    this.#copies?.stop(reason === 'final' ? this.#plan.afterFinal : this.#plan.afterTimeout);
  }

  /** The client closes. */
  stop(): void {
    this.#copies?.stop();
  }

  #send(text: string): Promise<void> {
    return this.#network.send(this.protocol, this.#nextHop, text);
  }
}
