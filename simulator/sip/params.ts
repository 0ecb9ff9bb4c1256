import type { Span } from '../core/span';
import type { Cursor } from './cursor';
import { shown } from './shown';

/** One parameter of a header field as sent. */
export interface Param {
  /** The name as written. */
  readonly name: string;
  /** The name in lower case: parameter names are case-insensitive (RFC 3261 §7.3.1). */
  readonly key: string;
  /** Without quotes and escapes; `undefined` for a name alone. */
  readonly value: string | undefined;
  /** Whether the value stood in quotes. */
  readonly quoted: boolean;
  /** From the name to the end of the value. */
  readonly span: Span;
  readonly nameSpan: Span;
  /** With the quotes. */
  readonly valueSpan?: Span;
}

/** In the order sent, repeats kept. */
export type Params = readonly Param[];

/** The first parameter of a name, given in lower case. */
export function paramNamed(params: Params, key: string): Param | undefined {
  return params.find((param) => param.key === key);
}

/** The value of the first parameter of a name if it is a token; in quotes it is another thing (`tag-param`, `via-branch`). */
export function tokenValue(params: Params, key: string): string | undefined {
  const param = paramNamed(params, key);
  return param === undefined || param.quoted ? undefined : param.value;
}

/** *(SEMI generic-param) */
export function readParams(cursor: Cursor): Param[] | undefined {
  const params: Param[] = [];
  while (cursor.separator(';')) {
    const param = readParam(cursor, 'generic-param');
    if (param === undefined) return undefined;
    params.push(param);
  }
  return params;
}

/** generic-param = token [EQUAL gen-value] */
export function readParam(cursor: Cursor, rule: string): Param | undefined {
  const start = cursor.at;
  const name = cursor.token();
  if (name === undefined) return cursor.fail(rule, 'a parameter without a name');
  const nameEnd = cursor.at;
  const nameSpan = cursor.span(start, nameEnd);
  const key = name.toLowerCase();
  if (!cursor.separator('=')) return { name, key, value: undefined, quoted: false, span: nameSpan, nameSpan };

  const valueStart = cursor.at;
  const quoted = cursor.peek() === '"';
  const value = quoted ? cursor.quotedString() : genericValue(cursor);
  if (value === undefined) return cursor.fail(rule, `parameter ${shown(name)} has "=" and no value`, start, cursor.at);
  return {
    name,
    key,
    value,
    quoted,
    span: cursor.span(start, cursor.at),
    nameSpan,
    valueSpan: cursor.span(valueStart, cursor.at),
  };
}

/** gen-value without its quoted form: token / host. An IPv6 address stands bare in `received` (RFC 3261 §25.1). */
function genericValue(cursor: Cursor): string | undefined {
  const start = cursor.at;
  const token = cursor.token();
  const next = cursor.peek();
  if (next !== ':' && (next !== '[' || token !== undefined)) return token;
  const literal = /^(?:\[[0-9A-Fa-f:.]+\]|[0-9A-Fa-f:.]+)/.exec(cursor.text.slice(start, start + 48))?.[0];
  if (literal === undefined || !literal.includes(':')) return token;
  cursor.at = start + literal.length;
  return literal;
}
