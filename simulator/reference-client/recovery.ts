import type { Server } from './address';
import type { Answer } from './answer';
import { type Draft, headerOf, withHeader } from './draft';
import { addressOfRecord } from './im-address';
import { firstOf, type Head, listOf } from './rows';

/** What is sent next. */
export interface Next {
  readonly draft: Draft;
  /** Pause before it in milliseconds; none when absent. */
  readonly after?: number;
  /** It goes out although the server asked for silence; for the faults. */
  readonly despiteWait?: true;
  /** It goes out beside what the operation is about, which ends with the refusal; for the faults. */
  readonly aside?: true;
}

/** What the attempts of one request have led to so far. */
export interface Progress {
  /** Every Request-URI that was tried (RFC 3261 §8.1.3.4: each at most once). */
  readonly tried: Set<string>;
  /** Redirect targets not tried yet. */
  readonly targets: string[];
  /** The status codes that were already corrected once. */
  readonly corrected: Set<number>;
}

/** Where a request begins. */
export function progressOf(draft: Draft): Progress {
  return { tried: new Set([bareUri(draft.requestUri)]), targets: [], corrected: new Set() };
}

/**
 * The corrected request after a refusal, in a new transaction of the same Call-ID, From and To with the next CSeq number
 * (RFC 3261 §8.1.3.4, §8.1.3.5), or `undefined` where nothing can be corrected and the user has to act:
 *
 * | status | correction |
 * |---|---|
 * | 3xx but 305 and 380 | the next URI of Contact; after a further failure the one after it |
 * | 415 | once more without parameters of Content-Type, where Accept lists that type |
 * | 416 | the SIP form of a tel URI |
 * | 420 | without the options listed in Unsupported |
 * | others, unknown ones by their class | none: a repeat would be the same request |
 *
 * 401 and 407 are looked after by the credentials, 412 and 423 by the procedures, 494 by the security agreement.
 */
export function correction(draft: Draft, answer: Answer, progress: Progress, server: Server): Draft | undefined {
  const { status, head } = answer;
  const again = { ...draft, cseq: draft.cseq + 1 };
  if (status >= 300 && status < 400) return redirected(again, answer, progress);
  if (!progress.corrected.has(status)) {
    progress.corrected.add(status);
    if (status === 415) return withListedType(again, head);
    if (status === 416) return withSipUri(again, server);
    if (status === 420) return withoutOptions(again, head);
  }
  // A redirect target that failed: the next one is tried, unless the failure is global (RFC 3261 §8.1.3.4, §21.6).
  return status < 600 && progress.targets.length > 0 ? toNextTarget(again, progress) : undefined;
}

/** A Contact URI as Request-URI: without `method` parameter and headers part (RFC 3261 §8.1.3.4, §19.1.5). */
export function targetUri(contact: string): string | undefined {
  const uri = (/<([^>]*)>/.exec(contact)?.[1] ?? contact.split(';', 1)[0] ?? '').trim();
  if (!/^(sips?|tel):/i.test(uri)) return undefined;
  return uri.replace(/\?.*$/s, '').replace(/;method=[^;]*/i, '');
}

function redirected(draft: Draft, { status, head }: Answer, progress: Progress): Draft | undefined {
  // 305 names a proxy and 380 another service (RFC 3261 §21.3.4, §21.3.5): both are for the user to decide.
  if (status === 305 || status === 380) return undefined;
  progress.targets.push(...listOf(head, 'contact').flatMap((contact) => targetUri(contact) ?? []));
  return toNextTarget(draft, progress);
}

function toNextTarget(draft: Draft, { tried, targets }: Progress): Draft | undefined {
  const target = targets.find((uri) => !tried.has(bareUri(uri)));
  targets.splice(0, target === undefined ? targets.length : targets.indexOf(target) + 1);
  if (target === undefined) return undefined;
  tried.add(bareUri(target));
  return toTarget(draft, target);
}

/**
 * Sends a request to another target. Without a preloaded route an address in the URI is where it goes (RFC 3261 §8.1.2); a name is
 * left to the server, the outbound proxy, to resolve.
 */
function toTarget({ transport: _transport, ...draft }: Draft, uri: string): Draft {
  const [, v4, v6, port] = /^sips?:(?:[^@]*@)?(?:(\d+\.\d+\.\d+\.\d+)|\[([^\]]+)\])(?::(\d+))?/i.exec(uri) ?? [];
  const host = v4 ?? v6;
  if (host === undefined || draft.route.length > 0) return { ...draft, requestUri: uri };
  const transport = /;transport=(udp|tcp)\b/i.exec(uri)?.[1]?.toUpperCase() as Draft['transport'];
  const nextHop = { host, port: Number(port ?? 5060) };
  return { ...draft, requestUri: uri, nextHop, ...(transport !== undefined && { transport }) };
}

/** User and host: targets that differ in parameters alone would loop all the same. */
function bareUri(uri: string): string {
  const at = uri.indexOf('@') + 1;
  return uri.slice(0, at) + (uri.slice(at).split(/[;?]/, 1)[0] ?? '').toLowerCase();
}

function withListedType(draft: Draft, head: Head): Draft | undefined {
  const type = draft.contentType?.split(';', 1)[0]?.trim().toLowerCase();
  const listed = listOf(head, 'accept').map((range) => range.split(';', 1)[0]?.trim().toLowerCase());
  return type !== undefined && listed.includes(type) ? { ...draft, contentType: type } : undefined;
}

function withSipUri(draft: Draft, server: Server): Draft | undefined {
  const sip = addressOfRecord(draft.requestUri, server.host);
  return sip === draft.requestUri ? undefined : { ...draft, requestUri: sip };
}

function withoutOptions(draft: Draft, head: Head): Draft | undefined {
  const unsupported = listOf(head, 'unsupported').map((option) => option.toLowerCase());
  const changed = ['Require', 'Proxy-Require'].reduce((request, name) => {
    const options = headerOf(request, name)?.split(/\s*,\s*/) ?? [];
    const kept = options.filter((option) => !unsupported.includes(option.toLowerCase()));
    if (kept.length === options.length) return request;
    return withHeader(request, name, kept.length === 0 ? undefined : kept.join(', '));
  }, draft);
  return changed === draft ? undefined : changed;
}

/** Retry-After in seconds; comment and parameters are ignored (RFC 3261 §20.33). */
export function retryAfter(head: Head): number | undefined {
  const digits = /^\s*(\d+)/.exec(firstOf(head, 'retry-after') ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}
