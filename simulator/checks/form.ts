import { Recent } from '../core/recent';
import type { SipRequest } from '../sip/message';
import type { FormEvent, JudgeContext, SubjectBody } from './check';
import { bodyOfSubject } from './settings-body';

/** Forms that are remembered at once: a client has three or four. */
const FORMS = 2_048;

/** Longer requests are not worth the comparison. */
const MAX_OCTETS = 4_096;

const ANEW = '\0';
const BRANCH = ';branch=z9hG4bK';
const TAG = ';tag=';

/** The fields that hold such a value. */
const bits: Readonly<Record<string, number>> = {
  via: 1,
  from: 2,
  to: 4,
  'call-id': 8,
  cseq: 16,
  'sip-if-match': 32,
};

/** A form that requests have, with what follows from it. */
export interface Form {
  /** Left out without a body. */
  readonly body?: SubjectBody;
}

/** The forms of the requests that were seen last. */
export class Forms {
  readonly #context: JudgeContext;
  readonly #known = new Recent<Form>(FORMS);

  constructor(context: JudgeContext) {
    this.#context = context;
  }

  /** The form of a request: the same object for all requests of it, as long as they keep coming. */
  of(message: SipRequest, event: FormEvent): Form {
    const key = event.truncated ? undefined : formKey(message, event);
    const known = key === undefined ? undefined : this.#known.get(key);
    if (known !== undefined) return known;
    const body = bodyOfSubject(message, this.#context);
    const form = body === undefined ? {} : { body };
    if (key !== undefined) this.#known.set(key, form);
    return form;
  }
}

/**
 * The form of a request as text: its octets without the values that every request has anew. These are the branch behind its cookie,
 * the tags, the local part of Call-ID, the number of CSeq and the entity-tag, as far as they are letters, digits, hyphens, dots and
 * underscores; the length of the whole stays. Requests of one form differ in nothing that a reader of their syntax could find.
 *
 * @returns `undefined` for a request that is too long to be worth it, or that has such a field twice: whether two values are equal
 * is no matter of the form.
 */
export function formKey({ text, headers }: SipRequest, { transport }: FormEvent): string | undefined {
  if (text.length > MAX_OCTETS) return undefined;
  let form = `${transport} ${text.length}\n`;
  let done = 0;
  let met = 0;
  for (const { key, value, valueSpan } of headers) {
    const bit = bits[key];
    if (bit === undefined) continue;
    if ((met & bit) !== 0) return undefined;
    met |= bit;
    const start = startOf(key, value);
    if (start < 0) continue;
    const end = key === 'cseq' ? digitsEnd(value) : plainEnd(value, start);
    if (end === start) continue;
    form += text.slice(done, valueSpan.start + start) + ANEW;
    done = valueSpan.start + end;
  }
  return form + text.slice(done);
}

/** Where the value that is another each time begins in a field; negative where there is none. */
function startOf(key: string, value: string): number {
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
