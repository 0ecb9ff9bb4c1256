import type { Rules } from '../../requirements/configuration';
import { readAccept } from '../../sip/accept';
import type { MediaType } from '../../sip/media-type';
import { fieldsNamed, firstField, type SipMessage } from '../../sip/message';
import { paramNamed } from '../../sip/params';
import { subscribeOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { isSound } from '../common/syntax-faults';
import { fail, pass, warn } from '../observe';
import { isSettingsType } from '../settings-body';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('the settings type in Accept')];
const nothing: readonly Observation[] = [];

/**
 * RFC4354-5.5-1: a SUBSCRIBE with Accept lists the settings type (RFC 4354 §5.5); without Accept it is accepted anyway. A range that
 * covers the type is a remark. Where a row cannot be read, the type may stand in it. A quality of 0 says that a type is refused.
 */
export const acceptsSettings: FormCheck = {
  requirement: 'RFC4354-5.5-1',
  kinds: subscribeOnly,
  appliesTo: hasWholeHeader,
  judge({ message }, { rules }) {
    const first = firstField(message, 'accept');
    if (first === undefined) return nothing;
    const ranges = rangesIn(message);
    if (ranges.all.some(({ type }) => isSettingsType(type, rules))) return met;
    if (!ranges.areComplete) return nothing;
    const covering = ranges.all.find(({ type }) => covers(type, rules));
    if (covering !== undefined) {
      return [warn(`Accept covers the settings type with ${quoted(covering.type)} only`, { span: covering.typeSpan })];
    }
    const expected = `Accept: ${rules.body_content_types.join(' or ')}`;
    return [fail('Accept without the settings type', { expected, span: first.valueSpan })];
  },
};

/** The media ranges that are acceptable, and whether every row could be read. */
function rangesIn(message: SipMessage): { readonly all: readonly MediaType[]; readonly areComplete: boolean } {
  const all: MediaType[] = [];
  let areComplete = true;
  for (const field of fieldsNamed(message, 'accept')) {
    const read = readAccept(field);
    if (!read.ok || !isSound(field, message)) areComplete = false;
    else all.push(...read.value.filter(isAcceptable));
  }
  return { all, areComplete };
}

function isAcceptable({ params }: MediaType): boolean {
  return !/^0(?:\.0*)?$/.test(paramNamed(params, 'q')?.value ?? '1');
}

/** "*" "/" "*" and m-type SLASH "*" (RFC 3261 §20.1). */
function covers(range: string, { body_content_types: types }: Rules): boolean {
  if (range === '*/*') return true;
  return range.endsWith('/*') && types.some((type) => type.toLowerCase().startsWith(range.slice(0, -1)));
}
