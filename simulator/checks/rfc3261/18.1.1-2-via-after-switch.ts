import { firstField } from '../../sip/message';
import { readVia } from '../../sip/via';
import { registerPublishOrSubscribe } from '../applies';
import type { FormCheck, JudgeContext, Observation } from '../check';
import { UDP_SIZE_LIMIT } from '../common/arrival';
import { fail, pass } from '../observe';
import { quoted } from '../text';

const met: readonly Observation[] = [pass('TCP in the Via of a request that was too large for UDP')];
const nothing: readonly Observation[] = [];

/**
 * RFC3261-18.1.1-2: when the size of a request changes its transport from UDP to TCP, the top Via changes too (RFC 3261 §18.1.1).
 * That it was changed shows where the client was told to use UDP, or where its Via still says so; the latter also breaks
 * RFC3261-8.1.1.7-1, which asks for the transport that was used whatever the reason.
 */
export const viaAfterSwitch: FormCheck = {
  requirement: 'RFC3261-18.1.1-2',
  kinds: registerPublishOrSubscribe,
  appliesTo: ({ event, message }, { rules }) =>
    event.transport === 'tcp' && message.span.end - message.span.start > (rules.udp_size_limit || UDP_SIZE_LIMIT),
  judge({ message }, context) {
    const field = firstField(message, 'via');
    const read = field === undefined ? undefined : readVia(field);
    const top = read?.ok ? read.value[0] : undefined;
    if (top === undefined) return nothing;
    const named = top.transport.toUpperCase();
    if (named === 'UDP') {
      const text = `the top Via names ${quoted(top.transport)} in a request that its size took to TCP`;
      return [fail(text, { expected: 'SIP/2.0/TCP in the top Via', span: top.span })];
    }
    return named === 'TCP' && usesUdp(context) ? met : nothing;
  },
};

function usesUdp({ nextHop, pics }: JudgeContext): boolean {
  if (pics.transports !== undefined) return pics.transports.includes('udp') && !pics.transports.includes('tcp');
  return nextHop?.transport === 'udp';
}
