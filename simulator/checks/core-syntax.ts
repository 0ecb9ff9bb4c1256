import type { Span } from '../core/span';
import { readContacts } from '../sip/contact';
import { readRequestCSeq } from '../sip/cseq';
import { readEntityTag } from '../sip/entity-tag';
import { missingMandatory } from '../sip/mandatory';
import { readMediaType } from '../sip/media-type';
import { type Defect, fieldsNamed, firstField, type SipRequest } from '../sip/message';
import { readNameAddr } from '../sip/name-addr';
import { readMaxForwards } from '../sip/numbers';
import { paramNamed } from '../sip/params';
import { parseUri } from '../sip/uri';
import { readVias } from '../sip/via';
import { type Breach, breachOf } from './breach';
import type { JudgeContext, Observation, Subject } from './check';
import { isJudgedElsewhere } from './judged-elsewhere';
import { fail, warn } from './observe';
import { repeatedParams } from './repeated-params';
import { hasBody } from './settings-body';
import { quoted } from './text';

/**
 * The core syntax that item 1 of both clauses stands for, as long as RFC 3261 §7 and §8.1.1 have no entries of their own. Only
 * breaches of a MUST that are certain, each with its clause.
 */
interface SyntaxRule {
  /** Where it is said. */
  readonly clause: string;
  find(subject: Subject, context: JudgeContext): readonly Breach[];
}

const COOKIE = 'z9hG4bK';
const word = '[A-Za-z0-9\\-.!%*_+`\'~()<>:\\\\"/[\\]?{}]+';
const callId = new RegExp(`^${word}(?:@${word})?$`);

const rules: readonly SyntaxRule[] = [
  {
    clause: 'RFC 3261 §8.1.1: Via, Max-Forwards, From, To, Call-ID and CSeq in every request',
    find: ({ message }) =>
      missingMandatory(message).map((name) => ({ message: `no ${name} header field`, span: message.start.span })),
  },
  {
    clause: 'RFC 3261 §20.20 and §8.1.1.3: From = ( name-addr / addr-spec ) with a tag',
    find: ({ message }) => from(message),
  },
  { clause: 'RFC 3261 §20.39: To = ( name-addr / addr-spec ) *( SEMI to-param )', find: ({ message }) => to(message) },
  { clause: 'RFC 3261 §8.1.1.2: no tag in To outside a dialog', find: strayToTag },
  { clause: 'RFC 3261 §7.3.1: a parameter name once in a value', find: ({ message }) => repeatedParams(message) },
  {
    clause: 'RFC 3261 §7.4.2: no chunked transfer coding',
    find: ({ message }) =>
      fieldsNamed(message, 'transfer-encoding')
        .filter(({ value }) => /(?:^|,)[ \t]*chunked[ \t]*(?:[;,]|$)/i.test(value))
        .map(({ value, span }) => ({ message: `Transfer-Encoding ${quoted(value)}`, span })),
  },
  {
    clause: 'RFC 3261 §25.1: Call-ID = word [ "@" word ]',
    find: ({ message }) => {
      const field = firstField(message, 'call-id');
      if (field === undefined || callId.test(field.value)) return [];
      return [{ message: `Call-ID ${quoted(field.value)}`, span: field.valueSpan }];
    },
  },
  {
    clause: 'RFC 3261 §8.1.1.5: CSeq with a number below 2**31 and the method of the request',
    find: ({ message }) => {
      const read = readRequestCSeq(message);
      return read.ok || firstField(message, 'cseq') === undefined ? [] : [breachOf(read.defect)];
    },
  },
  {
    clause: 'RFC 3261 §20.22: Max-Forwards from 0 to 255',
    find: ({ message }) => {
      const field = firstField(message, 'max-forwards');
      const read = field === undefined ? undefined : readMaxForwards(field);
      return read === undefined || read.ok ? [] : [breachOf(read.defect)];
    },
  },
  {
    clause: 'RFC 3261 §8.1.1.7: the top Via names the transport used, and a branch that starts with z9hG4bK',
    find: topVia,
  },
  {
    clause: 'RFC 3261 §8.1.1.7: a branch of its own for every transaction',
    find: ({ message, reusesBranchOf }) => {
      if (reusesBranchOf === undefined) return [];
      const span = firstField(message, 'via')?.valueSpan ?? message.start.span;
      return [{ message: `the branch of another request (frame ${reusesBranchOf}) is used again`, span }];
    },
  },
  { clause: 'RFC 3261 §8.1.1.8, RFC 3265 §7.1: one Contact with a SIP or SIPS URI in a SUBSCRIBE', find: contact },
  {
    clause: 'RFC 3903 §4.1 and §11.3: SIP-If-Match with one entity-tag, a token',
    find: ({ message }) =>
      fieldsNamed(message, 'sip-if-match').flatMap((field) => {
        const read = readEntityTag(field);
        return read.ok ? [] : [breachOf(read.defect)];
      }),
  },
  {
    clause: 'RFC 3903 §4.1 and §12: the entity-tag of the last 2xx, octet for octet',
    find: ({ message, entityTagProblem }) => {
      const field = firstField(message, 'sip-if-match');
      if (field === undefined || entityTagProblem === undefined) return [];
      return [{ message: entityTagProblem, span: field.valueSpan }];
    },
  },
  { clause: 'RFC 3261 §20.15: Content-Type when there is a body', find: ({ message }) => contentType(message) },
];

/** Every certain breach of the core syntax that no other item of the clause judges. */
export function judgeCoreSyntax(subject: Subject, context: JudgeContext): readonly Observation[] {
  const parsed = judgeDefects(subject, context);
  const found: Observation[] = [];
  for (const { clause, find } of rules) {
    for (const { message, span, isMild } of find(subject, context)) {
      found.push((isMild ? warn : fail)(message, { expected: clause, span }));
    }
  }
  return [...parsed, ...found];
}

/** What the parser found, the first defect of each rule with the number of the others. */
function judgeDefects(subject: Subject, context: JudgeContext): readonly Observation[] {
  const { defects } = subject.message;
  if (defects.length === 0) return [];
  const ours = defects.filter((defect) => !isJudgedElsewhere(defect, subject, context));
  const firsts = new Map<string, Defect>();
  for (const defect of ours) if (!firsts.has(defect.rule)) firsts.set(defect.rule, defect);
  return [...firsts.values()].map(({ rule, message, span }) => {
    const others = ours.filter((defect) => defect.rule === rule).length - 1;
    const more = others === 0 ? '' : ` (and ${others} more of this kind)`;
    const expected = rule.startsWith('RFC') ? rule : `RFC 3261 §7 and §25.1, rule ${rule}`;
    return fail(`${message}${more}`, { expected, span, ...missingAt(subject.message, span) });
  });
}

/** Behind the header fields there is nothing to show where the empty line or Content-Length is missing. */
function missingAt({ headers }: SipRequest, { start, end }: Span): Partial<Observation> {
  const isBehind = headers.every((field) => field.span.end < start);
  return start === end && isBehind ? { actual: 'missing' } : {};
}

function from(message: SipRequest): readonly Breach[] {
  const field = firstField(message, 'from');
  const read = field === undefined ? undefined : readNameAddr(field);
  if (field === undefined || read === undefined) return [];
  if (!read.ok) return [breachOf(read.defect)];
  return read.value.tag === undefined
    ? [{ message: `no tag in From ${quoted(field.value)}`, span: field.valueSpan }]
    : [];
}

function to(message: SipRequest): readonly Breach[] {
  const field = firstField(message, 'to');
  const read = field === undefined ? undefined : readNameAddr(field);
  return read === undefined || read.ok ? [] : [breachOf(read.defect)];
}

function strayToTag({ message, hasStrayToTag }: Subject): readonly Breach[] {
  const field = hasStrayToTag ? firstField(message, 'to') : undefined;
  const read = field === undefined ? undefined : readNameAddr(field);
  const tag = read?.ok ? paramNamed(read.value.params, 'tag') : undefined;
  if (tag === undefined) return [];
  return [{ message: `To tag ${quoted(tag.value ?? '')} belongs to no dialog that was seen`, span: tag.span }];
}

function topVia({ message, event }: Subject): readonly Breach[] {
  const field = firstField(message, 'via');
  if (field === undefined) return [];
  const read = readVias(message);
  if (!read.ok) return [breachOf(read.defect)];
  const top = read.value[0];
  if (top === undefined) return [];
  const { branch, span } = top;
  const breaches: Breach[] = [];
  if (`${top.protocol}/${top.version}`.toUpperCase() !== 'SIP/2.0') {
    breaches.push({ message: `the top Via names ${quoted(`${top.protocol}/${top.version}`)}`, span });
  }
  const transport = top.transport.toUpperCase();
  // TLS and WebSocket may end in front of the simulator; UDP and TCP cannot be taken for each other.
  if ((transport === 'UDP' || transport === 'TCP') && transport !== event.transport.toUpperCase()) {
    breaches.push({
      message: `the top Via names ${transport}, the request came over ${event.transport.toUpperCase()}`,
      span,
    });
  }
  if (branch === undefined) breaches.push({ message: 'no branch in the top Via', span });
  else if (!branch.startsWith(COOKIE) || branch.length === COOKIE.length) {
    // Tokens ignore case, but the cookie is printed in one spelling only: a remark.
    const isMild = branch.length > COOKIE.length && branch.toLowerCase().startsWith(COOKIE.toLowerCase());
    breaches.push({ message: `branch ${quoted(branch)} in the top Via`, span, isMild });
  }
  return breaches;
}

/** Inside a dialog Contact is recommended only (RFC 3261 §12.2.1.1). */
function contact({ kind, message }: Subject): readonly Breach[] {
  if (kind !== 'settings-subscribe') return [];
  const fields = fieldsNamed(message, 'contact');
  if (fields.length === 0) return [{ message: 'no Contact header field', span: message.start.span }];
  const values = fields.flatMap((field) => {
    const read = readContacts(field);
    if (!read.ok) return [{ problem: read.defect.message, span: read.defect.span }];
    if (read.value.star) return [{ problem: 'Contact: *', span: field.valueSpan }];
    return read.value.contacts.map(({ uri, span }) => ({ problem: contactProblem(uri), span }));
  });
  const surplus = values.slice(1).map(({ span }) => ({ message: 'more than one Contact value', span }));
  return [
    ...values.flatMap(({ problem, span }) => (problem === undefined ? [] : [{ message: problem, span }])),
    ...surplus,
  ];
}

function contactProblem(uri: string): string | undefined {
  const read = parseUri(uri);
  if (read.ok && (read.value.kind === 'sip' || read.value.kind === 'sips')) return undefined;
  return `Contact ${quoted(uri)} is no SIP or SIPS URI`;
}

function contentType(message: SipRequest): readonly Breach[] {
  if (!hasBody(message)) return [];
  const field = firstField(message, 'content-type');
  if (field === undefined) return [{ message: 'no Content-Type header field, but a body', span: message.start.span }];
  const read = readMediaType(field);
  return read.ok ? [] : [breachOf(read.defect)];
}
