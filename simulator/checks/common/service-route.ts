import type { Address } from '../../core/address';
import type { Span } from '../../core/span';
import type { RequirementId } from '../../requirements/requirement';
import { firstField, type SipRequest } from '../../sip/message';
import type { NameAddr } from '../../sip/name-addr';
import { readRoutes } from '../../sip/route';
import { parseUri } from '../../sip/uri';
import { isIms, isRemoval } from '../applies';
import type { FormSubject, JudgeContext, Observation, Registration } from '../check';
import { userKey } from '../im-address';
import { fail, pass } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';
import { isAddress, isPlaceOf, portOf } from './arrival';
import { isOutsideDialog } from './outside-dialog';

type RouteEntry = 'TS24229-5.1.2A.1.1-1' | 'RFC3608-6.1-1' | 'RFC3608-6.1-2';

/** What is wrong with the Route, and the one entry that it breaks; `entry` left out: nothing; `undefined`: nothing can be said. */
type Finding = { readonly entry?: RouteEntry; readonly problem?: string } | undefined;

const met: readonly Observation[] = [pass('Route follows the registration')];
const nothing: readonly Observation[] = [];

/** Behind the core the P-CSCF has taken its entry away; inside a dialog the route set is that of the dialog. */
export function isRouteLookedAt(subject: FormSubject, { rules }: JudgeContext): boolean {
  if (subject.registration === undefined || rules.capture_point === 'behind-core') return false;
  return isOutsideDialog(subject) && !isRemoval(subject) && hasWholeHeader(subject);
}

/**
 * Puts Route beside the Service-Route of the last registration. One fault breaks one entry: another order or lost parameters
 * RFC3608-6.1-1, the list of an older registration RFC3608-6.1-2, and in an IMS core all else TS24229-5.1.2A.1.1-1. Outside an IMS core a
 * client need not use Service-Route, and may put a proxy of its own in front. A Route that cannot be read breaks RFC3261-7.3.1-1.
 */
export function judgeRoute(entry: RouteEntry, subject: FormSubject, context: JudgeContext): readonly Observation[] {
  const { message, registration } = subject;
  const read = readRoutes(message, 'route');
  if (registration === undefined || !read.ok) return nothing;
  const uris = read.value.map(({ uri }) => uri);
  const found = isIms(context) ? compareInIms(uris, registration, context) : compare(uris, registration);
  if (found === undefined || !isAbout(entry, registration)) return nothing;
  if (found.entry === undefined) return met;
  return found.entry === entry ? [fault(found.problem ?? '', message, read.value, registration, context)] : nothing;
}

/** Whether the entry has anything to look at: an order needs values, the newest list an older one. */
function isAbout(entry: RequirementId, { serviceRoute, formerServiceRoutes }: Registration): boolean {
  if (entry === 'RFC3608-6.1-1') return serviceRoute.length > 0;
  return entry !== 'RFC3608-6.1-2' || formerServiceRoutes !== undefined;
}

/** In an IMS core: the P-CSCF, then the values; one entry for both where the P-CSCF itself is the first value. */
function compareInIms(uris: readonly string[], registration: Registration, context: JudgeContext): Finding {
  const { serviceRoute } = registration;
  if (uris.length === 0) {
    return serviceRoute.length === 0 ? {} : { entry: 'TS24229-5.1.2A.1.1-1', problem: 'no Route header field' };
  }
  const [first = '', ...rest] = uris;
  if (sameUris(rest, serviceRoute)) {
    if (mayBeNextHop(first, context)) return {};
    return { entry: 'TS24229-5.1.2A.1.1-1', problem: `first Route value ${quoted(first)} is not the P-CSCF` };
  }
  if (sameUris(uris, serviceRoute)) {
    if (isNextHop(first, context)) return {};
    const problem = 'the P-CSCF is missing in front of the Service-Route values';
    return { entry: 'TS24229-5.1.2A.1.1-1', problem };
  }
  const known = compare(uris, registration);
  if (known?.entry !== undefined) return known;
  const problem = 'Route differs from the P-CSCF and the Service-Route values of the last registration';
  return { entry: 'TS24229-5.1.2A.1.1-1', problem };
}

/** The values at the end of Route; what stands before them is the client's own. `undefined` where it uses other ones. */
function compare(uris: readonly string[], { serviceRoute, formerServiceRoutes = [] }: Registration): Finding {
  const end = serviceRoute.length === 0 ? [] : uris.slice(-serviceRoute.length);
  if (serviceRoute.length > 0 && sameUris(end, serviceRoute)) return {};
  if (formerServiceRoutes.some((former) => former.length > 0 && sameUris(uris.slice(-former.length), former))) {
    return { entry: 'RFC3608-6.1-2', problem: 'the Service-Route values of an older registration' };
  }
  if (serviceRoute.length === 0) return undefined;
  if (sameUris(end.toSorted(), serviceRoute.toSorted())) {
    return { entry: 'RFC3608-6.1-1', problem: 'the Service-Route values stand in another order' };
  }
  if (sameUris(end.map(userKey), serviceRoute.map(userKey))) {
    return { entry: 'RFC3608-6.1-1', problem: 'the Service-Route values are not the same octets' };
  }
  return undefined;
}

function fault(
  problem: string,
  message: SipRequest,
  values: readonly NameAddr[],
  { serviceRoute }: Registration,
  context: JudgeContext,
): Observation {
  const wanted = serviceRoute.map((uri) => `<${uri}>`);
  const expected = `Route with ${[...(isIms(context) ? ['the P-CSCF'] : []), ...wanted].join(', ') || 'no such values'}`;
  const field = firstField(message, 'route');
  if (field === undefined) return fail(problem, { expected, actual: 'missing', span: message.start.span });
  const start = values[0]?.span.start ?? field.span.start;
  const span: Span = { start, end: values.at(-1)?.span.end ?? field.span.end };
  return fail(problem, { expected, actual: values.map(({ uri }) => `<${uri}>`).join(', '), span });
}

function sameUris(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((uri, index) => uri === b[index]);
}

/** Whether a URI surely names the next hop. With IMS AKA its port is that of the security association. */
function isNextHop(uri: string, { nextHop, pics }: JudgeContext): boolean {
  const place = placeOf(uri);
  if (place === undefined || nextHop === undefined) return false;
  return isPlaceOf(pics.auth === 'aka' ? { ...place, port: nextHop.port } : place, nextHop);
}

/** As `isNextHop`; a name instead of an address cannot be compared, and without a known next hop anything may be it. */
function mayBeNextHop(uri: string, context: JudgeContext): boolean {
  const place = placeOf(uri);
  if (place === undefined) return false;
  return !isAddress(place.host) || context.nextHop === undefined || isNextHop(uri, context);
}

function placeOf(uri: string): Address | undefined {
  const read = parseUri(uri);
  if (!read.ok || (read.value.kind !== 'sip' && read.value.kind !== 'sips')) return undefined;
  return { host: read.value.host.replace(/^\[|\]$/g, ''), port: portOf(read.value) };
}
