import { firstField } from '../../sip/message';
import { readVia } from '../../sip/via';
import { isRemoval, publishOrSubscribe } from '../applies';
import type { HistoryCheck, Observation } from '../check';
import { isProtected } from '../common/protected-port';
import { showsProxy } from '../common/via-proxy';
import { fail, pass } from '../observe';

const met: readonly Observation[] = [pass('the protected server port in Via')];
const nothing: readonly Observation[] = [];

/**
 * TS24229-5.1.2A.1.1-4: with IMS AKA the Via has the protected server port (TS 24.229 clause 5.1.2A.1.1), where the responses come to
 * over UDP. Over TCP they come back on the connection.
 */
export const viaPort: HistoryCheck = {
  looksBack: true,
  requirement: 'TS24229-5.1.2A.1.1-4',
  kinds: publishOrSubscribe,
  appliesTo: (subject, context) =>
    subject.event.transport === 'udp' && isProtected(subject, context) && !isRemoval(subject),
  judge({ message, earlier }) {
    const field = firstField(message, 'via');
    const read = field === undefined ? undefined : readVia(field);
    const top = read?.ok ? read.value[0] : undefined;
    if (top === undefined || showsProxy(message)) return nothing;
    const ports = earlier?.protectedPorts ?? [];
    if (ports.includes(top.port ?? 5060)) return met;
    const expected = `port ${ports.at(-1)}, port-s of Security-Client`;
    return [fail(`the top Via with port ${top.port ?? '5060, the default'}`, { expected, span: top.span })];
  },
};
