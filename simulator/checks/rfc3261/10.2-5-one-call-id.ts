import { firstField } from '../../sip/message';
import { registerOnly } from '../applies';
import type { HistoryCheck, Observation } from '../check';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('the Call-ID of the registration before')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-10.2-5: all registrations with one registrar have one Call-ID (RFC 3261 §10.2) from one start of the client to the next.
 * A client that was started anew has another one by right, so a change is told only where something shows that it was not: the
 * connection, the From tag, a nonce that only the earlier registration got, a CSeq that goes on, or several such changes, each at the
 * time of a refresh.
 */
export const oneCallId: HistoryCheck = {
  looksBack: true,
  requirement: 'RFC3261-10.2-5',
  kinds: registerOnly,
  appliesTo: (_, { rules }) => rules.capture_point === 'client-edge',
  judge({ message, earlier }) {
    if (earlier?.sameCallId !== undefined) return met;
    const other = earlier?.otherRegistration;
    if (other === undefined) return nothing;
    const span = firstField(message, 'call-id')?.valueSpan ?? message.start.span;
    const text = `another Call-ID than the REGISTER in frame ${other.frame}, ${other.evidence}`;
    return [fail(text, { expected: 'the Call-ID of the registration before', span, otherFrame: other.frame })];
  },
};
