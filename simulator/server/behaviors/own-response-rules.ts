import { sameAddress } from '../../core/address';
import type { Millis } from '../../core/time';
import { readChallenge } from '../../sip/authorization';
import { readContacts } from '../../sip/contact';
import { readEntityTag } from '../../sip/entity-tag';
import { fieldsNamed, firstField, type SipResponse } from '../../sip/message';
import { readNameAddr } from '../../sip/name-addr';
import { readDeltaSeconds } from '../../sip/numbers';
import { paramNamed } from '../../sip/params';
import type { ServerConfig } from '../config';
import type { Packet } from '../packet';
import type { ServerRequest } from '../request';
import { ipLiteral, responsePath } from '../routing';
import { expiresOf } from './match';
import type { Breach } from './own-breach';
import type { OwnRule } from './own-rule';

/** What a response has to fit to. */
export interface ResponseContext {
  readonly request: ServerRequest;
  /** Milliseconds since the request came first; 0 when left out. */
  readonly age?: Millis;
  /** The To tag of all responses to it. */
  readonly toTag?: string;
}

/** What a status has to be accompanied by: a row that the client cannot go on without. */
const companions: Readonly<Record<number, readonly [rule: OwnRule, ...keys: string[]]>> = {
  405: ['allow', 'allow'],
  415: ['accept', 'accept', 'accept-encoding', 'accept-language'],
  420: ['unsupported', 'unsupported'],
  423: ['min-expires', 'min-expires'],
  489: ['allow-events', 'allow-events'],
  494: ['security-server', 'security-server'],
};

/** The rules that a response of ours breaks, beyond those for all messages. */
export function* responseBreaches(
  packet: Packet,
  message: SipResponse,
  config: ServerConfig,
  context: ResponseContext | undefined,
): Generator<Breach> {
  const { status } = message.start;
  if (status === 401) yield* challengeBreaches(message, 'www-authenticate');
  if (status === 407) yield* challengeBreaches(message, 'proxy-authenticate');
  const companion = companions[status];
  if (companion !== undefined) {
    const [rule, ...keys] = companion;
    const isThere = keys.some((key) => firstField(message, key) !== undefined);
    if (!isThere) yield { rule, text: `a ${status} has to carry ${keys.join(' or ')}` };
  }
  if (context === undefined) return;
  yield* copyBreaches(packet, message, context);
  yield* timeBreaches(packet, status, config, context);
  if (status === 423) yield* briefnessBreaches(message, context);
  if (status >= 200 && status < 300) yield* successBreaches(message, context);
}

function* challengeBreaches(message: SipResponse, key: 'www-authenticate' | 'proxy-authenticate'): Generator<Breach> {
  const fields = fieldsNamed(message, key);
  if (fields.length === 0) yield { rule: key, text: `a ${message.start.status} has to carry ${key}` };
  for (const field of fields) {
    const read = readChallenge(field);
    if (!read.ok) yield { rule: key, text: `the challenge ${field.value} cannot be read` };
    else if (read.value.scheme.toLowerCase() === 'digest') {
      for (const name of ['realm', 'nonce']) {
        if (paramNamed(read.value.params, name) === undefined)
          yield { rule: key, text: `a challenge of Digest needs ${name}` };
      }
    }
  }
}

/** What a response copies from its request, and where it goes (RFC 3261 §8.2.6, §18.2). */
function* copyBreaches(packet: Packet, message: SipResponse, { request, toTag }: ResponseContext): Generator<Breach> {
  const { arrival, head } = request;
  // Octets that may not stand in a message are not copied; what was copied in their place is then no breach.
  const isClean = arrival.parsed.ok && arrival.parsed.message.defects.length === 0;
  if (isClean) yield* viaBreaches(message, request);
  const copied = [
    ['from', head.from],
    ['call-id', head.callId],
    ['cseq', head.cseq],
  ] as const;
  for (const [rule, field] of copied) {
    const value = firstField(message, rule)?.value;
    if (isClean && field !== undefined && value !== undefined && value !== field.value)
      yield { rule, text: `${value} is no copy of ${field.value}` };
  }
  yield* toBreaches(message, request, toTag);
  const due = responsePath(arrival, head.topVia);
  const isThere = sameAddress(packet.remote, due.remote) && packet.connection === due.connection;
  if (!isThere || !sameAddress(packet.local, due.local))
    yield { rule: 'path', text: 'it does not go from where the request came to, to where it is waited for' };
}

function* viaBreaches(message: SipResponse, { head, arrival, via }: ServerRequest): Generator<Breach> {
  const ours = fieldsNamed(message, 'via').map(({ value }) => value);
  const theirs = head.vias.map(({ value }) => value);
  const isSame = (value: string, index: number): boolean => {
    const copied = ours[index];
    if (copied === undefined) return false;
    return index > 0 ? copied === value : withoutSource(copied) === withoutSource(value);
  };
  if (ours.length !== theirs.length || !theirs.every(isSame))
    yield { rule: 'via', text: 'the Via values are not those of the request, in order' };
  const top = ours[0] ?? '';
  const asks = paramNamed(via.params, 'rport') !== undefined;
  if (asks && valueIn(top, 'rport') !== String(arrival.remote.port))
    yield { rule: 'via', text: `rport is not the port ${arrival.remote.port} that the request came from` };
  const isElsewhere = asks || ipLiteral(via.host)?.toLowerCase() !== arrival.remote.host.toLowerCase();
  if (isElsewhere && valueIn(top, 'received') !== arrival.remote.host)
    yield { rule: 'via', text: `received is not the address ${arrival.remote.host} that the request came from` };
}

/** The first value of a Via row without the parameters that a server adds, nor its value of `keep` (RFC 6223 §4.4), and all others. */
function withoutSource(row: string): string {
  const end = firstValueEnd(row);
  return (
    row
      .slice(0, end)
      .replace(/\s*;\s*(?:received|rport)\s*(?:=\s*[^;\s]*)?(?=\s*(?:;|$))/gi, '')
      .replace(/(;\s*keep)\s*=\s*[^;\s]*/i, '$1')
      .trimEnd() + row.slice(end)
  );
}

/** Where the first value of a row ends: at a comma that is in no quoted string (RFC 3261 §25.1). */
function firstValueEnd(row: string): number {
  return /^(?:[^",]|"(?:[^"\\]|\\.)*")*/s.exec(row)?.[0].length ?? row.length;
}

function valueIn(row: string, name: string): string | undefined {
  return new RegExp(`;\\s*${name}\\s*=\\s*([^;,\\s]*)`, 'i').exec(row)?.[1];
}

function* toBreaches(message: SipResponse, request: ServerRequest, toTag: string | undefined): Generator<Breach> {
  const field = firstField(message, 'to');
  const read = field && readNameAddr(field);
  if (field === undefined || read === undefined) return;
  if (!read.ok) yield { rule: 'to', text: `To ${field.value} cannot be read` };
  else if (read.value.uri !== request.to.uri) yield { rule: 'to', text: `To names ${read.value.uri}` };
  else if (request.to.tag !== undefined && read.value.tag !== request.to.tag)
    yield { rule: 'to', text: 'the To tag of the request is not kept' };
  else if (message.start.status > 100 && read.value.tag === undefined) yield { rule: 'to', text: 'To has no tag' };
  else if (toTag !== undefined && read.value.tag !== undefined && read.value.tag !== toTag)
    yield { rule: 'to', text: 'the To tag is another one than that of the other responses to the request' };
}

/** How long a client waits until Timer E has reached T2: the copies at T1, 3*T1, 7*T1, ... are out then (RFC 4320 §4.1). */
export function timeToT2({ timers }: ServerConfig): Millis {
  let total = 0;
  for (let interval = timers.t1; interval < timers.t2; interval *= 2) total += interval;
  return total;
}

function* timeBreaches(
  packet: Packet,
  status: number,
  config: ServerConfig,
  { age = 0 }: ResponseContext,
): Generator<Breach> {
  if (status < 100 || status > 199) return;
  if (status !== 100)
    yield { rule: 'provisional', text: `${status} to a request that is no INVITE; 100 is allowed alone` };
  else if (packet.transport === 'udp' && age < timeToT2(config))
    yield {
      rule: 'provisional',
      text: `100 after ${age} ms; on UDP none may come in the first ${timeToT2(config)} ms`,
    };
}

/** A 423 makes sense only to a request that asked for less; one that asked for nothing left the choice to us. */
function* briefnessBreaches(message: SipResponse, { request }: ResponseContext): Generator<Breach> {
  const field = firstField(message, 'min-expires');
  const least = field && readDeltaSeconds(field);
  const asked = shortestAsked(request);
  if (least?.ok && (asked === undefined || asked >= least.value))
    yield { rule: 'too-brief', text: `the request asked for ${asked ?? 'no lifetime'}, Min-Expires is ${least.value}` };
}

function shortestAsked({ message }: ServerRequest): number | undefined {
  const ofContacts = fieldsNamed(message, 'contact').flatMap((field) => {
    const read = readContacts(field);
    return read.ok && !read.value.star
      ? read.value.contacts.map(({ params }) => paramNamed(params, 'expires')?.value)
      : [];
  });
  const asked = [...ofContacts.filter((value) => value !== undefined).map(Number), expiresOf(message)];
  const known = asked.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

function* successBreaches(message: SipResponse, { request }: ResponseContext): Generator<Breach> {
  const { method } = request.message.start;
  if (method === 'REGISTER') yield* bindingBreaches(message);
  if (method !== 'PUBLISH' && method !== 'SUBSCRIBE') return;
  const expires = firstField(message, 'expires');
  const granted = expires && readDeltaSeconds(expires);
  if (!granted?.ok) yield { rule: 'expires', text: `a 2xx to ${method} has to carry an Expires that can be read` };
  const asked = expiresOf(request.message);
  if (granted?.ok && asked !== undefined && granted.value > asked)
    yield { rule: 'lifetime', text: `Expires is ${granted.value}, asked for were ${asked}` };
  if (method === 'SUBSCRIBE') {
    const contacts = fieldsNamed(message, 'contact');
    if (contacts.length !== 1) yield { rule: 'contact', text: 'a 2xx to SUBSCRIBE has to carry one Contact' };
    return;
  }
  const tag = firstField(message, 'sip-etag');
  if (tag === undefined || !readEntityTag(tag).ok)
    yield { rule: 'sip-etag', text: 'a 2xx to PUBLISH has to carry a SIP-ETag that can be read' };
}

function* bindingBreaches(message: SipResponse): Generator<Breach> {
  const isGeneral = firstField(message, 'expires') !== undefined;
  for (const field of fieldsNamed(message, 'contact')) {
    const read = readContacts(field);
    if (!read.ok || read.value.star) yield { rule: 'bindings', text: `Contact ${field.value} names no binding` };
    else if (!isGeneral && read.value.contacts.some(({ params }) => paramNamed(params, 'expires') === undefined))
      yield { rule: 'bindings', text: 'a Contact does not say when its binding expires' };
  }
}
