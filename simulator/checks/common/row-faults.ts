import type { RequirementId } from '../../requirements/requirement';
import { readContacts } from '../../sip/contact';
import { readDate } from '../../sip/date';
import type { Defect, HeaderField, Read, SipMessage } from '../../sip/message';
import { firstField, isRequest } from '../../sip/message';
import { readNameAddr } from '../../sip/name-addr';
import { readRequestUri } from '../../sip/request-uri';
import { readRoute } from '../../sip/route';
import { readVia } from '../../sip/via';

/** Rules of the address readers that have entries of their own; all others break the grammar of the header field. */
const entryOfUriRule: ReadonlyMap<string, RequirementId> = new Map([
  ['user', 'RFC3261-19.1.2-1'],
  ['password', 'RFC3261-19.1.2-1'],
  ['paramchar', 'RFC3261-19.1.2-1'],
  ['hname', 'RFC3261-19.1.2-1'],
  ['hvalue', 'RFC3261-19.1.2-1'],
  ['escaped', 'RFC3261-19.1.2-1'],
  ['userinfo', 'RFC3261-19.1.1-1'],
  ['uri-parameters', 'RFC3261-19.1.1-1'],
  ['RFC 3261 §20', 'RFC3261-20-1'],
]);

/** What the top Via may break beside its list and its parameters. */
const entryOfViaRule: ReadonlyMap<string, RequirementId> = new Map([
  ['sent-protocol', 'RFC3261-8.1.1.7-1'],
  ['host', 'RFC3261-18.1.1-3'],
  ['port', 'RFC3261-18.1.1-3'],
  ['response-port', 'RFC3581-3-1'],
]);

/** Rules of RFC 3966 for telephone numbers: to RFC 3261 these are absolute URIs, whose grammar they follow all the same. */
const telRules: ReadonlySet<string> = new Set(['telephone-subscriber', 'par', 'pname', 'local-number', 'context']);

/** message-header = (... / extension-header) CRLF: the general entry of the grammar of header fields. */
const ROW: RequirementId = 'RFC3261-7.3.1-1';

/** What is wrong with a Request-URI in which the parser found nothing, and the entry that it breaks. */
export function entryOfRequestUri({ rule }: Defect): RequirementId | undefined {
  if (telRules.has(rule)) return undefined;
  if (rule === 'userinfo') return 'RFC3261-7.1-2';
  return entryOfUriRule.get(rule) ?? 'RFC3261-7.1-2';
}

/** The defect of the Request-URI by the grammar of URIs, as far as the parser has none there. */
export function requestUriDefect(message: SipMessage): Defect | undefined {
  if (!isRequest(message) || message.start.requestUri === '') return undefined;
  const read = readRequestUri(message);
  return read.ok ? undefined : read.defect;
}

/**
 * Reads a header field whose grammar has no entry of its own, nor an entry that reads it whole. `undefined` for all others, and for
 * what a response copies from the request: that is the word of the other side (RFC 3261 §8.2.6.2).
 */
export function rowDefect(field: HeaderField, isAnswer: boolean): Defect | undefined {
  const read = readRow(field, isAnswer);
  return read === undefined || read.ok ? undefined : read.defect;
}

function readRow(field: HeaderField, isAnswer: boolean): Read<unknown> | undefined {
  switch (field.key) {
    case 'contact':
      return readContacts(field);
    case 'date':
      return readDate(field);
    case 'reply-to':
      return readNameAddr(field);
    case 'from':
    case 'to':
      return isAnswer ? undefined : readNameAddr(field);
    case 'via':
      return isAnswer ? undefined : readVia(field);
    case 'route':
      return isAnswer ? undefined : readRoute(field);
    default:
      return undefined;
  }
}

/** The one entry that the defect of a header field belongs to; `undefined` where RFC 3261 says nothing against it. */
export function entryOfRow(field: HeaderField, defect: Defect, message: SipMessage): RequirementId | undefined {
  if (telRules.has(defect.rule)) return undefined;
  const octets = message.text.slice(defect.span.start, defect.span.end);
  if (field.key === 'via') return entryOfVia(defect.rule, octets, field === firstField(message, 'via'));
  if (field.key === 'date') return ROW;
  if (field.key === 'from' && isEmptyParam(defect.rule, octets, 'tag')) return 'RFC3261-8.1.1.3-1';
  const entry = hasLostBrackets(field, defect) ? 'RFC3261-20-1' : (entryOfUriRule.get(defect.rule) ?? ROW);
  // Route has no form without brackets, so nothing of it is a matter of the choice between the two.
  return entry === 'RFC3261-20-1' && field.key === 'route' ? ROW : entry;
}

/** Vias below the top one are those of others. */
function entryOfVia(rule: string, octets: string, isTop: boolean): RequirementId {
  if (!isTop) return ROW;
  return isEmptyParam(rule, octets, 'branch') ? 'RFC3261-8.1.1.7-2' : (entryOfViaRule.get(rule) ?? ROW);
}

/** A parameter with "=" and nothing behind it, as in `tag=`. */
function isEmptyParam(rule: string, octets: string, name: string): boolean {
  return rule === 'generic-param' && octets.slice(0, name.length).toLowerCase() === name && octets.includes('=');
}

/**
 * Whether an address could not be read because its user part holds a comma or semicolon and no brackets stand around it: "@" comes
 * behind the separator, and none before it.
 */
function hasLostBrackets({ value, valueSpan }: HeaderField, { rule, span }: Defect): boolean {
  const index = span.start - valueSpan.start;
  const before = value.slice(0, index);
  const isBehindComma = /,[ \t]*$/.test(before);
  const read = isBehindComma ? before.slice(0, before.lastIndexOf(',')) : before;
  if (/[<@]/.test(read.slice(read.lastIndexOf(',') + 1))) return false;
  const rest = value.slice(index);
  if (rule === 'scheme') return isBehindComma && /^[^,;<>]*@/.test(rest);
  return rule === 'name-addr' && (rest.startsWith('@') || /^,[^,;<>]*@/.test(rest));
}
