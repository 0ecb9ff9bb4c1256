import { firstField } from '../../sip/message';
import { readNameAddr } from '../../sip/name-addr';
import { urisEqual } from '../../sip/uri-equality';
import { isIms, registerOnly } from '../applies';
import type { FormCheck, Observation } from '../check';
import { fail, pass } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('the URI of To in From')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-10.2-3: From of a REGISTER is To (RFC 3261 §10.2). A registration for somebody else looks the same, which is why the
 * breach is a warning. In an IMS core TS24229-5.1.1.2-1 tells it.
 */
export const fromAsTo: FormCheck = {
  requirement: 'RFC3261-10.2-3',
  kinds: registerOnly,
  judge({ message }, context) {
    const fromField = firstField(message, 'from');
    const toField = firstField(message, 'to');
    if (fromField === undefined || toField === undefined) return nothing;
    const from = readNameAddr(fromField);
    const to = readNameAddr(toField);
    if (!from.ok || !to.ok) return nothing;
    const { uri, uriSpan: span } = from.value;
    if (uri === to.value.uri || urisEqual(uri, to.value.uri)) return met;
    if (isIms(context)) return nothing;
    return [
      fail(`From ${quoted(uri)}, but To ${quoted(to.value.uri)}`, { expected: `From with ${to.value.uri}`, span }),
    ];
  },
};
