import type { Seconds } from '../core/time';
import { type Binding, omaImDefault } from '../settings/binding';
import { defaultTimers, type Timers } from '../transaction/timers';

/** How much state clients may make the server hold. What is beyond it pushes out the oldest. */
export interface ServerLimits {
  /** Server transactions at once, and as many client transactions. */
  readonly transactions: number;
  readonly publications: number;
  readonly subscriptions: number;
  /** Bindings of the registrar, over all addresses-of-record. */
  readonly bindings: number;
  /** Octets that the publications may hold in all, and as many the subscriptions, and as many the bindings. */
  readonly octets: number;
  /** Octets that the server transactions may hold with their responses, and as many the client transactions. */
  readonly transactionOctets: number;
  /** Fetches of one IM Address that may follow each other within a second; five times as many are answered at all. */
  readonly fetchesInARow: number;
}

/** Who is asked for credentials. */
export type Challenge = 'none' | 'register' | 'all';

/** The digest algorithms that the server asks for (RFC 8760 §2.1). */
export type DigestAlgorithm = 'MD5' | 'SHA-256';

/** How the simulated IM Server behaves; data only. */
export interface ServerConfig {
  readonly realm: string;
  /** The one account; without it nobody is challenged. */
  readonly credentials?: { readonly username: string; readonly password: string };
  readonly challenge: Challenge;
  readonly algorithm: DigestAlgorithm;
  /** How long a nonce may be used. */
  readonly nonceLifetime: Seconds;
  readonly eventPackage: string;
  /** Content types of the settings document; the first one is used in NOTIFY. */
  readonly mediaTypes: readonly string[];
  readonly binding: Binding;
  /**
   * The IM Address and its aliases: URIs of one IM User, so that what is published to one is found under all. Other URIs
   * are served once they are registered. With an empty list every URI is served, each for itself.
   */
  readonly servedUris: readonly string[];
  /** The longest lifetime of a publication, and the one granted when none is asked for. */
  readonly grantedPublishLifetime: Seconds;
  /** The same for bindings of the registrar. */
  readonly registrationLifetime: Seconds;
  /** The same for subscriptions; the default of the package is 3600 (RFC 4354 §5.4). */
  readonly subscriptionLifetime: Seconds;
  /** `reason` of the NOTIFY that ends a fetch; `timeout` by RFC 6665 §4.4.3, empty for none. */
  readonly terminationReason: string;
  /** Given: the 200 to REGISTER tells what an IMS core tells. Service-Route values may lack their brackets. */
  readonly ims?: { readonly serviceRoute: readonly string[]; readonly associatedUris: readonly string[] };
  /** The host for our Contact and Via when the socket is bound to a wildcard address. */
  readonly advertisedHost?: string;
  readonly timers: Timers;
  readonly limits: ServerLimits;
}

/** Enough for Timer J at some 1,500 requests a second; under more load the oldest responses are forgotten earlier. */
export const defaultServerLimits: ServerLimits = {
  transactions: 50_000,
  publications: 20_000,
  subscriptions: 20_000,
  bindings: 20_000,
  octets: 32 * 1024 * 1024,
  transactionOctets: 64 * 1024 * 1024,
  fetchesInARow: 10,
};

/** An open server: every URI is served, nobody is challenged, timers as in the RFCs. */
export function defaultServerConfig(changes: Partial<ServerConfig> = {}): ServerConfig {
  return {
    realm: 'example.com',
    challenge: 'none',
    algorithm: 'MD5',
    nonceLifetime: 300,
    eventPackage: 'service-settings',
    mediaTypes: omaImDefault.mediaTypes,
    binding: omaImDefault,
    servedUris: [],
    grantedPublishLifetime: 3_600,
    registrationLifetime: 3_600,
    subscriptionLifetime: 3_600,
    terminationReason: 'timeout',
    timers: defaultTimers,
    limits: defaultServerLimits,
    ...changes,
  };
}
