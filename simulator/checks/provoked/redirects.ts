import { readContacts } from '../../sip/contact';
import { fieldsNamed } from '../../sip/message';
import { valueIn } from './looks';
import type { ClientTransaction, Episode, ServerResponse, Step, StepOf } from './provoked-check';

/** 305 names a proxy and 380 another service (RFC 3261 §21.3.4, §21.3.5): neither is a target to try. */
const noTargets: ReadonlySet<number> = new Set([305, 380]);

/** A URI of Contact in a 3xx. */
export interface Target {
  /** What a redirected request has as Request-URI: without `method` and headers (RFC 3261 §8.1.3.4, §19.1.5). */
  readonly uri: string;
  /** Without parameters: how a redirected request is recognised. */
  readonly bare: string;
  /** Contact says for how long it is good. */
  readonly hasExpiry: boolean;
}

/** Whether a step is a 3xx to PUBLISH or SUBSCRIBE of the settings that names targets. */
export function isRedirect(cause: Step): cause is StepOf<'refused'> {
  if (cause.kind !== 'refused' || cause.isRepeated) return false;
  const { status } = cause.response;
  if (status >= 400 || noTargets.has(status)) return false;
  const { kind } = cause.tx;
  return (kind === 'settings-publish' || kind === 'settings-subscribe') && targetsOf(cause.response).length > 0;
}

/** The targets of a 3xx in its order; what cannot be read or is no SIP URI is left out. */
export function targetsOf({ message }: ServerResponse): readonly Target[] {
  const expires = valueIn(message, 'expires') !== undefined;
  return fieldsNamed(message, 'contact').flatMap((field) => {
    const read = readContacts(field);
    if (!read.ok || read.value.star) return [];
    return read.value.contacts
      .filter(({ uri }) => /^sips?:/i.test(uri))
      .map(({ uri, params }) => ({
        uri: withoutParts(uri),
        bare: bareOf(uri),
        hasExpiry: expires || params.some(({ name }) => name.toLowerCase() === 'expires'),
      }));
  });
}

/** A URI without its `method` parameter and headers part. */
function withoutParts(uri: string): string {
  return uri.replace(/\?.*$/s, '').replace(/;method=[^;]*/i, '');
}

/** User and host of a URI. */
export function bareOf(uri: string): string {
  const host = uri.indexOf('@') + 1;
  const [end = ''] = uri.slice(host).split(/[;?]/, 1);
  return `${uri.slice(0, host)}${end.toLowerCase()}`;
}

/** The user and host that a request goes to. */
export function targetOf({ message }: ClientTransaction): string {
  return bareOf(message.start.requestUri);
}

/** The requests up to the redirected one, each redirected by the one before: the latest last. */
export function chainOf({ past, cause }: Pick<Episode, 'past' | 'cause'>): readonly ClientTransaction[] {
  if (cause.kind !== 'refused') return [];
  const same = past.filter(({ kind }) => kind === cause.tx.kind);
  const broken = same.findLastIndex((tx) => tx !== cause.tx && !(tx.final !== undefined && isThreeHundred(tx.final)));
  return same.slice(broken + 1);
}

function isThreeHundred({ status }: ServerResponse): boolean {
  return status >= 300 && status < 400;
}

/** The first later request of the same kind that goes to one of the targets, with the target. */
export function redirected(
  { steps }: Episode,
  { tx, response }: StepOf<'refused'>,
): { readonly step: StepOf<'request'>; readonly target: Target } | undefined {
  const targets = targetsOf(response).filter(({ bare }) => bare !== targetOf(tx));
  for (const step of steps) {
    if (step.kind !== 'request' || step.tx.kind !== tx.kind) continue;
    const target = targets.find(({ bare }) => bare === targetOf(step.tx));
    if (target !== undefined) return { step, target };
  }
  return undefined;
}
