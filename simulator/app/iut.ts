import { dirname, resolve } from 'node:path';
import { type Listener, type ListenerTransport, listenerTransports, parseListener } from '../core/address';
import { HarnessError } from '../core/harness-error';
import type { Seconds } from '../core/time';
import type { Control } from '../iut/control';
import { faults } from '../reference-client/faults';
import { defaultPics, defaultPixit, type Pics, type Pixit } from '../requirements/configuration';
import { type IutFile, iutSchema, type PassiveIutFile, passiveIutSchema, withoutEffect } from './iut-schema';
import { loadProfile, type Profile } from './profile';
import { terminalOf } from './terminal';
import { readYaml } from './yaml-file';

/** What the IUT file says of the client and of this lab, with every default filled in; all that a passive judge needs. */
export interface DeclaredIut {
  readonly name: string;
  readonly version?: string;
  readonly vendor?: string;
  readonly imAddress: string;
  readonly aliases: readonly string[];
  readonly credentials?: {
    readonly username: string;
    readonly password: string;
  };
  /** The credentials are asked for in situations that are about them only. */
  readonly isRarelyAsked?: true;
  /** The domain that the server serves: PIXIT home_domain, else that of the IM Address. */
  readonly homeDomain: string;
  /** PIXIT home_domain: only where it is stated is a client held to it. */
  readonly statedHomeDomain?: string;
  readonly profile: Profile;
  readonly pics: Pics;
  readonly serviceRoute: readonly string[];
  readonly associatedUris: readonly string[];
  readonly timers: {
    readonly t1: number;
    readonly t2: number;
    readonly t4: number;
  };
  readonly grantedPublishLifetime: Seconds;
  /** The times of this lab that verdicts rest on. */
  readonly pixit: Pixit;
  readonly terminationReason: string;
  /** Keys of the file that are valid and that this version does not read. */
  readonly withoutEffect: readonly string[];
  /** The file, for the line that repeats the run. */
  readonly file?: string;
}

/** What one run needs to know of the client under test and of this lab. */
export interface Iut extends DeclaredIut {
  readonly listen: Listener;
  /** Further listeners of the core, beside the next hop that the client is told. */
  readonly alsoListen: readonly Listener[];
  /** PIXIT outbound_proxy: what the client is told instead of `listen`, where that is no address that it could send to. */
  readonly outboundProxy?: Listener;
  readonly userActionTimeout: Seconds;
  readonly control: Control;
}

export interface IutOptions {
  readonly file?: string | undefined;
  readonly transport?: ListenerTransport | undefined;
  /** Faults of the reference client. */
  readonly faults?: readonly string[] | undefined;
}

const bundled: IutFile = {
  iut: { name: 'imconf reference client' },
  im_address: 'sip:alice@example.com',
  credentials: { username: 'alice', password: 'secret' },
  pics: { digest_algorithms: ['MD5', 'SHA-256'] },
  control: { kind: 'reference' },
};

/** The bundled client never needs longer. */
const bundledTimeout: Seconds = 5;

/**
 * Reads the IUT file, or takes the bundled reference client where none is given.
 * @throws HarnessError `settings-invalid` or `usage`.
 */
export function loadIut(options: IutOptions): Iut {
  const file = options.file === undefined ? bundled : readYaml(options.file, iutSchema);
  const folder = options.file === undefined ? process.cwd() : dirname(resolve(options.file));
  const listeners = listenersOf(file.pixit?.listen, options.transport ?? declaredTransport(file));
  refuseContradiction(file, listeners[0]);
  const declared = declaredBy(file, folder, options.file);
  const outboundProxy = outboundProxyOf(file, options.transport);
  return {
    ...declared,
    listen: listeners[0],
    alsoListen: listeners.slice(1),
    ...(outboundProxy && { outboundProxy }),
    ...(options.file === undefined && { isRarelyAsked: true as const }),
    userActionTimeout: options.file === undefined ? bundledTimeout : declared.pixit.user_action_timeout_s,
    control: controlOf(file, folder, options.faults),
  };
}

/**
 * Reads the IUT file for a passive judge, which makes no client act: `control` may be left out, and where the client sends to is
 * not its business. `listen` holds the listeners that the file names; `profile` takes the place of the profile that it names.
 * @public loaded only where there is an IUT file
 * @throws HarnessError `settings-invalid`.
 */
export function loadDeclaredIut(
  name: string,
  profile?: string,
): DeclaredIut & { readonly listen: readonly Listener[] } {
  const read = readYaml(name, passiveIutSchema);
  const file = profile === undefined ? read : { ...read, profile };
  const listen = (file.pixit?.listen ?? []).map(parseListener).filter((listener) => listener !== undefined);
  return { ...declaredBy(file, dirname(resolve(name)), name), listen };
}

function declaredBy(file: PassiveIutFile, folder: string, name: string | undefined): DeclaredIut {
  const pixit = file.pixit ?? {};
  const times = timesOf(file);
  const credentials = credentialsOf(file);
  const { name: iutName, version, vendor } = file.iut;
  return {
    name: iutName,
    ...(version !== undefined && { version }),
    ...(vendor !== undefined && { vendor }),
    imAddress: file.im_address,
    aliases: pixit.im_address_aliases ?? [],
    ...(credentials && { credentials }),
    homeDomain: pixit.home_domain ?? domainOf(file.im_address),
    ...(pixit.home_domain !== undefined && { statedHomeDomain: pixit.home_domain }),
    profile: loadProfile(file.profile, file.rules, folder),
    pics: picsOf(file),
    serviceRoute: pixit.service_route ?? [],
    associatedUris: pixit.associated_uris ?? [],
    timers: { t1: times.t1_ms, t2: times.t2_ms, t4: times.t4_ms },
    grantedPublishLifetime: times.granted_publish_lifetime_s,
    pixit: times,
    terminationReason: pixit.termination_reason ?? 'timeout',
    withoutEffect: withoutEffectIn(file),
    ...(name !== undefined && { file: name }),
  };
}

/** What the vendor declares, where the lab leaves the choice open. */
function declaredTransport(file: IutFile): ListenerTransport | undefined {
  return file.pixit?.listen === undefined
    ? listenerTransports.find((name) => file.pics?.transports?.includes(name))
    : undefined;
}

/** A client is never blamed for a transport that it was told to use. */
function refuseContradiction({ pics }: IutFile, { transport }: Listener): void {
  const declared = pics?.transports;
  if (declared === undefined || declared.includes(transport)) return;
  throw new HarnessError(
    'settings-invalid',
    `pics.transports declares ${declared.join(', ')}, but the client would be told to use ${transport}; this version serves ${listenerTransports.join(' and ')}`,
  );
}

/** The next hop first: of the transport asked for, on the first address of the list. */
function listenersOf(
  texts: readonly string[] | undefined,
  transport: ListenerTransport | undefined,
): readonly [Listener, ...Listener[]] {
  const all = (texts ?? [`${transport ?? 'udp'}:127.0.0.1:0`])
    .map(parseListener)
    .filter((listener) => listener !== undefined);
  const wanted = all.find((listener) => transport === undefined || listener.transport === transport);
  const [first] = all;
  if (first === undefined) throw new HarnessError('settings-invalid', 'pixit.listen names no listener');
  const nextHop = wanted ?? {
    ...first,
    transport: transport ?? first.transport,
  };
  return [nextHop, ...all.filter((listener) => listener.host !== nextHop.host || listener.port !== nextHop.port)];
}

/** The command line's transport wins, as it does over that of the listener. */
function outboundProxyOf({ pixit }: IutFile, transport: ListenerTransport | undefined): Listener | undefined {
  const stated = pixit?.outbound_proxy === undefined ? undefined : parseListener(pixit.outbound_proxy);
  return stated && { ...stated, ...(transport && { transport }) };
}

function credentialsOf(file: PassiveIutFile): DeclaredIut['credentials'] {
  if (file.credentials !== undefined) return file.credentials;
  const { private_identity: username, password } = file.pixit ?? {};
  return username !== undefined && password !== undefined ? { username, password } : undefined;
}

/** The host of a sip: URI; of a tel: URI there is none. */
function domainOf(imAddress: string): string {
  const match = /^sips?:(?:[^@]*@)?(\[[^\]]*\]|[^:;?]+)/i.exec(imAddress);
  return match?.[1] ?? 'example.com';
}

/** What is left out stays undeclared, but for the two that have a default. */
function picsOf(file: PassiveIutFile): Pics {
  const declared = Object.entries(file.pics ?? {}).filter(([, value]) => value !== undefined);
  return { ...defaultPics, ...(Object.fromEntries(declared) as Partial<Pics>) };
}

function timesOf({ pixit = {} }: PassiveIutFile): Pixit {
  return {
    t1_ms: pixit.t1_ms ?? defaultPixit.t1_ms,
    t2_ms: pixit.t2_ms ?? defaultPixit.t2_ms,
    t4_ms: pixit.t4_ms ?? defaultPixit.t4_ms,
    timer_tolerance: {
      early: pixit.timer_tolerance?.early ?? defaultPixit.timer_tolerance.early,
      late: pixit.timer_tolerance?.late ?? defaultPixit.timer_tolerance.late,
      late_ms: pixit.timer_tolerance?.late_ms ?? defaultPixit.timer_tolerance.late_ms,
    },
    min_retry_500_s: pixit.min_retry_500_s ?? defaultPixit.min_retry_500_s,
    granted_publish_lifetime_s: pixit.granted_publish_lifetime_s ?? defaultPixit.granted_publish_lifetime_s,
    user_action_timeout_s: pixit.user_action_timeout_s ?? defaultPixit.user_action_timeout_s,
  };
}

function controlOf(file: IutFile, cwd: string, named: readonly string[] | undefined): Control {
  const { control } = file;
  if (control.kind !== 'reference') {
    if (named === undefined) return { ...control, cwd } as Control;
    throw new HarnessError('usage', '--fault is for the bundled reference client; the IUT file names another one');
  }
  return {
    kind: 'reference',
    faults: knownFaults(named ?? (control.fault === undefined ? [] : [control.fault])),
    ...terminalOf(picsOf(file)),
    cwd,
  };
}

/**
 * Faults of the reference client by their names.
 * @throws HarnessError `usage` for a name that does not exist, with those that do.
 */
export function knownFaults(names: readonly string[]): readonly string[] {
  const strange = names.find((name) => !faults.some((fault) => fault.name === name));
  if (strange === undefined) return names;
  const allowed = faults.map((fault) => fault.name).join(', ');
  throw new HarnessError('usage', `there is no fault "${strange}"; allowed: ${allowed}`);
}

function withoutEffectIn(file: PassiveIutFile): string[] {
  return (['pics', 'pixit', 'rules'] as const).flatMap((section) =>
    Object.keys(file[section] ?? {})
      .filter((key) => withoutEffect[section].includes(key))
      .map((key) => `${section}.${key}`),
  );
}
