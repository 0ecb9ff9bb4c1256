import { parseUri, type SipUri } from '../sip/uri';
import type { ServerConfig } from './config';
import type { Packet } from './packet';
import { ownAddress, ownContact, type Path, requestPath } from './routing';
import type { Dialog } from './subscription';

/** What a NOTIFY says. */
export interface Notification {
  /** The value of Subscription-State. */
  readonly state: string;
  readonly document: Buffer;
  /** The branch of Via. */
  readonly branch: string;
}

/**
 * Writes a NOTIFY (RFC 6665 §4.2.2) as a request inside the dialog of its SUBSCRIBE (RFC 3261 §12.2.1.1): From and To swapped,
 * our own CSeq, Event with the `id` of the SUBSCRIBE.
 *
 * It goes over UDP whatever its size: §18.1.1 asks for TCP within 200 octets of the path MTU, and a settings document stays
 * below that where a tester is used, on a loopback or a local network.
 */
export function writeNotify(dialog: Dialog, { state, document, branch }: Notification, config: ServerConfig): Packet {
  const { requestUri, routeRow, nextHop } = routeOf(dialog);
  const { transport, local } = dialog.path;
  const { advertisedHost, eventPackage } = config;
  const id = dialog.eventId === undefined ? '' : `;id=${dialog.eventId}`;
  const head =
    `NOTIFY ${requestUri} SIP/2.0\r\n` +
    `Via: SIP/2.0/${transport.toUpperCase()} ${ownAddress(local, advertisedHost)};branch=${branch}\r\n` +
    `Max-Forwards: 70\r\n${routeRow}` +
    `From: ${dialog.local}\r\nTo: ${dialog.remote}\r\n` +
    `Call-ID: ${dialog.callId}\r\nCSeq: ${dialog.localCSeq} NOTIFY\r\n` +
    `Contact: ${ownContact({ transport, ...local }, advertisedHost)}\r\n` +
    `Event: ${eventPackage}${id}\r\nSubscription-State: ${state}\r\n` +
    `Content-Type: ${dialog.mediaType}\r\nContent-Length: ${document.length}\r\n\r\n`;
  const path: Path = requestPath(dialog.path, nextHop);
  return { ...path, bytes: Buffer.concat([Buffer.from(head, 'latin1'), document]) };
}

/** Where a request inside a dialog goes, and what it says of that. */
export interface Routed {
  readonly requestUri: string;
  /** The Route row with its line end; empty where there is none. */
  readonly routeRow: string;
  readonly nextHop: SipUri | undefined;
}

/**
 * Loose routing: the target in the Request-URI and all routes in Route. A first route without `lr` is a strict router: it
 * takes the place of the Request-URI, and the target goes to the end of Route (RFC 3261 §12.2.1.1).
 */
export function routeOf({ target, routes: [first, ...rest] }: Dialog): Routed {
  if (first === undefined) return { requestUri: target, routeRow: '', nextHop: sipUri(target) };
  const uri = first.slice(first.indexOf('<') + 1, first.lastIndexOf('>'));
  const nextHop = sipUri(uri);
  const isLoose = nextHop?.params.some(({ name }) => name.toLowerCase() === 'lr') ?? true;
  if (isLoose) return { requestUri: target, routeRow: `Route: ${[first, ...rest].join(', ')}\r\n`, nextHop };
  return { requestUri: uri, routeRow: `Route: ${[...rest, `<${target}>`].join(', ')}\r\n`, nextHop };
}

/** The URI, where it is one that a request can be sent to. */
export function sipUri(text: string): SipUri | undefined {
  const read = parseUri(text);
  return read.ok && (read.value.kind === 'sip' || read.value.kind === 'sips') ? read.value : undefined;
}
