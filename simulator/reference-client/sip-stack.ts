import {
  ClientTransaction,
  type IncomingResponse,
  IncomingResponseMessage,
  LoggerFactory,
  Parser,
  type Transport as SipJsTransport,
  UserAgentCore,
} from 'sip.js/lib/core';
import { type Address, hostPort, type Transport } from './address';
import { ClientRequest } from './client-request';
import type { Draft } from './draft';
import { LiteralUri } from './literal-uri';
import type { Arrival, Network } from './network';
import { Retransmission } from './retransmission';
import { type Head, listOf, readHead } from './rows';
import { forSipJs } from './sip-js-text';
import { newBranch } from './token';

/** The final response to a request. */
export interface Answer {
  readonly status: number;
  readonly reason: string;
  /** Header rows; none when nobody answered. */
  readonly head: Head;
  /** Made up here, because nobody answered (408) or nothing could be sent (503) (RFC 3261 §8.1.3.1). */
  readonly local: boolean;
}

/** Requests above this size go over TCP (RFC 3261 §18.1.1). */
const udpSizeLimit = 1300;

// sip.js draws branches from ten million values, which repeat after some thousand requests; RFC 3261 §8.1.1.7 wants them
// unique across space and time.
Object.assign(ClientTransaction, { makeId: newBranch });

const loggerFactory = new LoggerFactory();
loggerFactory.builtinEnabled = false;

interface Outlet extends SipJsTransport {
  proceeding(): void;
  stop(): void;
}

/**
 * The user agent client: sip.js' UserAgentCore with its transactions, its parser and its messages, over our sockets.
 * Added around it: Timer E for UDP, the size rule, the check of sent-by. Not used: its digest (MD5 only), its publisher
 * (always sends Expires) and its request handling (405 to PUBLISH, 404 by user part, Timer J of zero).
 */
export class SipStack {
  readonly #network: Network;
  readonly #transport: Transport;
  readonly #core: UserAgentCore;
  readonly #outlets = new Set<Outlet>();
  #outlet: Outlet | undefined;

  constructor(network: Network, transport: Transport) {
    this.#network = network;
    this.#transport = transport;
    const self = new LiteralUri(`sip:${hostPort(network.local)}`);
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
      viaHost: hostPort(network.local),
      authenticationFactory: () => undefined,
      transportAccessor: () => this.#outlet,
    });
  }

  /** Sends a request in a transaction of its own and waits for its final response; never rejects. */
  async exchange(draft: Draft): Promise<Answer> {
    const request = new ClientRequest(draft, hostPort(this.#network.local));
    const tooLong = this.#transport === 'UDP' && request.size() > udpSizeLimit;
    if (!tooLong) return this.#transact(request, this.#transport, draft.nextHop);
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
    const vias = listOf(head, 'via');
    const sentBy = /^SIP\s*\/\s*2\.0\s*\/\s*\w+\s+([^\s;]+)/i.exec(vias[0] ?? '')?.[1];
    if (arrival.truncated || sentBy?.toLowerCase() !== hostPort(this.#network.local).toLowerCase()) return;
    const message = Parser.parseMessage(forSipJs(head), loggerFactory.getLogger('reference-client'));
    if (!(message instanceof IncomingResponseMessage)) return;
    message.data = arrival.head;
    const status = message.statusCode ?? 0;
    if (status >= 100 && status <= 699) this.#core.receiveIncomingResponseFromTransport(message);
  }

  /** Ends every transaction and its timers. */
  close(): void {
    for (const outlet of this.#outlets) outlet.stop();
    this.#core.dispose();
  }

  #transact(request: ClientRequest, transport: Transport, nextHop: Address): Promise<Answer> {
    return new Promise((resolve) => {
      const outlet = this.#openOutlet(transport, nextHop);
      const ended = ({ message }: IncomingResponse) => {
        outlet.stop();
        resolve(answerOf(message));
      };
      this.#outlet = outlet;
      this.#core.request(request, {
        onTrying: () => outlet.proceeding(),
        onProgress: () => outlet.proceeding(),
        onAccept: ended,
        onRedirect: ended,
        onReject: ended,
      });
    });
  }

  /** What sip.js takes for a transport: one request, its copies over UDP, one next hop. */
  #openOutlet(protocol: Transport, nextHop: Address): Outlet {
    let copies: Retransmission | undefined;
    const outlet: Outlet = {
      protocol,
      send: (text) => {
        if (protocol === 'UDP')
          copies = new Retransmission(() => void this.#network.send(protocol, nextHop, text).catch(() => undefined));
        return this.#network.send(protocol, nextHop, text);
      },
      proceeding: () => copies?.proceeding(),
      stop: () => {
        copies?.stop();
        this.#outlets.delete(outlet);
      },
    };
    this.#outlets.add(outlet);
    return outlet;
  }
}

function answerOf(message: IncomingResponseMessage): Answer {
  const local = message.data === undefined;
  return {
    status: message.statusCode ?? 0,
    reason: message.reasonPhrase ?? '',
    head: local ? { startLine: '', rows: [] } : readHead(message.data),
    local,
  };
}
