import { parseServer, type Server } from './address';
import type { Account } from './credentials';
import type { Settings } from './settings';

/** What the client can be asked to do (design 3.3). */
export const operations = ['register', 'publish', 'refresh', 'retrieve', 'deregister'] as const;
export type Operation = (typeof operations)[number];

/** One request to act. */
export interface Order {
  readonly operation: Operation;
  readonly server: Server;
  readonly imAddress: string;
  readonly account?: Account;
  /** Values to publish, laid over the last ones (all not active at first); unchecked JSON. */
  readonly settings?: unknown;
  /** The client acts by itself: it renews what is there, and does not repeat what was refused meanwhile. */
  readonly isAutomatic?: true;
  /** Of a renewal: which grant it renews. */
  readonly grant?: number;
}

/** How an operation ended; `message` is for people, `again` the seconds after which the server may be asked once more. */
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly message: string; readonly again?: number };

/** What the client tells its user (the MAY statements of 6.1.1.1 and 6.1.1.2). */
export type Indication =
  | { readonly what: 'published' }
  | { readonly what: 'settings'; readonly settings: Partial<Settings> };

/** The parts of an order as text, as an environment or a command line gives them. */
export interface OrderText {
  readonly server: string | undefined;
  readonly imAddress: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly settings?: unknown;
}

/** @throws Error that names what is missing or malformed. */
export function makeOrder(operation: Operation, text: OrderText): Order {
  const { server, imAddress, username, password = '', settings } = text;
  if (!server) throw new Error('no server: neither IMCONF_SERVER nor the request names one');
  if (!imAddress) throw new Error('no IM Address: neither IMCONF_IM_ADDRESS nor the request names one');
  if (!/^(sips?|tel):[^\s<>]+$/i.test(imAddress))
    throw new Error(`the IM Address "${imAddress}" is no sip, sips or tel URI`);
  return {
    operation,
    server: parseServer(server),
    imAddress,
    ...(username && { account: { username, password } }),
    ...(settings !== undefined && { settings }),
  };
}
