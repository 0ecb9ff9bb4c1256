import { Recent } from '../core/recent';
import { numberOf } from '../core/text-number';
import type { HeaderField, SipRequest } from '../sip/message';
import type { FormEvent, JudgeContext, SubjectBody } from './check';
import { numberOfOctets } from './octets-number';
import { bodyOfSubject } from './settings-body';

/** Forms that are remembered at once: a client has three or four. */
export const FORMS = 4_096;
/** Longer requests are not worth the comparison. */
const MAX_OCTETS = 4_096;

const BRANCH = ';branch=z9hG4bK';
const TAG = ';tag=';

/** The fields that hold a value which every request has anew. */
const bits: Readonly<Record<string, number>> = {
  via: 1,
  from: 2,
  to: 4,
  'call-id': 8,
  cseq: 16,
  'sip-if-match': 32,
};

/** A form that several requests had, with what follows from it. */
export interface Form {
  /** What stands for it, as `formNumber` gives it. */
  readonly number: number;
  /** Left out without a body. */
  readonly body?: SubjectBody;
}

/** The forms of the requests that were seen last. */
export class Forms {
  readonly #context: JudgeContext;
  readonly #known = new Recent<Form, number>(FORMS);
  /** The forms of requests that nothing was kept of: many never come again. */
  readonly #met = new Float64Array(FORMS);

  constructor(context: JudgeContext) {
    this.#context = context;
  }

  /** The form of a request, from the second one on: the same object for all requests of it, as long as they keep coming. */
  of(message: SipRequest, event: FormEvent): Form | undefined {
    const number = event.truncated ? undefined : formNumber(message, event);
    if (number === undefined) return undefined;
    const known = this.#known.get(number);
    if (known !== undefined) return known;
    const place = number % FORMS;
    if (this.#met[place] !== number) {
      this.#met[place] = number;
      return undefined;
    }
    const body = bodyOfSubject(message, this.#context);
    const form = body === undefined ? { number } : { number, body };
    this.#known.set(number, form);
    return form;
  }
}

/**
 * What stands for the form of a request: for its octets without the values that every request has anew. These are the branch behind
 * its cookie, the tags, the local part of Call-ID, the number of CSeq and the entity-tag, as far as they are letters, digits, hyphens,
 * dots and underscores; the length of the whole stays. Requests of one form differ in nothing that a reader of their syntax could
 * find.
 *
 * @returns `undefined` for a request that is too long to be worth it, or that has such a field twice: whether two values are equal
 * is no matter of the form.
 */
export function formNumber({ bytes, headers }: SipRequest, { transport }: FormEvent): number | undefined {
  const { length } = bytes;
  if (length > MAX_OCTETS) return undefined;
  const octets = new DataView(bytes.buffer, bytes.byteOffset, length);
  let number = numberOf(transport, length);
  let done = 0;
  let met = 0;
  for (const field of headers) {
    const bit = bits[field.key];
    if (bit === undefined) continue;
    if ((met & bit) !== 0) return undefined;
    met |= bit;
    const start = startOf(field);
    if (start < 0) continue;
    const end = field.key === 'cseq' ? digitsEnd(field.value) : plainEnd(field.value, start);
    if (end === start) continue;
    const { start: at } = field.valueSpan;
    number = numberOfOctets(octets, number, done, at + start);
    done = at + end;
  }
  return numberOfOctets(octets, number, done, length);
}

/** Where the value that is another each time begins in such a field; negative where there is none. */
function startOf({ key, value }: HeaderField): number {
  switch (key) {
    case 'from':
    case 'to': {
      const at = value.indexOf(TAG, value.lastIndexOf('>') + 1);
      return at < 0 ? at : at + TAG.length;
    }
    case 'via': {
      const at = value.indexOf(BRANCH);
      return at < 0 ? at : at + BRANCH.length;
    }
    default:
      return 0;
  }
}

/** Of a number without leading zeros that is below 2**31 for certain. */
function digitsEnd(value: string): number {
  let end = 0;
  while (isDigit(value.charCodeAt(end))) end += 1;
  return end > 9 || value.startsWith('0') ? 0 : end;
}

function plainEnd(value: string, start: number): number {
  let end = start;
  while (end < value.length && isPlain(value.charCodeAt(end))) end += 1;
  return end;
}

function isPlain(code: number): boolean {
  return isDigit(code) || (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || isJoint(code);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Hyphen, dot, underscore. */
function isJoint(code: number): boolean {
  return code === 0x2d || code === 0x2e || code === 0x5f;
}
