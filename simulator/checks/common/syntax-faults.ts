import type { RequirementId } from '../../requirements/requirement';
import type { Defect, HeaderField, SipMessage } from '../../sip/message';
import { isRequest } from '../../sip/message';
import { isOfRequestUri } from '../../sip/request-uri';
import type { Answer, FormSubject, Observation, SubjectKind } from '../check';
import { fail } from '../observe';
import { isBodySplit, isShortBody, visibleDefects } from '../truncation';
import { entryOfDefect, isInText } from './defect-entries';
import { entryOfRequestUri, entryOfRow, requestUriDefect, rowDefect } from './row-faults';

/** Something wrong with the syntax of a message, and the one entry that it breaks. */
export interface SyntaxFault {
  readonly entry: RequirementId;
  readonly defect: Defect;
}

const none: readonly SyntaxFault[] = [];

/** The message looked at last and what was found in it: a score of checks asks, one after the other. */
let lastMessage: SipMessage | undefined;
let lastFaults: readonly SyntaxFault[] = none;

/**
 * Everything that the parser and the readers of addresses, Via and Date find wrong with a message of the client, each with the one
 * entry that it breaks. A value in which the parser found something is not read again: that would be the same breach twice.
 */
export function faultsOf(seen: FormSubject | Answer): readonly SyntaxFault[] {
  const { message } = seen;
  if (message === lastMessage) return lastFaults;
  const parsed = parserFaults(seen);
  const read = readerFaults(message);
  lastFaults = parsed.length === 0 ? read : [...parsed, ...read];
  lastMessage = message;
  return lastFaults;
}

/** What belongs to one entry, as failures: the first of each rule with the number of the others; `met` when there is nothing. */
export function judgeFaults(
  entry: RequirementId,
  seen: FormSubject | Answer,
  met: readonly Observation[],
): readonly Observation[] {
  const faults = faultsOf(seen);
  if (faults.length === 0) return met;
  const own = faults.filter((fault) => fault.entry === entry).map(({ defect }) => defect);
  return own.length === 0 ? met : failures(own, seen.message);
}

/** Whether a value is there that can be taken at its word: the parser found nothing wrong in its row. */
export function isSound(field: HeaderField, { defects }: SipMessage): boolean {
  return defects.length === 0 || !defects.some((defect) => isInRow(defect, field));
}

function parserFaults(seen: FormSubject | Answer): readonly SyntaxFault[] {
  const { event, message } = seen;
  const visible = visibleDefects(event, message);
  if (visible.length === 0) return none;
  // What is missing of the body breaks RFC7118-5-1 then, and is to be told once.
  const defects = isBodySplit(seen) ? visible.filter((defect) => !isShortBody(defect, message)) : visible;
  return defects.map((defect) => ({ entry: entryOfDefect(defect, message, kindOf(seen)), defect }));
}

function kindOf(seen: FormSubject | Answer): SubjectKind | 'answer' {
  return 'kind' in seen ? seen.kind : 'answer';
}

function readerFaults(message: SipMessage): readonly SyntaxFault[] {
  let found: SyntaxFault[] | undefined;
  const uri = requestUriDefect(message);
  if (uri !== undefined && !isKnownUri(message)) {
    const entry = entryOfRequestUri(uri);
    if (entry !== undefined) found = [{ entry, defect: uri }];
  }
  const isAnswer = message.start.kind === 'response';
  for (const field of message.headers) {
    const defect = rowDefect(field, isAnswer);
    if (defect === undefined || !isSound(field, message)) continue;
    const entry = entryOfRow(field, defect, message);
    if (entry === undefined) continue;
    if (found === undefined) found = [{ entry, defect }];
    else found.push({ entry, defect });
  }
  return found ?? none;
}

/** Whether the parser has found something wrong with the Request-URI already. */
function isKnownUri(message: SipMessage): boolean {
  return isRequest(message) && message.defects.some((defect) => isOfRequestUri(defect, message));
}

/** Whether a defect spoils the value of a row: its characters, its name, or that it is one too many. */
function isInRow({ rule, span }: Defect, field: HeaderField): boolean {
  const isSpoiling = isInText(rule) || rule === 'header-name' || rule === field.key;
  return isSpoiling && span.start >= field.span.start && span.end <= field.span.end;
}

function failures(defects: readonly Defect[], message: SipMessage): readonly Observation[] {
  const firsts = defects.filter(({ rule }, index) => defects.findIndex((other) => other.rule === rule) === index);
  return firsts.map(({ rule, message: what, span }) => {
    const others = defects.filter((defect) => defect.rule === rule).length - 1;
    const more = others === 0 ? '' : ` (and ${others} more of this kind)`;
    const expected = rule.startsWith('RFC') ? rule : `RFC 3261 §25.1, rule ${rule}`;
    // Behind the header fields there is nothing to show where the empty line or Content-Length is missing.
    const isBehind = span.start === span.end && message.headers.every((field) => field.span.end < span.start);
    return fail(`${what}${more}`, { expected, span, ...(isBehind && { actual: 'missing' }) });
  });
}
