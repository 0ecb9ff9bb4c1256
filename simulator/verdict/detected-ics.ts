import { eventRelation } from '../checks/event-relation';
import { names, uriIn, userKey } from '../checks/im-address';
import { visible } from '../checks/text';
import { cseqOf, tagOf } from '../checks/transaction-key';
import { formatAddress, formatListener, type TransportName } from '../core/address';
import { Recent } from '../core/recent';
import type { Rules } from '../requirements/configuration';
import { readCredentials } from '../sip/authorization';
import { readContacts } from '../sip/contact';
import { bodyOf, fieldsNamed, firstField, isRequest, type SipMessage, type SipRequest } from '../sip/message';
import { paramNamed } from '../sip/params';
import type { MessageEvent, TraceEvent } from '../trace/event';

/** What a client can be seen to do (RFC 3261 §10.2, RFC 3903 §4.1, RFC 3265 §3.1), in the order of the reports. */
export const detectedProcedures = [
  'register',
  'deregister',
  'publish-initial',
  'publish-modify',
  'publish-refresh',
  'publish-remove',
  'subscribe-fetch',
  'subscribe-lifetime',
  'unsubscribe',
] as const;
export type DetectedProcedure = (typeof detectedProcedures)[number];

/** Header fields by which a client shows that it talks to an IMS core (TS 24.229 clause 5.1; RFC 7315, 3329, 3325, 3327). */
const imsFields: ReadonlyMap<string, string> = new Map(
  [
    'P-Access-Network-Info',
    'P-Preferred-Identity',
    'P-Asserted-Identity',
    'Security-Client',
    'Security-Verify',
    'Path',
  ].map((name) => [name.toLowerCase(), name]),
);

/** What one client showed: its implementation conformance statement as the traffic tells it. */
export interface DetectedClient {
  readonly imAddress: string;
  readonly userAgent: string | undefined;
  /** Where its first request came from, as `udp:192.0.2.10:5060`. */
  readonly source: string;
  readonly procedures: readonly DetectedProcedure[];
  readonly transports: readonly TransportName[];
  /** Credentials that it sent, as scheme and algorithm: `Digest MD5`. */
  readonly authentication: readonly string[];
  /** It was asked for credentials (401, 407). */
  readonly challenged: boolean;
  /** Names of header fields that belong to an IMS core. */
  readonly ims: readonly string[];
  /** The access network of P-Access-Network-Info is one of 3GPP2 (RFC 7315 §5.4, `3GPP2-1X` and the like). */
  readonly is3gpp2: boolean;
}

/** What all clients showed; `isCut`: there were more than can be kept apart. */
export type Detected = { readonly clients: readonly DetectedClient[]; readonly isCut: boolean };

/** A client that was not there before. */
export type NewClient = Pick<DetectedClient, 'imAddress' | 'userAgent' | 'source'>;

/** `imAddresses`: the clients to look at; all when empty. */
export type DetectedIcsOptions = { readonly rules: Rules; readonly imAddresses: readonly string[] };

/** Clients and sources that are remembered at once. */
const [MAX_CLIENTS, CAPACITY] = [1_000, 16_384];

interface Client {
  readonly imAddress: string;
  userAgent: string | undefined;
  readonly source: string;
  readonly procedures: Set<DetectedProcedure>;
  readonly transports: Set<TransportName>;
  readonly authentication: Set<string>;
  challenged: boolean;
  readonly ims: Set<string>;
  is3gpp2: boolean;
  /** A digest of the document that it published last: the same once more renews it. */
  document: string | undefined;
}

/** Reads out of the trace what each client supports. Bounded in memory, whatever clients send. */
export class DetectedIcs {
  readonly #options: DetectedIcsOptions;
  readonly #clients = new Map<string, Client>();
  /** The named IM Address that was last seen from a source: a client may forget to name it in a request. */
  readonly #sources = new Recent<string>(CAPACITY);
  #isCut = false;

  constructor(options: DetectedIcsOptions) {
    this.#options = options;
  }

  /** Takes the next event of the trace; tells a client that was not there before. */
  see(event: TraceEvent): NewClient | undefined {
    if (event.kind !== 'message' || !event.parsed.ok) return undefined;
    const { message } = event.parsed;
    if (event.direction === 'in') return isRequest(message) ? this.#request(message, event) : undefined;
    if (!isRequest(message) && (message.start.status === 401 || message.start.status === 407)) {
      const client = this.#known(message, event);
      if (client !== undefined) client.challenged = true;
    }
    return undefined;
  }

  /** What is known by now. */
  result(): Detected {
    return { clients: [...this.#clients.values()].map(detectedOf), isCut: this.#isCut };
  }

  #request(message: SipRequest, event: MessageEvent): NewClient | undefined {
    const { method } = message.start;
    if (method !== 'REGISTER' && method !== 'PUBLISH' && method !== 'SUBSCRIBE') return undefined;
    // Other packages say nothing of the settings client.
    if (method !== 'REGISTER' && eventRelation(message, this.#options.rules) !== 'settings') return undefined;
    const address = this.#addressIn(message, event);
    if (address === undefined) return undefined;
    const known = this.#clients.get(userKey(address));
    const client = known ?? this.#add(address, event);
    if (client === undefined) return undefined;
    note(client, message, event);
    const { imAddress, userAgent, source } = client;
    return known === undefined ? { imAddress, userAgent, source } : undefined;
  }

  #add(imAddress: string, { transport, remote }: MessageEvent): Client | undefined {
    if (this.#clients.size >= MAX_CLIENTS) {
      this.#isCut = true;
      return undefined;
    }
    const client: Client = {
      imAddress: visible(imAddress),
      userAgent: undefined,
      source: formatListener({ transport, ...remote }),
      procedures: new Set(),
      transports: new Set(),
      authentication: new Set(),
      challenged: false,
      ims: new Set(),
      is3gpp2: false,
      document: undefined,
    };
    this.#clients.set(userKey(imAddress), client);
    return client;
  }

  /** Whose request it is: of a REGISTER the To says so (RFC 3261 §10.2), else From; or the named address behind the source. */
  #addressIn(message: SipRequest, event: MessageEvent): string | undefined {
    const { imAddresses } = this.#options;
    if (imAddresses.length === 0) return uriIn(message, message.start.method === 'REGISTER' ? 'to' : 'from');
    const source = formatAddress(event.remote);
    const named = imAddresses.find((address) => names(message, [address]));
    if (named === undefined) return this.#sources.get(source);
    this.#sources.set(source, named);
    return named;
  }

  /** The client that a response goes to. */
  #known(response: SipMessage, event: MessageEvent): Client | undefined {
    const isRegister = cseqOf(response)?.method === 'REGISTER';
    const address = this.#sources.get(formatAddress(event.remote)) ?? uriIn(response, isRegister ? 'to' : 'from');
    return address === undefined ? undefined : this.#clients.get(userKey(address));
  }
}

function detectedOf({ document: _, procedures, transports, authentication, ims, ...client }: Client): DetectedClient {
  return {
    ...client,
    procedures: detectedProcedures.filter((procedure) => procedures.has(procedure)),
    transports: [...transports].sort(),
    authentication: [...authentication].sort(),
    ims: [...imsFields.values()].filter((name) => ims.has(name)),
  };
}

function note(client: Client, message: SipRequest, event: MessageEvent): void {
  client.procedures.add(procedureOf(client, message));
  client.transports.add(event.transport);
  for (const field of message.headers) {
    const { key } = field;
    if (key === 'user-agent') client.userAgent ??= visible(field.value);
    else if (key === 'authorization' || key === 'proxy-authorization') {
      const read = readCredentials(field);
      if (read.ok) client.authentication.add(credentialsText(read.value));
    } else {
      const name = imsFields.get(key);
      if (name !== undefined) client.ims.add(name);
      if (key === 'p-access-network-info' && /^\s*3GPP2/i.test(field.value)) client.is3gpp2 = true;
    }
  }
}

/** `Digest MD5`; MD5 is what a missing algorithm means (RFC 3261 §22.4 with RFC 7616 §3.4). */
function credentialsText({ scheme, params }: { scheme: string; params: Parameters<typeof paramNamed>[0] }): string {
  if (scheme.toLowerCase() !== 'digest') return visible(scheme);
  return `Digest ${visible(paramNamed(params, 'algorithm')?.value ?? 'MD5')}`;
}

function procedureOf(client: Client, message: SipRequest): DetectedProcedure {
  switch (message.start.method) {
    case 'REGISTER':
      return removesBindings(message) ? 'deregister' : 'register';
    case 'PUBLISH':
      return publicationOf(client, message);
    default: {
      if (lifetimeOf(message) !== 0) return 'subscribe-lifetime';
      return tagOf(message, 'to') === undefined ? 'subscribe-fetch' : 'unsubscribe';
    }
  }
}

/** RFC 3903 §4.1 table 1; a body that repeats the last one renews, as the change request wants it of a refresh. */
function publicationOf(client: Client, message: SipRequest): DetectedProcedure {
  const digest = digestOf(bodyOf(message));
  const isSame = digest !== undefined && digest === client.document;
  if (digest !== undefined) client.document = digest;
  if (firstField(message, 'sip-if-match') === undefined) return 'publish-initial';
  if (digest === undefined) return lifetimeOf(message) === 0 ? 'publish-remove' : 'publish-refresh';
  return isSame ? 'publish-refresh' : 'publish-modify';
}

/** FNV-1a with the length: enough to tell one document of a client from its next. */
function digestOf(body: Buffer): string | undefined {
  let hash = 0x811c9dc5;
  for (const octet of body) hash = Math.imul(hash ^ octet, 0x01000193);
  return body.length === 0 ? undefined : `${hash}/${body.length}`;
}

/** The value of Expires in seconds; `undefined` where it is missing or no number. */
function lifetimeOf(message: SipRequest): number | undefined {
  const value = firstField(message, 'expires')?.value;
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}

/** `Contact: *`, or a lifetime of 0 for every contact (RFC 3261 §10.2.2). */
function removesBindings(message: SipRequest): boolean {
  const contacts = fieldsNamed(message, 'contact').map(readContacts);
  const lifetime = lifetimeOf(message);
  if (contacts.length === 0) return false;
  return contacts.every((read) => {
    if (!read.ok) return false;
    if (read.value.star) return true;
    return read.value.contacts.every(({ params }) => {
      const own = paramNamed(params, 'expires')?.value;
      return own === undefined ? lifetime === 0 : /^0+$/.test(own);
    });
  });
}
