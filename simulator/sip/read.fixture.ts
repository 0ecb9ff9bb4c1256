import { strict as assert } from 'node:assert';
import type { HeaderField, Read } from './message';
import { firstField } from './message';
import { publish } from './message.fixture';

/** A header field with the given value, as the parser hands it out of a message. */
export function field(name: string, value: string): HeaderField {
  const message = publish({ set: [[name, value]] });
  const found = firstField(message, name.toLowerCase());
  assert.ok(found);
  return found;
}

/** The value of a read that has to succeed. */
export function accepted<T>(read: Read<T>): T {
  assert.ok(read.ok, read.ok ? '' : `${read.defect.rule}: ${read.defect.message}`);
  return read.value;
}

/** The rule that a reader finds broken in a value, and the octets that it points at. */
export function breach(
  read: (field: HeaderField) => Read<unknown>,
  name: string,
  value: string,
): readonly [string, string] {
  const from = field(name, value);
  const result = read(from);
  assert.ok(!result.ok, `"${value}" was read`);
  const { rule, span } = result.defect;
  const start = span.start - from.valueSpan.start;
  return [rule, from.value.slice(start, start + span.end - span.start)];
}
