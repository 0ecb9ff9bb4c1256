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
  if (confusable.has(type) || isMisspelt(type, wanted)) return 'confused';
  return background.has(type) ? 'background' : 'other';
}

/** As many letters may be wrong, missing or too many. */
const SLIPS = 2;

/** Whether a type is meant to be another one: the same but for signs and a letter or two. */
function isMisspelt(type: string, wanted: string): boolean {
  const [a, b] = [type.replace(/[^a-z0-9]/g, ''), wanted.replace(/[^a-z0-9]/g, '')];
  return b.length > 4 * SLIPS && Math.abs(a.length - b.length) <= SLIPS && distance(a, b) <= SLIPS;
}

/** The number of letters to change, to leave out or to put in (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
