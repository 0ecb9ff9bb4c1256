import type { Span } from '../core/span';
import { Cursor } from './cursor';
import { Field } from './field';
import type { HeaderField, Read } from './message';
import type { Params } from './params';
import { readParams, tokenValue } from './params';

export interface EventHeader {
  /** The event-type exactly as written: it is compared octet by octet (RFC 6665 §8.2.1). */
  readonly type: string;
  readonly typeSpan: Span;
  readonly params: Params;
  readonly id?: string;
}

/** Event = event-type *(SEMI event-param); event-type = event-package *("." event-template) (RFC 6665 §8.4) */
export function readEvent(field: HeaderField): Read<EventHeader> {
  return Field.read(field, eventRow);
}

function eventRow(field: HeaderField): Read<EventHeader> {
  const cursor = Cursor.of(field);
  return cursor.result(eventHeader(cursor), 'event-type');
}

function eventHeader(cursor: Cursor): EventHeader | undefined {
  const type = cursor.token();
  const end = cursor.at;
  if (type === undefined || type.split('.').includes('')) {
    cursor.at = 0;
    return cursor.fail('event-type', 'the event type is not made of tokens with dots between them');
  }
  const params = readParams(cursor);
  if (params === undefined) return undefined;
  const id = tokenValue(params, 'id');
  const event = { type, typeSpan: cursor.span(0, end), params };
  return id === undefined ? event : { ...event, id };
}
