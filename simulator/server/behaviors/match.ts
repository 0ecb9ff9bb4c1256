import { readContacts } from '../../sip/contact';
import { readEvent } from '../../sip/event';
import { fieldsNamed, firstField, type SipRequest } from '../../sip/message';
import { readDeltaSeconds } from '../../sip/numbers';
import { paramNamed } from '../../sip/params';
import type { ServerRequest } from '../request';
import type { Match } from './behavior';

/** Whether a request is one that the behaviour is for; `nth` and `fromNth` are for who counts. */
export function matches(match: Match, request: ServerRequest, isAtOther: boolean): boolean {
  const { message, arrival, to } = request;
  const has = (key: string): boolean => firstField(message, key) !== undefined;
  const isAuthorised = answersChallenge(message, 'authorization');
  const isProxyAuthorised = answersChallenge(message, 'proxy-authorization');
  return (
    isOneOf(match.method, message.start.method) &&
    (match.at === undefined || (match.at === 'other') === isAtOther) &&
    isOneOf(match.transport, arrival.transport) &&
    isAs(match.hasEntityTag, has('sip-if-match')) &&
    isAs(match.isInDialog, to.tag !== undefined) &&
    isAs(match.hasCredentials, isAuthorised || isProxyAuthorised) &&
    isAs(match.hasAuthorization, isAuthorised) &&
    isAs(match.hasProxyAuthorization, isProxyAuthorised) &&
    isAs(match.hasBody, message.body.end > message.body.start) &&
    (match.asksForEnd === undefined || match.asksForEnd === asksForEnd(message)) &&
    (match.event === undefined || match.event === eventOf(message)) &&
    (match.scheme === undefined || match.scheme === schemeOf(message))
  );
}

/** Whether the number of a request among those that match is one that the behaviour is for. */
export function isCounted({ nth, fromNth }: Match, number: number): boolean {
  return (nth === undefined || number === nth) && (fromNth === undefined || number >= fromNth);
}

function isAs(wanted: boolean | undefined, is: boolean): boolean {
  return wanted === undefined || wanted === is;
}

function isOneOf(wanted: string | readonly string[] | undefined, is: string): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === 'string' ? wanted === is : wanted.includes(is);
}

/** A terminal of an IMS names its private identity before anybody has asked, with an empty nonce (TS 24.229 §5.1.1.2): that answers nothing. */
function answersChallenge(message: SipRequest, key: string): boolean {
  return fieldsNamed(message, key).some(({ value }) => !/[\s,]nonce\s*=\s*""/i.test(value));
}

/** Expires 0, or where Contacts say when they expire, 0 for all (RFC 3261 §10.2.2). */
function asksForEnd(message: SipRequest): boolean {
  const lifetimes = fieldsNamed(message, 'contact').flatMap((field) => {
    const read = readContacts(field);
    const contacts = read.ok && !read.value.star ? read.value.contacts : [];
    return contacts.map(({ params }) => paramNamed(params, 'expires')?.value).filter((value) => value !== undefined);
  });
  if (lifetimes.length > 0) return lifetimes.every((value) => Number(value) === 0);
  return expiresOf(message) === 0;
}

/** The seconds of Expires, if it is there and can be read. */
export function expiresOf(message: SipRequest): number | undefined {
  const field = firstField(message, 'expires');
  const read = field && readDeltaSeconds(field);
  return read?.ok ? read.value : undefined;
}

function eventOf(message: SipRequest): string | undefined {
  const field = firstField(message, 'event');
  const read = field && readEvent(field);
  return read?.ok ? read.value.type : undefined;
}

function schemeOf({ start }: SipRequest): string {
  return start.requestUri.slice(0, Math.max(0, start.requestUri.indexOf(':'))).toLowerCase();
}
