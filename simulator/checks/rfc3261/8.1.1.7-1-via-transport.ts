import { firstField } from '../../sip/message';
import { readVia, type Via } from '../../sip/via';
import { anyRequest } from '../applies';
import type { FormCheck, FormEvent, Observation } from '../check';
import { judgeFaults } from '../common/syntax-faults';
import { fail, info, pass } from '../observe';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('SIP/2.0 and the transport used in the top Via')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-8.1.1.7-1: the top Via names SIP, 2.0 and the transport really used (RFC 3261 §8.1.1.7, §20.42), letter case ignored.
 * A Via of TLS in a message that came over plain TCP is a remark: TLS may have ended in front of the place where the message was
 * seen, and the message cannot show that. What is named in a message over a WebSocket is judged by RFC7118-5.1-1, the sent-by host
 * by RFC3261-18.1.1-3.
 */
export const viaTransport: FormCheck = {
  requirement: 'RFC3261-8.1.1.7-1',
  kinds: anyRequest,
  appliesTo: hasWholeHeader,
  judge(subject) {
    const { message, event } = subject;
    const field = firstField(message, 'via');
    if (field === undefined) return nothing;
    const read = readVia(field);
    if (!read.ok) return judgeFaults('RFC3261-8.1.1.7-1', subject, nothing);
    const top = read.value[0];
    return top === undefined ? nothing : judgeTop(top, event);
  },
};

function judgeTop(top: Via, { transport: used }: FormEvent): readonly Observation[] {
  const { span } = top;
  const protocol = `${top.protocol}/${top.version}`;
  if (protocol !== 'SIP/2.0' && protocol.toUpperCase() !== 'SIP/2.0') {
    return [fail(`the top Via names ${quoted(protocol)}`, { expected: 'SIP/2.0 in the top Via', span })];
  }
  const named = top.transport.toUpperCase();
  const wanted = used.toUpperCase();
  if (named === wanted || used === 'ws' || used === 'wss') return met;
  const what = `the top Via names ${quoted(top.transport)}, the request came over ${wanted}`;
  const details = { expected: `SIP/2.0/${wanted} in the top Via`, span };
  const mayHaveEnded = named === 'TLS' && used === 'tcp';
  return [mayHaveEnded ? info(`${what}: TLS may have ended before`, details) : fail(what, details)];
}
