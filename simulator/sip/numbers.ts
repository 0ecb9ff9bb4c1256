import { contentLengthDefect } from './content-length';
import type { HeaderField, Read } from './message';
import { shown } from './shown';

/** 2**32 - 1, the largest delta-seconds (RFC 3261 §20.19). */
const MAX_DELTA_SECONDS = 4_294_967_295;

function readNumber(field: HeaderField, rule: string, max: number): Read<number> {
  const number = /^[0-9]+$/.test(field.value) ? Number(field.value) : Number.NaN;
  if (number <= max) return { ok: true, value: number };
  const message = `${field.name} ${shown(field.value)} is not a number from 0 to ${max}`;
  return { ok: false, defect: { rule, message, span: field.valueSpan } };
}

/** delta-seconds = 1*DIGIT: Expires, Min-Expires. */
export function readDeltaSeconds(field: HeaderField): Read<number> {
  return readNumber(field, 'delta-seconds', MAX_DELTA_SECONDS);
}

/** Max-Forwards = 1*DIGIT, 0 to 255 (RFC 3261 §20.22). */
export function readMaxForwards(field: HeaderField): Read<number> {
  return readNumber(field, 'Max-Forwards', 255);
}

/** Content-Length = 1*DIGIT, in octets (RFC 3261 §20.14). */
export function readContentLength(field: HeaderField): Read<number> {
  const defect = contentLengthDefect(field);
  return defect === undefined ? { ok: true, value: Number(field.value) } : { ok: false, defect };
}
