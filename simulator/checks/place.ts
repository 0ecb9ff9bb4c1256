import type { Span } from '../core/span';
import { isRequest, type SipMessage } from '../sip/message';

/** Where a span lies, in words for people. */
export interface Place {
  /** Line of the message, from 1. */
  readonly line: number;
  /** Name of the header field as written, `Request-URI`, or `body`. */
  readonly field?: string;
}

/** The line and the field that a span starts in. */
export function placeOf(message: SipMessage, span: Span): Place {
  const field = fieldAt(message, span);
  return { line: lineAt(message, span.start), ...(field !== undefined && { field }) };
}

/** The start line or the header field that an octet stands in or right behind; `undefined` elsewhere. */
export function rowAt({ start, headers }: SipMessage, offset: number): Span | undefined {
  return [start, ...headers].map(({ span }) => span).find((row) => offset >= row.start && offset <= row.end);
}

function lineAt(message: SipMessage, offset: number): number {
  let line = 1;
  for (let at = message.text.indexOf('\n', message.span.start); at >= 0 && at < offset; ) {
    line += 1;
    at = message.text.indexOf('\n', at + 1);
  }
  return line;
}

function fieldAt(message: SipMessage, { start, end }: Span): string | undefined {
  if (isRequest(message)) {
    const { requestUriSpan } = message.start;
    if (start >= requestUriSpan.start && end <= requestUriSpan.end) return 'Request-URI';
  }
  if (message.body.end > message.body.start && start >= message.body.start) return 'body';
  return message.headers.find((field) => start >= field.span.start && start <= field.span.end)?.name;
}
