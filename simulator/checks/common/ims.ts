import type { Span } from '../../core/span';
import { readIdentities } from '../../sip/identity';
import { firstField, type SipRequest } from '../../sip/message';
import { readRoutes } from '../../sip/route';
import { parseUri } from '../../sip/uri';
import type { JudgeContext, Observation, Registration, Subject } from '../check';
import { isOneOf, uriIn } from '../im-address';
import { fail, inconc, pass, warn } from '../observe';
import { quoted } from '../text';

/** What TS 24.229 clause 5.1.2A.1.1 and RFC 3608 §6.1 ask of a request outside a dialog; applies in an IMS core only. */
export function judgeIms(subject: Subject, context: JudgeContext): readonly Observation[] {
  const { registration, message } = subject;
  if (registration === undefined) return [unregistered(message, context), ...judgeAccessNetwork(message, context)];
  const seen = [
    ...judgeAccessNetwork(message, context),
    ...judgeRoute(subject, registration, context),
    ...judgePreferredIdentity(message, registration),
    ...judgeFromIdentity(message, registration),
  ];
  const isBroken = seen.some(({ outcome }) => outcome === 'fail' || outcome === 'inconc');
  return isBroken ? seen : [pass('registered; Route and identities follow the registration'), ...seen];
}

function unregistered(message: SipRequest, { nextHop }: JudgeContext): Observation {
  if (nextHop === undefined) return inconc('no registration was seen before the request');
  const details = { expected: 'a 200 to REGISTER before', actual: 'no 200 to REGISTER', span: message.start.span };
  return fail('sent before the registration was completed', details);
}

/** P-Access-Network-Info from a client that declares it (PICS pani); behind the core it may have been taken away. */
function judgeAccessNetwork(message: SipRequest, { pics, rules }: JudgeContext): readonly Observation[] {
  if (pics.pani !== true || rules.capture_point === 'behind-core') return [];
  if (firstField(message, 'p-access-network-info') !== undefined) return [];
  const expected = 'TS 24.229 clause 5.1.2A.1.1: P-Access-Network-Info, as PICS pani declares';
  return [fail('no P-Access-Network-Info header field', { expected, actual: 'missing', span: message.start.span })];
}

/** Route: first the P-CSCF, then the Service-Route values of the last registration, byte for byte in their order. */
function judgeRoute(
  { message, kind }: Subject,
  registration: Registration,
  context: JudgeContext,
): readonly Observation[] {
  // Behind the core the P-CSCF has taken its entry away; inside a dialog the route set is that of the dialog.
  if (context.rules.capture_point === 'behind-core' || kind === 'settings-subscribe-in-dialog') return [];
  const { serviceRoute } = registration;
  const expected = `Route with the P-CSCF${serviceRoute.map((uri) => `, <${uri}>`).join('')}`;
  const field = firstField(message, 'route');
  if (field === undefined) {
    if (serviceRoute.length === 0) return [];
    return [fail('no Route header field', { expected, actual: 'missing', span: message.start.span })];
  }
  const read = readRoutes(message, 'route');
  if (!read.ok) return [fail(`Route: ${read.defect.message}`, { expected, span: read.defect.span })];
  const problem = routeProblem(
    read.value.map(({ uri }) => uri),
    serviceRoute,
    context,
  );
  if (problem === undefined) return [];
  const last = read.value.at(-1);
  const span: Span = { start: read.value[0]?.span.start ?? field.span.start, end: last?.span.end ?? field.span.end };
  return [fail(problem, { expected, actual: read.value.map(({ uri }) => `<${uri}>`).join(', '), span })];
}

function routeProblem(
  routes: readonly string[],
  serviceRoute: readonly string[],
  context: JudgeContext,
): string | undefined {
  const isPCscfFirst = (uri: string | undefined) => uri !== undefined && mayBeNextHop(uri, context);
  if (sameUris(routes.slice(1), serviceRoute)) {
    return isPCscfFirst(routes[0]) ? undefined : `first Route value ${quoted(routes[0] ?? '')} is not the P-CSCF`;
  }
  // One entry for both, where the P-CSCF itself is the first Service-Route value.
  if (sameUris(routes, serviceRoute)) {
    return isNextHop(serviceRoute[0] ?? '', context)
      ? undefined
      : 'the P-CSCF is missing in front of the Service-Route values';
  }
  const isOrder = sameUris([...routes.slice(1)].sort(), [...serviceRoute].sort());
  if (isOrder) return 'the Service-Route values stand in another order';
  return 'Route differs from the P-CSCF and the Service-Route values of the last registration';
}

function sameUris(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((uri, index) => uri === b[index]);
}

/** Whether a URI surely names the next hop. */
function isNextHop(uri: string, { nextHop }: JudgeContext): boolean {
  const read = parseUri(uri);
  if (!read.ok || nextHop === undefined || (read.value.kind !== 'sip' && read.value.kind !== 'sips')) return false;
  const { host, port } = read.value;
  return host.replace(/^\[|\]$/g, '').toLowerCase() === nextHop.host.toLowerCase() && (port ?? 5060) === nextHop.port;
}

/** As `isNextHop`; a name instead of an address cannot be compared, and without a known next hop anything may be it. */
function mayBeNextHop(uri: string, context: JudgeContext): boolean {
  const read = parseUri(uri);
  if (!read.ok || (read.value.kind !== 'sip' && read.value.kind !== 'sips')) return false;
  const isAddress = /^\[|^\d+\.\d+\.\d+\.\d+$/.test(read.value.host);
  return !isAddress || context.nextHop === undefined || isNextHop(uri, context);
}

/**
 * P-Preferred-Identity, if present, names a registered identity (TS 24.229 clause 5.1.2A.1.1). A sip and a tel URI may stand
 * side by side (RFC 3325 §9.2), and the P-CSCF takes one that is registered: only where none is, the client has not obeyed.
 */
function judgePreferredIdentity(message: SipRequest, registration: Registration): readonly Observation[] {
  if (firstField(message, 'p-preferred-identity') === undefined) return [];
  const read = readIdentities(message, 'p-preferred-identity');
  // An unreadable one is judged by item 3.
  if (!read.ok) return [];
  const registered = registeredUris(registration);
  const [first] = read.value;
  if (first === undefined || read.value.some(({ uri }) => isOneOf(uri, registered))) return [];
  const text = `P-Preferred-Identity ${quoted(read.value.map(({ uri }) => uri).join(', '))}`;
  const span = first.uriSpan;
  if (registration.associatedUris.length === 0) {
    return [inconc(`${text} cannot be compared: the registration told no P-Associated-URI`, { span })];
  }
  return [fail(`${text} is not registered`, { expected: `one of ${registered.join(', ')}`, span })];
}

/** From holds a public user identity, or is anonymous with Privacy; a remark only, as the text of the rule was not at hand. */
function judgeFromIdentity(message: SipRequest, registration: Registration): readonly Observation[] {
  const uri = uriIn(message, 'from');
  if (uri === undefined || isOneOf(uri, registeredUris(registration))) return [];
  const isAnonymous = /@anonymous\.invalid(?:[;:?]|$)/i.test(uri);
  if (isAnonymous && firstField(message, 'privacy') !== undefined) return [];
  // A hidden identity that nobody told us of may be registered all the same.
  if (!isAnonymous && registration.associatedUris.length === 0) return [];
  const span = firstField(message, 'from')?.valueSpan ?? message.start.span;
  const what = isAnonymous ? 'is anonymous without a Privacy header field' : 'is not a registered identity';
  return [warn(`From ${quoted(uri)} ${what}`, { span })];
}

/** Without P-Associated-URI only the registered address itself is known. */
function registeredUris({ aor, associatedUris }: Registration): readonly string[] {
  return associatedUris.length === 0 ? [aor] : associatedUris;
}
