import type { RequirementId } from '../../requirements/requirement';
import type { ParserRule } from '../../sip/defects';
import { singleRowKeys } from '../../sip/header-names';
import type { Defect, SipMessage } from '../../sip/message';
import type { SubjectKind } from '../check';

/**
 * The one entry that each defect of the parser belongs to. `row-limit` is a limit of ours, of which its entry says that it cannot
 * be decided. Section 7 has the start line of both kinds of message, and the catalogue has no entry of §7.2, so what is wrong with
 * a status line breaks RFC3261-7-1.
 */
export const entryOfRule: Readonly<Record<ParserRule, RequirementId>> = {
  CRLF: 'RFC3261-7-1',
  Request: 'RFC3261-7-1',
  Response: 'RFC3261-7-1',
  'Request-Line': 'RFC3261-7.1-1',
  SP: 'RFC3261-7.1-1',
  'SIP-Version': 'RFC3261-7.1-1',
  Method: 'RFC3261-7.1-1',
  'Request-URI': 'RFC3261-7.1-2',
  'SIP-URI': 'RFC3261-19.1.2-1',
  escaped: 'RFC3261-19.1.2-1',
  'Status-Line': 'RFC3261-7-1',
  'Status-Code': 'RFC3261-7-1',
  'Reason-Phrase': 'RFC3261-7-1',
  'message-header': 'RFC3261-7.3.1-1',
  'row-limit': 'RFC3261-7.3.1-1',
  HCOLON: 'RFC3261-7.3.1-1',
  'header-name': 'RFC3261-7.3.1-1',
  'header-value': 'RFC3261-7.3.1-1',
  'UTF8-NONASCII': 'RFC3261-7.3.1-1',
  'Content-Length': 'RFC3261-20.14-1',
  'RFC 3261 §18.3': 'RFC3261-20.14-2',
};

/** The entry of a second row of a header field that stands in one row. */
const entryOfRepeat: RequirementId = 'RFC3261-7.3.1-2';

/** A header field whose octets another entry judges; where the kind of request matters, by kind. */
type Owner = RequirementId | Readonly<Partial<Record<SubjectKind | 'answer', RequirementId>>>;

/** Header fields with an entry of their own for what stands in them, control characters and broken UTF-8 included. */
export const ownersOfText: Readonly<Record<string, Owner>> = {
  event: { 'settings-publish': 'RFC3903-4.1-1', 'settings-subscribe': 'RFC3265-3.1.2-1' },
  'sip-if-match': { 'settings-publish': 'RFC3903-12-1' },
  'accept-contact': 'RFC3841-10-1',
  'reject-contact': 'RFC3841-10-1',
  'p-preferred-identity': 'RFC3325-9.2-2',
};

/** The entry that a defect of the parser belongs to. */
export function entryOfDefect(defect: Defect, message: SipMessage, kind: SubjectKind | 'answer'): RequirementId {
  const { rule } = defect;
  if (singleRowKeys.has(rule)) return entryOfRepeat;
  if (isInText(rule)) return entryOfText(defect, message, kind);
  if (rule === 'Content-Length' && announcesWhatIsNone(defect, message)) return 'RFC3261-20.14-3';
  const entry = entryOfRule[rule as ParserRule];
  return kind === 'answer' && entry === 'RFC3261-7.1-1' ? 'RFC3261-7-1' : entry;
}

/** Whether a rule is about the characters of a header value or a reason phrase. */
export function isInText(rule: string): boolean {
  return rule === 'header-value' || rule === 'UTF8-NONASCII';
}

function entryOfText({ rule, span }: Defect, message: SipMessage, kind: SubjectKind | 'answer'): RequirementId {
  if (span.start <= message.start.span.end) return 'RFC3261-7-1';
  const field = message.headers.find((row) => span.start >= row.span.start && span.end <= row.span.end);
  const owner = field === undefined ? undefined : ownersOfText[field.key];
  const entry = typeof owner === 'object' ? owner[kind] : owner;
  return entry ?? entryOfRule[rule as ParserRule];
}

/** A number of octets is announced, and nothing follows at all: RFC3261-20.14-3 speaks of messages without a body. */
function announcesWhatIsNone({ span }: Defect, { body, text }: SipMessage): boolean {
  return body.start === body.end && /^[0-9]+$/.test(text.slice(span.start, span.end));
}
