import { registeredMethods } from '../../sip/methods';
import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { fail, pass } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

/** Of other methods nobody knows the spelling. */
const methods: ReadonlySet<string> = new Set(registeredMethods);

const met: readonly Observation[] = [pass('a method in its exact spelling')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-7.1-3: a method is spelled in upper case, octet for octet (RFC 3261 §7.1). What differs in CSeq alone breaks
 * RFC3261-8.1.1.5-1. A method has no escapes, so `RE%47ISTER` is another spelling as well.
 */
export const methodCase: FormCheck = {
  requirement: 'RFC3261-7.1-3',
  kinds: anyRequest,
  appliesTo: hasWholeHeader,
  judge({ message }) {
    const { method, methodSpan: span } = message.start;
    if (methods.has(method)) return met;
    const meant = unescaped(method).toUpperCase();
    return methods.has(meant) ? [fail(`method ${quoted(method)}`, { expected: `method ${meant}`, span })] : nothing;
  },
};

function unescaped(method: string): string {
  return method.replace(/%([0-9A-Fa-f]{2})/g, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
