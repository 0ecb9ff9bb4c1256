import type { Span } from '../../core/span';
import { firstField, type SipMessage } from '../../sip/message';
import { anyRequest } from '../applies';
import type { Answer, FormCheck, FormEvent, FormSubject, Observation } from '../check';
import { fail, pass } from '../observe';
import { isHeaderCut, isShortBody, isWebSocket } from '../truncation';

const met: readonly Observation[] = [pass('one whole SIP message in the WebSocket message')];
const nothing: readonly Observation[] = [];

/** The start of a message at the start of what was taken for the body of another. */
const startLine = /^(?:[A-Za-z0-9\-.!%*_+`'~]+ [^ \r\n]+ SIP\/2\.0|SIP\/2\.0 \d{3} [^\r\n]*)\r\n/;

/**
 * RFC7118-5-1: a WebSocket message is one whole SIP message (RFC 7118 §5). It is split where Content-Length announces more than there
 * is or the empty line is missing, and there are two where octets are left over that are no line ends. A second message behind one
 * without Content-Length shows by its start line.
 */
export const oneMessage: FormCheck = {
  requirement: 'RFC7118-5-1',
  kinds: anyRequest,
  appliesTo: ({ event }) => isWholeWebSocketMessage(event),
  judge: judgeFraming,
  judgeAnswer: (answer) => (isWholeWebSocketMessage(answer.event) ? judgeFraming(answer) : nothing),
};

function isWholeWebSocketMessage(event: FormEvent): boolean {
  return isWebSocket(event) && event.truncated !== true;
}

function judgeFraming({ event, message }: FormSubject | Answer): readonly Observation[] {
  const expected = 'one whole SIP message in one WebSocket message';
  const end = message.text.length;
  const surplus = surplusIn(message);
  if (surplus !== undefined) return [fail('octets behind the SIP message', { expected, span: surplus })];
  const second = secondIn(message);
  if (second !== undefined) return [fail('a second SIP message behind the first one', { expected, span: second })];
  const short = message.defects.find((defect) => isShortBody(defect, message));
  if (short !== undefined) return [fail('only a part of a SIP message', { expected, span: short.span })];
  if (isHeaderCut(event, message))
    return [fail('only a part of a SIP message', { expected, span: { start: message.span.start, end } })];
  return met;
}

/** What Content-Length leaves over, line ends apart: they keep the flow open. */
function surplusIn({ text, span }: SipMessage): Span | undefined {
  if (span.end === text.length) return undefined;
  const rest = text.slice(span.end);
  const start = rest.search(/[^\r\n]/);
  return start < 0 ? undefined : { start: span.end + start, end: text.length };
}

function secondIn(message: SipMessage): Span | undefined {
  const { body, text } = message;
  if (body.start === body.end || firstField(message, 'content-length') !== undefined) return undefined;
  if (firstField(message, 'content-type') !== undefined) return undefined;
  const match = startLine.exec(text.slice(body.start, body.start + LONGEST_LINE));
  return match === null ? undefined : { start: body.start, end: body.start + match[0].length - 2 };
}

const LONGEST_LINE = 2_000;
