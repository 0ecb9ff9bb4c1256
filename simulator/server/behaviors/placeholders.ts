import { type Address, formatAddress, type TransportName } from '../../core/address';
import type { IdSource } from '../../core/id-source';
import type { ServerConfig } from '../config';

/** What the placeholders in the texts of a behaviour stand for. */
export interface Surroundings {
  readonly config: ServerConfig;
  readonly ids: IdSource;
  /** The socket that the request came to. */
  readonly local: Address;
  /** The sockets of the lane. */
  readonly main: Address;
  readonly other: Address | undefined;
  readonly remote: Address;
  readonly transport: TransportName;
  /** The Request-URI of the client's request. */
  readonly requestUri: string;
  /** The first event package that it lists in Allow-Events. */
  readonly allowEvents: string | undefined;
  /** How many requests the behaviour has taken, this one included. */
  readonly count: number;
}

type Filler = (around: Surroundings) => string;

const fillers: Readonly<Record<string, Filler>> = {
  local: ({ local }) => formatAddress(local),
  main: ({ main }) => formatAddress(main),
  other: ({ other, main }) => formatAddress(other ?? main),
  remote: ({ remote }) => formatAddress(remote),
  uri: ({ requestUri }) => requestUri,
  'im-address': ({ config, requestUri }) => config.servedUris[0] ?? requestUri,
  user: ({ requestUri }) => /^(?:sips?|tel):([^@;?]+)/i.exec(requestUri)?.[1] ?? 'im',
  transport: ({ transport }) => transport,
  'allow-events': ({ allowEvents, config }) => allowEvents ?? config.eventPackage,
  realm: ({ config }) => config.realm,
  package: ({ config }) => config.eventPackage,
  'package-in-capitals': ({ config }) => config.eventPackage.toUpperCase(),
  'media-type': ({ config }) => config.mediaTypes[0] ?? '',
  count: ({ count }) => String(count),
  token: ({ ids }) => ids.token(),
};

/** The names that may stand in braces. Any other text in braces is left as it is. */
export const placeholders: readonly string[] = Object.keys(fillers);

/**
 * Replaces the placeholders of a text: `{local}`, `{main}`, `{other}` and `{remote}` are host and port of the sockets and the client,
 * `{transport}` its transport, `{uri}` the Request-URI and `{user}` its user part, `{allow-events}` the first package that the client lists
 * there, `{im-address}` the IM Address, `{realm}`, `{package}`, `{package-in-capitals}` and `{media-type}` those of the configuration,
 * `{count}` how many requests the behaviour has taken, `{token}` a fresh token.
 */
export function fill(text: string, around: Surroundings): string {
  if (!text.includes('{')) return text;
  return text.replace(/\{([a-z-]+)\}/g, (whole, name: string) => fillers[name]?.(around) ?? whole);
}

/** Whether a script, or a behaviour, needs the second socket of the lane. */
export function needsOtherSocket(script: unknown): boolean {
  return /"(?:at|from)":"other"|\{other\}/.test(JSON.stringify(script));
}
