import { readContacts } from '../../sip/contact';
import { readEvent } from '../../sip/event';
import { readMediaType } from '../../sip/media-type';
import type { HeaderField } from '../../sip/message';
import { readNameAddr } from '../../sip/name-addr';
import type { Param, Params } from '../../sip/params';
import { readRoute } from '../../sip/route';
import { readVia } from '../../sip/via';
import { anyRequest } from '../applies';
import type { Answer, FormCheck, FormSubject, Observation } from '../check';
import { isSound } from '../common/syntax-faults';
import { fail, pass } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('no parameter name twice in a value')];
const nothing: readonly Observation[] = [];
const noValues: readonly WithParams[] = [];

type WithParams = { readonly params: Params };

/**
 * RFC3261-7.3.1-3: a parameter name stands once in a value, letter case ignored (RFC 3261 §7.3.1). The values of a comma list are
 * separate, and the parameters of a URI between angle brackets are those of the URI (RFC3261-19.1.1-1). Names that stand twice in
 * Accept-Contact are judged by RFC3841-10-2 and RFC3841-10-3. What cannot be read is judged by the entry of its grammar, and what
 * a response copies from the request is the word of the other side.
 */
export const repeatedParams: FormCheck = {
  requirement: 'RFC3261-7.3.1-3',
  kinds: anyRequest,
  judge: (subject) => repeatsIn(subject, false),
  judgeAnswer: (answer) => repeatsIn(answer, true),
};

function repeatsIn(seen: FormSubject | Answer, isAnswer: boolean): readonly Observation[] {
  if (!hasWholeHeader(seen)) return nothing;
  let found: Observation[] | undefined;
  for (const field of seen.message.headers) {
    if (!hasTwoSemicolons(field.value)) continue;
    for (const { params } of valuesOf(field, isAnswer)) {
      const again = repeatOf(params);
      if (again === undefined || !isSound(field, seen.message)) continue;
      found ??= [];
      found.push(
        fail(`parameter ${quoted(again.name)} of ${field.name} twice in one value`, {
          expected: `one ${again.name} parameter in a value of ${field.name}`,
          span: again.span,
        }),
      );
    }
  }
  return found ?? met;
}

function hasTwoSemicolons(value: string): boolean {
  const first = value.indexOf(';');
  return first >= 0 && value.indexOf(';', first + 1) >= 0;
}

/** The values of a row with their parameters; none of a row that cannot be read, or that others answer for. */
function valuesOf(field: HeaderField, isAnswer: boolean): readonly WithParams[] {
  switch (field.key) {
    case 'contact': {
      const read = readContacts(field);
      return read.ok && !read.value.star ? read.value.contacts : noValues;
    }
    case 'content-type':
      return one(readMediaType(field));
    case 'event':
      return one(readEvent(field));
    case 'from':
    case 'to':
      return isAnswer ? noValues : one(readNameAddr(field));
    case 'via':
      return isAnswer ? noValues : many(readVia(field));
    case 'route':
      return isAnswer ? noValues : many(readRoute(field));
    default:
      return noValues;
  }
}

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false };

function one(read: Read<WithParams>): readonly WithParams[] {
  return read.ok ? [read.value] : noValues;
}

function many(read: Read<readonly WithParams[]>): readonly WithParams[] {
  return read.ok ? read.value : noValues;
}

/** The first parameter whose name has come before. */
function repeatOf(params: Params): Param | undefined {
  for (let index = 1; index < params.length; index += 1) {
    const param = params[index];
    for (let before = 0; before < index; before += 1) if (params[before]?.key === param?.key) return param;
  }
  return undefined;
}
