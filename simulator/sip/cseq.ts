import type { Span } from '../core/span';
import { Cursor } from './cursor';
import { Field } from './field';
import type { HeaderField, Read, SipRequest } from './message';
import { firstField } from './message';
import { shown } from './shown';

export interface CSeq {
  readonly number: number;
  readonly method: string;
  readonly methodSpan: Span;
}

/** CSeq = 1*DIGIT LWS Method; the number is below 2**31 (RFC 3261 §8.1.1.5). */
export function readCSeq(field: HeaderField): Read<CSeq> {
  return Field.read(field, cseqRow);
}

function cseqRow(field: HeaderField): Read<CSeq> {
  const cursor = Cursor.of(field);
  return cursor.result(cseq(cursor), 'CSeq');
}

function cseq(cursor: Cursor): CSeq | undefined {
  const digits = cursor.digits();
  const numberEnd = cursor.at;
  if (digits === undefined) return cursor.fail('CSeq', 'CSeq does not start with a number');
  const number = Number(digits);
  if (number >= 2 ** 31) return cursor.fail('CSeq', `CSeq number ${shown(digits)} is not below 2**31`, 0, numberEnd);
  cursor.skipBlanks();
  const start = cursor.at;
  const method = start > numberEnd ? cursor.token() : undefined;
  if (method === undefined) return cursor.fail('CSeq', 'CSeq has no method behind its number', start);
  return { number, method, methodSpan: cursor.span(start, cursor.at) };
}

/** The CSeq of a request, whose method has to be that of the request (RFC 3261 §8.1.1.5). */
export function readRequestCSeq(request: SipRequest): Read<CSeq> {
  const field = firstField(request, 'cseq');
  if (field === undefined) return missing(request);
  const read = readCSeq(field);
  if (!read.ok || read.value.method === request.start.method) return read;
  const message = `CSeq method ${shown(read.value.method)} differs from ${shown(request.start.method)}`;
  return { ok: false, defect: { rule: 'RFC 3261 §8.1.1.5', message, span: read.value.methodSpan } };
}

function missing(request: SipRequest): Read<never> {
  return { ok: false, defect: { rule: 'CSeq', message: 'CSeq is missing', span: request.start.span } };
}
