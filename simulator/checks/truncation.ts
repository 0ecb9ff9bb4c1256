import type { Defect, SipMessage } from '../sip/message';
import type { FormEvent } from './check';

/** A message with the event that brought it: what requests and answers have in common. */
export interface Seen {
  readonly event: FormEvent;
  readonly message: SipMessage;
}

/**
 * Whether every header field is known. Not where the capture cut the message off before the empty line, nor behind the number of
 * rows that are read: a field that is missing there may well have been sent, and the last one may go on.
 */
export function hasWholeHeader({ event, message }: Seen): boolean {
  const { defects } = message;
  if (defects.length === 0) return true;
  return !isHeaderCut(event, message) && !defects.some(({ rule }) => rule === 'row-limit');
}

/** Whether the capture cut the message off before the empty line behind its header fields. */
export function isHeaderCut({ truncated }: FormEvent, { defects }: SipMessage): boolean {
  return truncated === true && defects.some(isMissingEnd);
}

/** What the parser found, without what only shows that the capture cut the message off. */
export function visibleDefects(event: FormEvent, message: SipMessage): readonly Defect[] {
  if (event.truncated !== true || message.defects.length === 0) return message.defects;
  const end = message.text.length;
  const lastRow = isHeaderCut(event, message) ? (message.headers.at(-1)?.span.start ?? 0) : end;
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
function isShortBody({ rule, span }: Defect, { text }: SipMessage): boolean {
  return rule === 'Content-Length' && /^[0-9]+$/.test(text.slice(span.start, span.end));
}
