import { fieldsNamed, firstField, type SipRequest } from '../../sip/message';
import { readMaxForwards } from '../../sip/numbers';
import { readVia } from '../../sip/via';
import { anyRequest } from '../applies';
import type { FormCheck, Observation } from '../check';
import { fail, pass } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

/** The value that a request starts with (RFC 3261 §8.1.1.6). */
const START = 70;

const met: readonly Observation[] = [pass('Max-Forwards 70')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-8.1.1.6-2: Max-Forwards starts at 70 (RFC 3261 §8.1.1.6). Proxies on the way make it less: nothing is said of a lower
 * value where a second Via shows one, or where the capture was made behind the core. One that is no number, or above 255, breaks
 * RFC3261-8.1.1.6-1.
 */
export const maxForwards70: FormCheck = {
  requirement: 'RFC3261-8.1.1.6-2',
  kinds: anyRequest,
  appliesTo: hasWholeHeader,
  judge({ message }, { rules }) {
    const field = firstField(message, 'max-forwards');
    if (field === undefined) return nothing;
    if (field.value === '70') return met;
    const read = readMaxForwards(field);
    if (!read.ok) return nothing;
    if (read.value === START) return met;
    if (read.value < START && (rules.capture_point === 'behind-core' || hasPassedProxies(message))) return nothing;
    return [fail(`Max-Forwards ${quoted(field.value)}`, { span: field.valueSpan })];
  },
};

function hasPassedProxies(message: SipRequest): boolean {
  const fields = fieldsNamed(message, 'via');
  const [top] = fields;
  if (top === undefined || fields.length > 1) return true;
  const read = readVia(top);
  return !read.ok || read.value.length > 1;
}
