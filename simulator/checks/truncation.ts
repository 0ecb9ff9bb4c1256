import type { Defect, SipMessage } from '../sip/message';
import type { FormEvent, SubjectBody } from './check';

/** A message with the event that brought it: what requests and answers have in common. */
export interface Seen {
  readonly event: FormEvent;
  readonly message: SipMessage;
  /** What a request holds of settings. */
  readonly body?: SubjectBody;
}

/**
 * Whether every header field is known. Not where the message is cut off before the empty line, nor behind the number of rows that
 * are read: a field that is missing there may well have been sent, and the last one may go on.
 */
export function hasWholeHeader({ event, message }: Seen): boolean {
  const { defects } = message;
  if (defects.length === 0) return true;
  return !isHeaderCut(event, message) && !defects.some(({ rule }) => rule === 'row-limit');
}

/**
 * Whether the message is cut off before the empty line behind its header fields: by the capture, or because the client split it over
 * several WebSocket messages, each of which has to hold a whole one (RFC 7118 §5). That breaks RFC7118-5-1, which tells of it; the
 * fields that are missing here may stand in the next WebSocket message.
 */
export function isHeaderCut(event: FormEvent, { defects }: SipMessage): boolean {
  if (defects.length === 0) return false;
  return (event.truncated === true || isWebSocket(event)) && defects.some(isMissingEnd);
}

/**
 * Whether a WebSocket message ends within the body that Content-Length announces, so that the rest may stand in the next one: this
 * breaks RFC7118-5-1. Where the settings in it can be read to their end, nothing was cut off: the number is wrong.
 */
export function isBodySplit({ event, message, body }: Seen): boolean {
  if (message.defects.length === 0 || !isWebSocket(event) || body?.document.ok) return false;
  return message.defects.some((defect) => isShortBody(defect, message));
}

/** Whether a message came over a WebSocket. */
export function isWebSocket({ transport }: FormEvent): boolean {
  return transport === 'ws' || transport === 'wss';
}

/** What the parser found, without what only shows that the message is cut off. */
export function visibleDefects(event: FormEvent, message: SipMessage): readonly Defect[] {
  if (message.defects.length === 0) return message.defects;
  const isCut = isHeaderCut(event, message);
  if (event.truncated !== true && !isCut) return message.defects;
  const end = message.text.length;
  const lastRow = isCut ? (message.headers.at(-1)?.span.start ?? 0) : end;
  return message.defects.filter((defect) => {
    const { start } = defect.span;
    // The row that the cut went through, what is said of the end, and a CR whose LF is behind the cut.
    return start < lastRow && defect.span.end < end && !isShortBody(defect, message);
  });
}

function isMissingEnd({ rule }: Defect): boolean {
  return rule === 'Request' || rule === 'Response';
}

/** Content-Length is a number, and more than the octets that are there. */
export function isShortBody({ rule, span }: Defect, { text }: SipMessage): boolean {
  return rule === 'Content-Length' && /^[0-9]+$/.test(text.slice(span.start, span.end));
}
