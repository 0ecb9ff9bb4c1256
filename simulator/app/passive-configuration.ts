import { resolve } from 'node:path';
import type { JudgeContext } from '../checks/check';
import { HarnessError } from '../core/harness-error';
import { defaultPics } from '../requirements/configuration';
import { parseUri } from '../sip/uri';
import type { DeclaredIut } from './iut';
import { contextOf } from './judge-context';
import { omaCr } from './oma-cr';
import type { TraceHeader } from './passive-trace-header';
import type { Profile } from './profile';

/** What `check` and `serve` are told about the clients, as typed. */
export interface PassiveOptions {
  readonly iut?: string | undefined;
  readonly profile?: string | undefined;
  readonly imAddresses: readonly string[];
}

/** What a passive judge knows of the clients, and what the report says of it. */
export interface PassiveConfiguration {
  /** The IM Addresses of the clients to judge; with none, every client that is seen. */
  readonly imAddresses: readonly string[];
  /** What the judge of all clients knows; that of a named IM Address is told the address, too (`contextFor`). */
  readonly context: JudgeContext;
  readonly profile: string;
  readonly iut?: NonNullable<TraceHeader['iut']>;
  /** The IUT file, where there is one. */
  readonly declared?: ReturnType<typeof import('./iut').loadDeclaredIut>;
}

/** What the IUT file or the trace says of an address is said of no other one. */
export function contextFor(
  { context }: Pick<PassiveConfiguration, 'context'>,
  imAddress: string | undefined,
): JudgeContext {
  if (imAddress === context.imAddress) return context;
  return { ...context, imAddress, imAddressAliases: [], username: undefined };
}

/**
 * Puts together what is known: of the options, else of the IUT file, else of the trace that is judged again, else the defaults.
 * @throws HarnessError `usage` or `settings-invalid`.
 */
export function passiveConfiguration(options: PassiveOptions, trace?: TraceHeader): PassiveConfiguration {
  for (const address of options.imAddresses) refuseUnreadable(address);
  const profile = profileFile(options.profile);
  const declared = options.iut === undefined ? undefined : loadDeclared(options.iut, profile);
  const known = declared === undefined ? trace?.context : contextOf(declared);
  const named = profile === undefined ? undefined : (declared?.profile ?? loadProfile(profile));
  const { rules, binding } = named ?? known ?? omaCr;
  const { imAddresses } = options;
  const told = known?.imAddress === undefined ? (trace?.imAddresses ?? []) : [known.imAddress];
  const iut = declared === undefined ? trace?.iut : nameOf(declared);
  return {
    imAddresses: imAddresses.length > 0 ? imAddresses : told,
    context: { ...unknownClient, ...known, rules, binding },
    profile: named?.name ?? declared?.profile.name ?? trace?.profile ?? omaCr.name,
    ...(iut && { iut }),
    ...(declared && { declared }),
  };
}

const unknownClient: JudgeContext = {
  imAddress: undefined,
  imAddressAliases: [],
  username: undefined,
  pics: defaultPics,
  rules: omaCr.rules,
  binding: omaCr.binding,
  nextHop: undefined,
};

/** Nothing else of the file, such as credentials, is for the report. */
function nameOf({ name, version, vendor }: DeclaredIut): NonNullable<TraceHeader['iut']> {
  return { name, ...(version !== undefined && { version }), ...(vendor !== undefined && { vendor }) };
}

/** A name that is built in, or a file by its whole path; `undefined` where none was given. */
function profileFile(given: string | undefined): string | undefined {
  return given === undefined || given === omaCr.name ? given : resolve(given);
}

// The readers of YAML are loaded only where there is something to read: they take longer than to judge a small capture.
function loadDeclared(file: string, profile: string | undefined): NonNullable<PassiveConfiguration['declared']> {
  const { loadDeclaredIut } = require('./iut') as typeof import('./iut');
  return loadDeclaredIut(file, profile);
}

function loadProfile(profile: string): Profile {
  if (profile === omaCr.name) return omaCr;
  const loader = require('./profile') as typeof import('./profile');
  return loader.loadProfile(profile, undefined, process.cwd());
}

function refuseUnreadable(address: string): void {
  const read = parseUri(address);
  if (read.ok && read.value.kind !== 'other') return;
  const example = 'sip:alice@example.com or tel:+12015550123';
  throw new HarnessError('usage', `--im-address is "${address}"; it looks like ${example}`);
}
