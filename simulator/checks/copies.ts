import type { Span } from '../core/span';
import type { SipMessage } from '../sip/message';
import type { MessageEvent } from '../trace/event';

/** Requests whose octets are kept: copies come within seconds. */
const CAPACITY = 256;

/** The octets of the latest requests, to compare their copies with; bounded. Nothing that was read from them is kept. */
export class LatestOctets {
  readonly #frames: number[] = new Array<number>(CAPACITY).fill(0);
  readonly #octets: (Buffer | undefined)[] = new Array<Buffer | undefined>(CAPACITY).fill(undefined);
  #next = 0;

  add({ frame, bytes, truncated }: MessageEvent): void {
    if (truncated) return;
    this.#frames[this.#next] = frame;
    this.#octets[this.#next] = bytes;
    this.#next = (this.#next + 1) % CAPACITY;
  }

  /** The request of a frame, if it is still there and was seen whole. */
  of(frame: number): Buffer | undefined {
    return this.#octets[this.#frames.indexOf(frame)];
  }
}

/** Where a copy differs from the first one. */
export interface Difference {
  readonly what: string;
  /** Octets of the copy. */
  readonly span: Span;
  /** Only what a stack may write anew each time: the moment of sending (RFC 3261 §20.17, §20.38). */
  readonly isVolatile: boolean;
}

const volatile: ReadonlySet<string> = new Set(['date', 'timestamp']);

/** The first difference that counts, else the first of volatile fields; `undefined` where only white space around rows differs. */
export function difference(first: SipMessage, copy: SipMessage): Difference | undefined {
  const start = textOf(first, first.start.span);
  if (start !== textOf(copy, copy.start.span)) return { what: 'start line', span: copy.start.span, isVolatile: false };
  const byField = fieldDifference(first, copy);
  if (byField !== undefined && !byField.isVolatile) return byField;
  if (textOf(first, first.body) !== textOf(copy, copy.body)) {
    return { what: 'body', span: copy.body, isVolatile: false };
  }
  return byField;
}

function fieldDifference(first: SipMessage, copy: SipMessage): Difference | undefined {
  let found: Difference | undefined;
  const count = Math.max(first.headers.length, copy.headers.length);
  for (let index = 0; index < count; index += 1) {
    const was = first.headers[index];
    const is = copy.headers[index];
    if (was !== undefined && is !== undefined && textOf(first, was.span) === textOf(copy, is.span)) continue;
    const span = is?.span ?? copy.start.span;
    const name = is?.name ?? was?.name ?? '';
    const isSameName = was !== undefined && is !== undefined && was.key === is.key;
    if (!isSameName || !volatile.has(is.key)) return { what: `${name} header field`, span, isVolatile: false };
    found ??= { what: `${name} header field`, span, isVolatile: true };
  }
  return found;
}

function textOf({ text }: SipMessage, { start, end }: Span): string {
  return text.slice(start, end);
}
