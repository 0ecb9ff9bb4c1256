import type { SipMessage, SipRequest, SipResponse } from './message';
import { isRequest } from './message';
import { parseMessage } from './parse';

type Header = readonly [name: string, value: string];

/** What a test changes in a conforming message. */
export interface Changes {
  /** Takes the place of the header fields of that name; put at the end where there is none. */
  readonly set?: readonly Header[];
  /** Appended behind all others, Content-Length included. */
  readonly add?: readonly Header[];
  /** Names of header fields that are left out. */
  readonly without?: readonly string[];
  readonly requestUri?: string;
  /** The method of the request line and of CSeq. */
  readonly method?: string;
  /** Content-Length follows it. */
  readonly body?: Buffer | string;
  /** A last change of the text of the whole message, one character per octet. */
  readonly raw?: (text: string) => string;
}

/** The status line of a response, and changes. */
export interface ResponseChanges extends Omit<Changes, 'requestUri' | 'method'> {
  readonly status?: number;
  readonly reason?: string;
}

/** A document with all five settings (600 octets). */
export const SETTINGS_DOCUMENT =
  '<?xml version="1.0" encoding="UTF-8"?>' +
  '<poc-settings xmlns="urn:oma:params:xml:ns:poc:poc-settings" xmlns:im="urn:oma:xml:im:service-settings">' +
  '<entity id="urn:uuid:00000000-0000-1000-8000-AABBCCDDEEFF">' +
  '<isb-settings><incoming-session-barring active="false"/></isb-settings>' +
  '<im:ipmb-settings><im:incoming-pager-mode-barring active="false"/></im:ipmb-settings>' +
  '<im:vis-settings><im:vis-status active="true"/></im:vis-settings>' +
  '<im:deferred-settings><im:offline-delivery active="true"/></im:deferred-settings>' +
  '<im:hist-settings><im:hist-activation active="false"/></im:hist-settings>' +
  '</entity></poc-settings>';

const ADDRESS = 'sip:alice@example.com';

function dialogHeaders(branch: string, callId: string, method: string): Header[] {
  return [
    ['Via', `SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK${branch};rport`],
    ['Max-Forwards', '70'],
    ['From', `<${ADDRESS}>;tag=4fa3c2d19b`],
    ['To', `<${ADDRESS}>`],
    ['Call-ID', callId],
    ['CSeq', `1 ${method}`],
  ];
}

/** A conforming PUBLISH of the settings as octets. */
export function publishBytes(changes: Changes = {}): Buffer {
  const { method = 'PUBLISH', requestUri = ADDRESS, body = SETTINGS_DOCUMENT } = changes;
  const headers: Header[] = [
    ...dialogHeaders('74bf9c1f2a', 'b89rjhnedlrfjflslj40a222', method),
    ['Accept-Contact', '*;+g.oma.sip-im;require;explicit'],
    ['Event', 'service-settings'],
    ['Content-Type', 'application/poc-settings+xml'],
  ];
  return build(`${method} ${requestUri} SIP/2.0`, headers, body, changes);
}

/** A conforming SUBSCRIBE that fetches the settings, as octets. */
export function subscribeBytes(changes: Changes = {}): Buffer {
  const { method = 'SUBSCRIBE', requestUri = ADDRESS, body = '' } = changes;
  const headers: Header[] = [
    ...dialogHeaders('9d1', 'fetch-1@192.0.2.10', method),
    ['Contact', '<sip:alice@192.0.2.10:5060>'],
    ['Event', 'service-settings'],
    ['Expires', '0'],
    ['Accept', 'application/poc-settings+xml'],
  ];
  return build(`${method} ${requestUri} SIP/2.0`, headers, body, changes);
}

/** A REGISTER with the feature tag, as octets. */
export function registerBytes(changes: Changes = {}): Buffer {
  const { method = 'REGISTER', requestUri = 'sip:example.com', body = '' } = changes;
  const headers: Header[] = [
    ...dialogHeaders('r1', 'register-1@192.0.2.10', method),
    ['Contact', '<sip:alice@192.0.2.10:5060>;+g.oma.sip-im'],
    ['Expires', '3600'],
  ];
  return build(`${method} ${requestUri} SIP/2.0`, headers, body, changes);
}

/** A 200 to the PUBLISH of `publishBytes`, as octets. */
export function responseBytes(changes: ResponseChanges = {}): Buffer {
  const { status = 200, reason = 'OK', body = '' } = changes;
  const headers: Header[] = [
    ['Via', 'SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK74bf9c1f2a;received=192.0.2.10;rport=5060'],
    ['From', `<${ADDRESS}>;tag=4fa3c2d19b`],
    ['To', `<${ADDRESS}>;tag=esc-1`],
    ['Call-ID', 'b89rjhnedlrfjflslj40a222'],
    ['CSeq', '1 PUBLISH'],
    ['SIP-ETag', 'e1-Zx.9'],
    ['Expires', '3600'],
  ];
  return build(`SIP/2.0 ${status} ${reason}`, headers, body, changes);
}

export function publish(changes?: Changes): SipRequest {
  return asRequest(publishBytes(changes));
}

export function subscribe(changes?: Changes): SipRequest {
  return asRequest(subscribeBytes(changes));
}

export function register(changes?: Changes): SipRequest {
  return asRequest(registerBytes(changes));
}

export function response(changes?: ResponseChanges): SipResponse {
  const message = parsed(responseBytes(changes));
  if (isRequest(message)) throw new Error('the fixture is a request');
  return message;
}

function asRequest(bytes: Buffer): SipRequest {
  const message = parsed(bytes);
  if (!isRequest(message)) throw new Error('the fixture is a response');
  return message;
}

function parsed(bytes: Buffer): SipMessage {
  const result = parseMessage(bytes);
  if (!result.ok) throw new Error(`the fixture is not SIP: ${result.problem.message}`);
  return result.message;
}

function build(
  startLine: string,
  headers: readonly Header[],
  body: Buffer | string,
  { set = [], add = [], without = [], raw }: Omit<Changes, 'body'>,
): Buffer {
  const content = Buffer.from(body as string);
  const all = without.reduce(remove, replace([...headers, ['Content-Length', String(content.length)]], set));
  const head = [startLine, ...[...all, ...add].map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');
  const text = Buffer.from(head).toString('latin1') + content.toString('latin1');
  return Buffer.from(raw === undefined ? text : raw(text), 'latin1');
}

function sameName([name]: Header, other: string): boolean {
  return name.toLowerCase() === other.toLowerCase();
}

function remove(headers: readonly Header[], name: string): readonly Header[] {
  return headers.filter((header) => !sameName(header, name));
}

function replace(headers: readonly Header[], set: readonly Header[]): readonly Header[] {
  const isSet = (header: Header): boolean => set.some(([name]) => sameName(header, name));
  const replaced = headers.flatMap((header, index) => {
    if (!isSet(header)) return [header];
    const isFirst = headers.findIndex((other) => sameName(other, header[0])) === index;
    return isFirst ? set.filter((other) => sameName(other, header[0])) : [];
  });
  return [...replaced, ...set.filter(([name]) => !headers.some((header) => sameName(header, name)))];
}
