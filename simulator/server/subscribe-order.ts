import type { Seconds } from '../core/time';
import { readAccept } from '../sip/accept';
import { readContacts } from '../sip/contact';
import { readEvent } from '../sip/event';
import { fieldsNamed, firstField, type SipRequest } from '../sip/message';
import { readDeltaSeconds } from '../sip/numbers';
import { paramNamed } from '../sip/params';
import { readRoutes } from '../sip/route';
import { parseUri } from '../sip/uri';
import type { ServerConfig } from './config';
import { badEvent } from './event-state-compositor';
import { type Reply, reply } from './reply';
import { onlyField } from './request';

/** What a SUBSCRIBE asks for (RFC 6665 §4.1.2), read once. */
export interface SubscribeOrder {
  readonly eventId: string | undefined;
  /** The remote target; a SUBSCRIBE inside a dialog may leave it as it was. */
  readonly target: string | undefined;
  /** The content type for the NOTIFY. */
  readonly mediaType: string;
  /** Without an Expires header field, the default of the package. */
  readonly expires: Seconds;
  /** Values of Record-Route, brackets included. */
  readonly routes: readonly string[];
}

export type OrderReading =
  | { readonly ok: true; readonly order: SubscribeOrder }
  | { readonly ok: false; readonly refusal: Reply };

/** Reads a SUBSCRIBE, or says why it is refused: 489, 400, 406 in this order. */
export function readSubscribe(message: SipRequest, config: ServerConfig): OrderReading {
  const refuse = (refusal: Reply): OrderReading => ({ ok: false, refusal });
  const eventField = onlyField(message, 'event');
  if (eventField === 'conflict') return refuse(reply(400, 'Several Event Header Fields'));
  const event = eventField && readEvent(eventField);
  if (!event?.ok || event.value.type !== config.eventPackage) return refuse(badEvent(config.eventPackage));
  const target = readTarget(message);
  if (target === 'unreadable') return refuse(reply(400, 'Contact Is Not A SIP URI'));
  const expires = readExpires(message, config.subscriptionLifetime);
  if (expires === undefined) return refuse(reply(400, 'Unreadable Expires'));
  const routes = readRoutes(message, 'record-route');
  if (!routes.ok) return refuse(reply(400, 'Unreadable Record-Route'));
  const mediaType = config.mediaTypes.find((type) => accepts(message, type));
  if (mediaType === undefined) return refuse(reply(406, 'Not Acceptable'));
  const values = routes.value.map(({ span }) => message.text.slice(span.start, span.end).replace(/[\r\n]/g, ' '));
  return { ok: true, order: { eventId: event.value.id, target, mediaType, expires, routes: values } };
}

/** The URI of the first Contact; a dialog has one (RFC 3261 §8.1.1.8), and its URI holds no headers part there. */
function readTarget(message: SipRequest): string | 'unreadable' | undefined {
  const field = firstField(message, 'contact');
  if (field === undefined) return undefined;
  const read = readContacts(field);
  const contact = read.ok && !read.value.star ? read.value.contacts[0] : undefined;
  const uri = contact && parseUri(contact.uri);
  if (contact === undefined || !uri?.ok || (uri.value.kind !== 'sip' && uri.value.kind !== 'sips')) return 'unreadable';
  return uri.value.headers.length === 0 ? contact.uri : contact.uri.slice(0, contact.uri.indexOf('?'));
}

function readExpires(message: SipRequest, fallback: Seconds): Seconds | undefined {
  const field = onlyField(message, 'expires');
  if (field === undefined) return fallback;
  const read = field === 'conflict' ? undefined : readDeltaSeconds(field);
  return read?.ok ? read.value : undefined;
}

/**
 * Whether the client takes documents of this type. Without Accept it takes the default of the package; an empty Accept takes
 * nothing (RFC 3261 §20.1). An Accept that cannot be read counts as none: whether it is a breach is for the checks to say.
 */
function accepts(message: SipRequest, mediaType: string): boolean {
  const fields = fieldsNamed(message, 'accept');
  if (fields.length === 0) return true;
  const ranges = fields.map(readAccept);
  const all = `${mediaType.slice(0, mediaType.indexOf('/'))}/*`;
  let found = ranges.some((range) => !range.ok);
  for (const { type, params } of ranges.flatMap((range) => (range.ok ? range.value : []))) {
    if (type !== mediaType && type !== all && type !== '*/*') continue;
    const isExcluded = /^0(?:\.0*)?$/.test(paramNamed(params, 'q')?.value ?? '1');
    // The most specific range decides, and only an exact one with q=0 takes away what a wider one gives.
    if (!isExcluded) found = true;
    else if (type === mediaType) return false;
  }
  return found;
}
