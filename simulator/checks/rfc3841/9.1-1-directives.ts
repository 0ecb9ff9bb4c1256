import { fieldsNamed, firstField } from '../../sip/message';
import { type Directive, readRequestDisposition } from '../../sip/request-disposition';
import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { fail, pass } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('at most one directive of each type')];
const nothing: readonly Observation[] = [];

/** The directives by their type (RFC 3841 §9.1); others have none that we know. */
const types: ReadonlyMap<string, string> = new Map(
  [
    ['proxy', 'redirect'],
    ['cancel', 'no-cancel'],
    ['fork', 'no-fork'],
    ['recurse', 'no-recurse'],
    ['parallel', 'sequential'],
    ['queue', 'no-queue'],
  ].flatMap(([one = '', other = '']) => [[one, one] as const, [other, one] as const]),
);

/** RFC3841-9.1-1: Request-Disposition has at most one directive of each type, over all its rows (RFC 3841 §9.1). */
export const oneDirectivePerType: FormCheck = {
  requirement: 'RFC3841-9.1-1',
  kinds: anyRequest,
  judge({ message }) {
    if (firstField(message, 'request-disposition') === undefined) return nothing;
    const directives: Directive[] = [];
    for (const field of fieldsNamed(message, 'request-disposition')) {
      const read = readRequestDisposition(field);
      if (!read.ok) return nothing;
      directives.push(...read.value);
    }
    const clash = clashIn(directives);
    if (clash === undefined) return met;
    const [first, second] = clash;
    return [fail(`directives ${quoted(first.name)} and ${quoted(second.name)} together`, { span: second.span })];
  },
};

/** The first directive of a type that has come before, behind that one. */
function clashIn(directives: readonly Directive[]): readonly [Directive, Directive] | undefined {
  const seen = new Map<string, Directive>();
  for (const directive of directives) {
    const type = types.get(directive.name);
    if (type === undefined) continue;
    const before = seen.get(type);
    if (before !== undefined) return [before, directive];
    seen.set(type, directive);
  }
  return undefined;
}
