/** A half-open range of octets, counted from the first octet of the SIP message (or of the body, where said so). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The same range, moved by `offset` octets. */
export function shift(span: Span, offset: number): Span {
  return { start: span.start + offset, end: span.end + offset };
}
