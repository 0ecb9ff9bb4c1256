import type { Rules } from '../requirements/configuration';
import { readEvent } from '../sip/event';
import { fieldsNamed, type HeaderField, type SipMessage } from '../sip/message';

/** How the Event header fields of a request relate to the settings package. */
export type EventRelation =
  /** Names the package, if only ignoring case, with a template, or between quotes: the breach is judged, not overlooked. */
  | 'settings'
  /** Names a package that is known to be taken for the settings package. */
  | 'confused'
  /** Names a well-formed other package. */
  | 'other'
  /** Names a package that IMS and voice clients subscribe to by themselves all the time. */
  | 'background'
  | 'missing'
  | 'unreadable';

/** RFC 4354 and the later OMA releases name the settings package so (decision D-05). */
const confusable = new Set(['poc-settings', 'im-settings']);
/** RFC 3680 and RFC 3842: sent after every registration, so never an attempt at something else. */
const background = new Set(['reg', 'message-summary']);

/** The relation of the request's Event header fields to the package of the profile; the closest one of several. */
export function eventRelation(message: SipMessage, rules: Rules): EventRelation {
  const relations = fieldsNamed(message, 'event').map((field) => relationOf(field, rules.event_package));
  const order: readonly EventRelation[] = ['settings', 'confused', 'unreadable', 'other', 'background'];
  return order.find((relation) => relations.includes(relation)) ?? 'missing';
}

function relationOf(field: HeaderField, eventPackage: string): EventRelation {
  const wanted = eventPackage.toLowerCase();
  const read = readEvent(field);
  const value = field.value.toLowerCase();
  // An unreadable value still says what it is about: "service-settings, presence", "presence;;".
  if (!read.ok && value.includes(wanted)) return 'settings';
  const type = read.ok ? read.value.type.toLowerCase() : /^[a-z0-9\-!%*_+`'~.]+(?=[;\s]|$)/.exec(value)?.[0];
  if (type === undefined) return 'unreadable';
  if (type === wanted || type.startsWith(`${wanted}.`)) return 'settings';
  if (confusable.has(type)) return 'confused';
  return background.has(type) ? 'background' : 'other';
}
