import { firstField } from '../../sip/message';
import { isIms, registerOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { lists } from '../common/option-lists';
import { fail, pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('path in Supported')];
const nothing: readonly Observation[] = [];

/** RFC3327-5.1-1: a client lists path in Supported (RFC 3327 §5.1). In an IMS core TS24229-5.1.1.2-5 demands it. */
export const supportedPath: FormCheck = {
  requirement: 'RFC3327-5.1-1',
  kinds: registerOnly,
  appliesTo: hasWholeHeader,
  judge({ message }, context) {
    if (lists(message, 'supported', 'path')) return met;
    if (isIms(context)) return nothing;
    const span = firstField(message, 'supported')?.valueSpan ?? message.start.span;
    return [fail('Supported without path', { expected: 'Supported: path', span })];
  },
};
