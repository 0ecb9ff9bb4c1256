import {
  ClientTransaction,
  type IncomingResponse,
  IncomingResponseMessage,
  LoggerFactory,
  Parser,
  UserAgentCore,
} from 'sip.js/lib/core';
import { type Address, hostPort, type Transport } from './address';
import { type Answer, localAnswer } from './answer';
import { ClientRequest } from './client-request';
import { Completed } from './completed';
import type { Draft } from './draft';
import type { Fault } from './fault';
import { LiteralUri } from './literal-uri';
import type { Arrival, Network } from './network';
import { otherRequest } from './other-request';
import { Outlet } from './outlet';
import { ResponseGate } from './response-gate';
import { type CopyPlan, timerE } from './retransmission';
import { type Head, readHead } from './rows';
import { forSipJs } from './sip-js-text';
import { newBranch } from './token';

/** Requests above this size go over TCP (RFC 3261 §18.1.1). */
const udpSizeLimit = 1300;

// sip.js draws branches from ten million values, which repeat after some thousand requests; RFC 3261 §8.1.1.7 wants them
// unique across space and time.
Object.assign(ClientTransaction, { makeId: newBranch });

const loggerFactory = new LoggerFactory();
loggerFactory.builtinEnabled = false;

/**
 * The user agent client: sip.js' UserAgentCore with its transactions, its parser and its messages, over our sockets.
 * Added around it: Timer E for UDP, Timer K (its own is zero), the end of a transaction with its connection, the size rule,
 * the check of sent-by. Not used: its digest (MD5 only), its publisher (always sends Expires) and its request handling (405
 * to PUBLISH, 404 by user part, Timer J of zero).
 */
export class SipStack {
  readonly #network: Network;
  readonly #transport: Transport;
  readonly #core: UserAgentCore;
  readonly #gate: ResponseGate;
  readonly #faults: readonly Fault[];
  readonly #open = new Map<string, Outlet>();
  readonly #over: Completed;
  readonly #outlets = new Set<Outlet>();
  #outlet: Outlet | undefined;

  constructor(network: Network, transport: Transport, faults: readonly Fault[] = []) {
    this.#network = network;
    this.#transport = transport;
    this.#faults = faults;
    const sentBy = hostPort(network.local);
    this.#gate = new ResponseGate(sentBy, faults);
    this.#over = new Completed(faults.some(({ acknowledgesCopies }) => acknowledgesCopies === true));
    const self = new LiteralUri(`sip:${sentBy}`);
    this.#core = new UserAgentCore({
      aor: self,
      contact: { pubGruu: undefined, tempGruu: undefined, uri: self, toString: () => self.toString() },
      displayName: '',
      loggerFactory,
      hackViaTcp: false,
      routeSet: [],
      sipjsId: '',
      supportedOptionTags: [],
      supportedOptionTagsResponse: [],
      userAgentHeaderFieldValue: undefined,
      viaForceRport: true,
      viaHost: sentBy,
      authenticationFactory: () => undefined,
      transportAccessor: () => this.#outlet,
    });
  }

  /** Sends a request in a transaction of its own and waits for its final response; never rejects. */
  async exchange(draft: Draft): Promise<Answer> {
    const request = new ClientRequest(draft, hostPort(this.#network.local));
    const { transport = this.#transport } = draft;
    const tooLong = transport === 'UDP' && request.size() > udpSizeLimit;
    if (!tooLong) return this.#transact(request, transport, draft.nextHop);
    const answer = await this.#transact(request, 'TCP', draft.nextHop);
    // UDP again only where the peer has no TCP (RFC 3261 §18.1.1).
    const refused = answer.local && answer.status === 503;
    return refused
      ? this.#transact(new ClientRequest(draft, hostPort(this.#network.local)), 'UDP', draft.nextHop)
      : answer;
  }

  /** Hands a response to its transaction; drops what is not for us (RFC 3261 §18.1.2, §8.1.3.3). */
  receive(arrival: Arrival): void {
    const head = readHead(arrival.head);
    const match = this.#gate.admit(head, arrival.transport, [...this.#open.keys()]);
    if (arrival.truncated || match === undefined) return;
    const outlet = this.#open.get(match.branch);
    // A copy of a final response is absorbed (Timer K, RFC 3261 §17.1.2.2).
    if (outlet === undefined) {
      this.#over.copyCame(match.branch);
      return;
    }
    const method = methodOf(outlet.text);
    if (match.method !== undefined && match.method !== method) return;
    const message = Parser.parseMessage(
      forSipJs(head, { via: viaOf(outlet.text), method }),
      loggerFactory.getLogger('reference-client'),
    );
    if (!(message instanceof IncomingResponseMessage)) return;
    const status = message.statusCode ?? 0;
    if (status < 100 || status > 699) return;
    if (status >= 200) outlet.final = head;
    this.#core.receiveIncomingResponseFromTransport(message);
  }

  /** Ends every transaction and its timers. */
  close(): void {
    for (const outlet of this.#outlets) outlet.stop();
    this.#core.dispose();
  }

  #transact(request: ClientRequest, transport: Transport, nextHop: Address): Promise<Answer> {
    return new Promise((resolve) => {
      const plan = Object.assign({}, timerE, ...this.#faults.map(({ copies }) => copies)) as CopyPlan;
      const outlet = new Outlet(this.#network, transport, nextHop, plan);
      const ended = (answer: Answer) => {
        stopWatching();
        clearTimeout(cancel);
        outlet.end(answer.local ? 'timeout' : 'final');
        this.#open.delete(branchOf(outlet.text));
        if (!answer.local) this.#over.keep(branchOf(outlet.text), outlet);
        if (plan.afterFinal + plan.afterTimeout === 0) this.#outlets.delete(outlet);
        resolve(answer);
      };
      const answered = ({ message }: IncomingResponse) => ended(answerOf(message, outlet.final));
      this.#outlets.add(outlet);
      this.#outlet = outlet;
      const sent = this.#core.request(request, {
        onTrying: () => outlet.proceeding(),
        onProgress: () => outlet.proceeding(),
        onAccept: answered,
        onRedirect: answered,
        onReject: answered,
      });
      this.#open.set(branchOf(outlet.text), outlet);
      // A connection that closes under a request is a transport failure (RFC 3261 §8.1.3.1, §17.1.4).
      const stopWatching = this.#network.onClosed(transport, nextHop, () => {
        sent.dispose();
        ended(localAnswer(503));
      });
      const cancel = this.#cancelLater(outlet);
    });
  }

  /** The fault: CANCEL for a request that is no INVITE (RFC 3261 §9.1). */
  #cancelLater(outlet: Outlet): NodeJS.Timeout | undefined {
    const after = this.#faults.find((fault) => fault.cancelsAfter !== undefined)?.cancelsAfter;
    if (after === undefined) return undefined;
    const timer = setTimeout(() => outlet.sendBeside(otherRequest(outlet.text, 'CANCEL')), after);
    return timer.unref();
  }
}

function answerOf(message: IncomingResponseMessage, final: Head | undefined): Answer {
  const status = message.statusCode ?? 0;
  if (final === undefined) return localAnswer(status === 408 ? 408 : 503);
  // sip.js makes up its own reason for 408.
  const reason = final.startLine.split(' ').slice(2).join(' ');
  return { status, reason, head: final, local: false };
}

function branchOf(text: string): string {
  return /;branch=([^;\s,]+)/.exec(text)?.[1] ?? '';
}

function viaOf(text: string): string {
  return /^Via: *(.*)$/im.exec(text)?.[1]?.trim() ?? '';
}

function methodOf(text: string): string {
  return text.slice(0, text.indexOf(' '));
}
