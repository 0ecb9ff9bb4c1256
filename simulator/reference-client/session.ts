import type { Server } from './address';
import { type Account, type Attempts, Credentials } from './credentials';
import type { Draft } from './draft';
import { Network, type Traffic } from './network';
import { type Answer, SipStack } from './sip-stack';
import { Subscriptions } from './subscription';
import { UserAgentServer, type Verdict } from './uas';

/** A final response, and the CSeq number that the request had in the end. */
export interface Exchange {
  readonly answer: Answer;
  readonly cseq: number;
}

/** What a session is opened with. */
export interface SessionOptions {
  readonly server: Server;
  readonly account: Account | undefined;
  /** Replaces the answer to a NOTIFY; for the faults. */
  readonly deviate: (verdict: Verdict) => Verdict;
  readonly passed?: (traffic: Traffic) => void;
}

/** More realms than any chain of proxies has; ends a server's game of ever new ones. */
const maxChallenges = 8;

/** The sockets, transactions, subscriptions and credentials of this client towards one server. */
export class Session {
  readonly local: Network['local'];
  readonly subscriptions: Subscriptions;
  readonly #network: Network;
  readonly #stack: SipStack;
  readonly #credentials: Credentials;

  private constructor(network: Network, stack: SipStack, subscriptions: Subscriptions, credentials: Credentials) {
    this.local = network.local;
    this.subscriptions = subscriptions;
    this.#network = network;
    this.#stack = stack;
    this.#credentials = credentials;
  }

  static async open({ server, account, deviate, passed }: SessionOptions): Promise<Session> {
    const subscriptions = new Subscriptions();
    const uas = new UserAgentServer((request) => deviate(subscriptions.notify(request)));
    const network = await Network.open(server, {
      arrived: (arrival) => (/^SIP\//i.test(arrival.head) ? stack.receive(arrival) : uas.receive(arrival)),
      ...(passed && { passed }),
    });
    const stack = new SipStack(network, server.transport);
    return new Session(network, stack, subscriptions, new Credentials(account));
  }

  /**
   * Sends a request, with credentials known from before, and repeats it with new ones when it is challenged: same Call-ID,
   * From and To, CSeq one higher, a new branch (RFC 3261 §8.1.3.5, §22.2).
   */
  async send(draft: Draft): Promise<Exchange> {
    const attempts: Attempts = { sent: new Set(), stale: new Set() };
    for (let cseq = draft.cseq; ; cseq += 1) {
      const rows = this.#credentials.rowsFor(draft, attempts);
      const answer = await this.#stack.exchange({ ...draft, cseq, headers: [...draft.headers, ...rows] });
      if (isSuccess(answer)) this.#credentials.accepted(answer.head);
      const again = this.#credentials.challenged(answer.status, answer.head, attempts);
      if (!again || cseq - draft.cseq === maxChallenges) return { answer, cseq };
    }
  }

  close(): void {
    this.#stack.close();
    this.#network.close();
  }
}

/** 2xx. */
export function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** What became of a request that was not accepted, for people. */
export function describeFailure(
  method: string,
  { transport, host, port }: Server,
  { status, reason, local }: Answer,
): string {
  const server = `${transport.toLowerCase()}:${host}:${port}`;
  if (local && status === 408) return `no answer to ${method} from ${server} within 32 s`;
  if (local) return `${method} could not be sent to ${server}`;
  return `${method} was answered ${status} ${reason}`.trimEnd();
}
