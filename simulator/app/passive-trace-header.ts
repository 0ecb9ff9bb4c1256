import type { JudgeContext } from '../checks/check';
import { type Listener, listenerTransports } from '../core/address';
import { defaultPics, defaultPixit, defaultRules, type Pics, type Rules } from '../requirements/configuration';
import { type Binding, omaImDefault } from '../settings/binding';
import type { TraceContext } from '../trace/ndjson';
import { readSecrets } from './judge-context';

/** What the first line of a trace says of the run that wrote it. */
export interface TraceHeader {
  readonly mode: 'run' | 'serve' | 'check';
  readonly profile?: string;
  readonly iut?: { readonly name: string; readonly version?: string; readonly vendor?: string };
  /** The IM Addresses of the clients, where there were several; one stands in the context. */
  readonly imAddresses?: readonly string[];
  /** What the judge knew; left out where it cannot be used. */
  readonly context?: JudgeContext;
  /** Why it cannot be used, in words for people. */
  readonly problem?: string;
}

/** The first line of a trace, without what marks it as one; the inverse of `readTraceHeader`. */
export function traceHeader(
  header: Required<Pick<TraceHeader, 'mode' | 'profile' | 'context'>> & Pick<TraceHeader, 'iut' | 'imAddresses'>,
  tool: string,
  startedAt: number,
): TraceContext {
  return { tool, startedAt, ...header };
}

/** Reads it. A trace may be edited by hand: what is not as it should be is told, and the defaults hold. Never throws. */
export function readTraceHeader(header: TraceContext): TraceHeader {
  const { mode, profile, iut, imAddresses, context } = header;
  const named = table(iut);
  const known = {
    mode: mode === 'serve' || mode === 'check' ? mode : 'run',
    ...(typeof profile === 'string' && { profile }),
    ...(typeof named?.name === 'string' && {
      iut: {
        name: named.name,
        ...(typeof named.version === 'string' && { version: named.version }),
        ...(typeof named.vendor === 'string' && { vendor: named.vendor }),
      },
    }),
    ...(isTexts(imAddresses) && { imAddresses }),
  } as const;
  const read = readContext(context);
  return typeof read === 'string' ? { ...known, problem: read } : { ...known, context: read };
}

/** The context, or the first thing in it that cannot be used. */
function readContext(value: unknown): JudgeContext | string {
  const context = table(value);
  if (context === undefined) return 'context is missing';
  const { imAddress, imAddressAliases, username, nextHop, offersTcp, homeDomain, pixit } = context;
  if (imAddress !== undefined && typeof imAddress !== 'string') return 'context.imAddress is no text';
  if (!isTexts(imAddressAliases)) return 'context.imAddressAliases is no list of texts';
  if (username !== undefined && typeof username !== 'string') return 'context.username is no text';
  if (offersTcp !== undefined && typeof offersTcp !== 'boolean') return 'context.offersTcp is neither true nor false';
  if (homeDomain !== undefined && typeof homeDomain !== 'string') return 'context.homeDomain is no text';
  const secrets = context.secrets === undefined ? undefined : readSecrets(context.secrets);
  if (context.secrets !== undefined && secrets === undefined) return 'context.secrets is no list of secrets';
  if (pixit !== undefined && table(pixit) === undefined) return 'context.pixit is no table';
  const hop = nextHop === undefined ? undefined : readListener(nextHop);
  if (typeof hop === 'string') return hop;
  const declared = readDeclared(context);
  if (typeof declared === 'string') return declared;
  const binding = bindingFrom(context.binding);
  if (typeof binding === 'string') return binding;
  return {
    imAddress,
    imAddressAliases,
    username,
    ...declared,
    binding,
    nextHop: hop,
    ...(offersTcp !== undefined && { offersTcp }),
    ...(homeDomain !== undefined && { homeDomain }),
    ...(secrets !== undefined && { secrets }),
    ...(pixit !== undefined && { pixit: { ...defaultPixit, ...table(pixit) } }),
  };
}

function readListener(value: unknown): Listener | string {
  const { transport, host, port } = table(value) ?? {};
  const name = listenerTransports.find((known) => known === transport);
  const isPort = typeof port === 'number' && Number.isInteger(port) && port > 0 && port <= 65_535;
  if (name === undefined || typeof host !== 'string' || !isPort) return 'context.nextHop names no listener';
  return { transport: name, host, port };
}

/** PICS and rules; the schema is asked only where they are not the usual ones, for it takes long to load. So is that of bindings. */
function readDeclared({ pics, rules }: Record<string, unknown>): { pics: Pics; rules: Rules } | string {
  if (isSame(pics, defaultPics) && isSame(rules, defaultRules)) return { pics: defaultPics, rules: defaultRules };
  const { iutSchema, rulesSchema } = require('./iut-schema') as typeof import('./iut-schema');
  const read = { pics: iutSchema.shape.pics.safeParse(pics), rules: rulesSchema.safeParse(rules) };
  for (const [name, { error }] of Object.entries(read)) {
    const [issue] = error?.issues ?? [];
    if (issue !== undefined) return `context.${[name, ...issue.path].join('.')}: ${issue.message}`;
  }
  return {
    pics: { ...defaultPics, ...table(pics) } as Pics,
    rules: { ...defaultRules, ...table(rules) } as Rules,
  };
}

/** The binding of the trace has the keys of our own type; those of a binding file are checked by its reader. */
function bindingFrom(value: unknown): Binding | string {
  if (isSame(value, omaImDefault)) return omaImDefault;
  const { readBinding } = require('../settings/binding-file') as typeof import('../settings/binding-file');
  const { name, mediaTypes, root, entity, settings } = table(value) ?? {};
  const { ns, name: entityName, idAttribute } = table(entity) ?? {};
  const read = readBinding({
    name,
    media_types: mediaTypes,
    root,
    entity: { ns, name: entityName, id_attribute: idAttribute },
    settings,
  });
  return read.ok ? read.binding : `context.binding: ${read.problems[0]?.message}`;
}

function isSame(value: unknown, usual: object): boolean {
  return JSON.stringify(value) === JSON.stringify(usual);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

function table(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}
