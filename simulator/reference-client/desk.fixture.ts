import { faultsNamed } from './faults';
import type { Arrival } from './network';
import { notifiedDocument } from './scripted-peer.fixture';
import { type Ended, type Notice, type Subscription, Subscriptions } from './subscription';
import { UserAgentServer } from './uas';

/** A header row set to another value, or left out. */
export type Rows = Readonly<Record<string, string | undefined>>;

/** An answer of the client. */
export interface Given {
  readonly text: string;
  readonly status: number;
  readonly port: number;
}

const remote = { host: '127.0.0.1', port: 40_000 };

/** The user agent server of a client with one subscription: Call-ID `c`, From tag `s1`, answered 200 with To tag `n1`. */
export class Desk {
  readonly notices: Notice[] = [];
  readonly given: Given[] = [];
  readonly subscriptions = new Subscriptions();
  readonly subscription: Subscription;
  readonly #server: UserAgentServer;
  #branch = 0;

  constructor(faults: readonly string[] = [], event = 'service-settings') {
    this.subscription = { callId: 'c', fromTag: 's1', event, notified: (notice) => this.notices.push(notice) };
    this.subscriptions.add(this.subscription);
    const server = { host: '127.0.0.1', port: 5060 };
    this.#server = new UserAgentServer(this.subscriptions, { faults: faultsNamed(faults), server });
  }

  /** The 2xx to the SUBSCRIBE came. */
  answered(toTag = 'n1'): this {
    this.subscriptions.accepted(this.subscription, toTag);
    return this;
  }

  /** The subscription is over. */
  over(why: Ended): this {
    this.subscriptions.remove(this.subscription, why);
    return this;
  }

  /** Hands in a NOTIFY, or another request, with these rows changed. @returns the status of the answer, if one came at once. */
  ask(rows: Rows = {}, more: { method?: string; body?: string; truncated?: boolean; surplus?: number } = {}) {
    const { method = 'NOTIFY', body = notifiedDocument, truncated = false, surplus = 0 } = more;
    const before = this.given.length;
    const reply: Arrival['reply'] = (text, to) =>
      this.given.push({ text, status: Number(text.split(' ')[1]), port: to.port });
    this.#branch += 1;
    const head = headOf(method, { Via: `SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK${this.#branch}`, ...rows });
    this.#server.receive({ head, body, truncated, surplus, remote, transport: 'UDP', reply });
    return this.given[before]?.status;
  }

  get last(): Given | undefined {
    return this.given.at(-1);
  }
}

function headOf(method: string, changes: Rows): string {
  const rows: Rows = {
    From: '<sip:alice@example.com>;tag=n1',
    To: '<sip:alice@example.com>;tag=s1',
    'Call-ID': 'c',
    CSeq: `10 ${method}`,
    Event: 'service-settings',
    'Subscription-State': 'active;expires=60',
    'Content-Type': 'application/poc-settings+xml',
    ...changes,
  };
  const lines = Object.entries(rows).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return [`${method} sip:alice@127.0.0.1 SIP/2.0`, ...lines].join('\r\n');
}
