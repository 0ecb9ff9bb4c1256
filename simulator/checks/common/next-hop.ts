import { type Address, formatAddress } from '../../core/address';
import { firstField } from '../../sip/message';
import { paramNamed } from '../../sip/params';
import { readVia } from '../../sip/via';
import type { JudgeContext, Observation, Subject } from '../check';
import { fail, inconc, pass } from '../observe';

/** Requests above this size go over TCP whatever is configured (RFC 3261 §18.1.1, decision D-14). */
const UDP_SIZE_LIMIT = 1300;

/** The request reaches the next hop that the client was told, over an allowed transport, and in IMS after registration. */
export function judgeNextHop(subject: Subject, context: JudgeContext): readonly Observation[] {
  const broken = [
    ...wrongAddress(subject, context),
    ...wrongTransport(subject, context),
    ...unregistered(subject, context),
    ...valuedRport(subject),
  ];
  if (broken.length > 0) return broken;
  const where = `${subject.event.transport}:${formatAddress(subject.event.local)}`;
  if (context.nextHop === undefined) return [pass(`arrived at ${where}; nobody told the client a next hop`)];
  return [pass(`arrived at ${where}, the configured next hop`)];
}

function wrongAddress({ event, message }: Subject, { nextHop }: JudgeContext): readonly Observation[] {
  if (nextHop === undefined || isSamePlace(event.local, nextHop)) return [];
  const details = { expected: `next hop ${formatAddress(nextHop)}`, span: message.start.span };
  return [fail(`sent to ${formatAddress(event.local)}`, { ...details, actual: formatAddress(event.local) })];
}

function isSamePlace(local: Address, nextHop: Address): boolean {
  const host = plainHost(nextHop.host);
  const isAnyHost = host === '0.0.0.0' || host === '::';
  return local.port === nextHop.port && (isAnyHost || plainHost(local.host) === host);
}

/** An IPv4 address that a dual-stack socket shows as an IPv6 one. */
function plainHost(host: string): string {
  return host.toLowerCase().replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '');
}

function wrongTransport({ event, message }: Subject, { pics }: JudgeContext): readonly Observation[] {
  const { transport } = event;
  if (pics.transports === undefined || pics.transports.includes(transport)) return [];
  if (transport === 'tcp' && message.span.end - message.span.start > UDP_SIZE_LIMIT) return [];
  const expected = `one of the declared transports: ${pics.transports.join(', ')}`;
  return [fail(`sent over ${transport}`, { expected, actual: transport, span: message.start.span })];
}

/** In IMS nothing but REGISTER is sent before the 200 to it. A passive observer may have missed that. */
function unregistered({ registration, message }: Subject, { pics, nextHop }: JudgeContext): readonly Observation[] {
  if (pics.sip_ip_core !== 'ims' || registration !== undefined) return [];
  if (nextHop === undefined) return [inconc('no registration was seen before the request')];
  const details = { expected: 'registration completed first', actual: 'no 200 to REGISTER', span: message.start.span };
  return [fail('sent before the registration was completed', details)];
}

/** A client asks with rport alone; the value is the server's to add (RFC 3581 §3 and §4). One that is no port fails item 1. */
function valuedRport({ message }: Subject): readonly Observation[] {
  const field = firstField(message, 'via');
  if (field === undefined || !/;\s*rport\s*=/i.test(field.value)) return [];
  const read = readVia(field);
  const [top] = read.ok ? read.value : [];
  const rport = top === undefined ? undefined : paramNamed(top.params, 'rport');
  if (rport?.value === undefined) return [];
  return [fail('rport in the top Via has a value', { expected: 'RFC 3581 §3: rport alone', span: rport.span })];
}
