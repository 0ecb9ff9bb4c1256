import type { Span } from '../../core/span';
import { shift } from '../../core/span';
import type { HeaderField } from '../../sip/message';

/** The two halves of a CSeq, each judged by an entry of its own. */
export interface CSeqParts {
  /** Up to the first blank. */
  readonly number: string;
  readonly numberSpan: Span;
  /** Whether `number` is one below 2**31 (RFC 3261 §8.1.1.5). */
  readonly isNumber: boolean;
  /** What stands behind the blanks; empty where there is nothing. */
  readonly method: string;
  readonly methodSpan: Span;
}

/** Takes a CSeq apart that is not as it should be. */
export function cseqParts({ value, valueSpan }: HeaderField): CSeqParts {
  const [, number = '', blanks = '', method = ''] = /^([^ \t]*)([ \t]*)(.*)$/s.exec(value) ?? [];
  const methodStart = number.length + blanks.length;
  return {
    number,
    numberSpan: shift({ start: 0, end: number.length }, valueSpan.start),
    isNumber: /^[0-9]+$/.test(number) && Number(number) < 2 ** 31,
    method,
    methodSpan: shift({ start: methodStart, end: value.length }, valueSpan.start),
  };
}
