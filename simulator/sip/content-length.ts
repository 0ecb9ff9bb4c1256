import type { ParserDefect } from './defects';
import type { HeaderField } from './message';
import { shown } from './shown';

/** Content-Length = 1*DIGIT (RFC 3261 §20.14): says why a value is none, or nothing. */
export function contentLengthDefect(field: HeaderField): ParserDefect | undefined {
  if (/^[0-9]+$/.test(field.value)) return undefined;
  const message = `Content-Length ${shown(field.value)} is not a number of octets`;
  return { rule: 'Content-Length', message, span: field.valueSpan };
}
