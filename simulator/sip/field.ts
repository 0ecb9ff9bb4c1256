import type { Span } from '../core/span';
import type { HeaderField, Read } from './message';

type Reader = (field: HeaderField) => Read<unknown>;

/**
 * A header field of a parsed message. It remembers what its reader made of it, for server, conversations and checks all read the
 * same few fields of a message. A class because only a private field stays out of comparisons and copies.
 */
export class Field implements HeaderField {
  readonly name: string;
  readonly key: string;
  readonly value: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly valueSpan: Span;
  readonly line: number;
  #reader: Reader | undefined;
  #reading: Read<unknown> | undefined;

  constructor(name: string, key: string, value: string, span: Span, nameSpan: Span, valueSpan: Span, line: number) {
    this.name = name;
    this.key = key;
    this.value = value;
    this.span = span;
    this.nameSpan = nameSpan;
    this.valueSpan = valueSpan;
    this.line = line;
  }

  /** What the reader returns for a field, from memory when the same reader was the last to read it. */
  static read<T>(field: HeaderField, reader: (field: HeaderField) => Read<T>): Read<T> {
    if (!(#reader in field)) return reader(field);
    if (field.#reader === reader) return field.#reading as Read<T>;
    const reading = reader(field);
    field.#reader = reader;
    field.#reading = reading;
    return reading;
  }
}
