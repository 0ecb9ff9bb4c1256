import { firstField, type SipMessage } from '../../sip/message';
import { readVias, type Via } from '../../sip/via';
import { fail, pass } from '../observe';
import { isFirstFinal, isOwnAnswer } from '../provoked/client-answer';
import type { ProvokedCheck, ServerTransaction } from '../provoked/provoked-check';

/**
 * RFC3581-4-1: a client that supports RFC 3581, as it shows by its own `rport`, fills in the `rport` of a request with the source port and
 * adds `received` (RFC 3581 §4). Where sent-by names another host, `received` is a matter of RFC3261-18.2.1-1. The port is compared where the
 * server is ours: on the way from another one it may have been translated.
 */
export const rportFilled: ProvokedCheck = {
  requirement: 'RFC3581-4-1',
  on: ['answer'],
  isProvokedBy(cause, _, context) {
    if (cause.kind !== 'answer' || cause.tx.event.transport !== 'udp' || !isFirstFinal(cause)) return false;
    const { tx, event } = cause;
    if (!firstField(tx.message, 'via')?.value.includes('rport') || event.addressesUnknown) return false;
    return topVia(tx.message)?.rport === true && isSupported(tx) && isOwnAnswer(cause, context);
  },
  window: 0,
  judge({ cause, isDriven }) {
    if (cause.kind !== 'answer') return [];
    const { tx, response, event } = cause;
    const via = topVia(response.message);
    const asked = topVia(tx.message);
    if (via === undefined || asked === undefined) return [];
    const { host, port } = tx.event.local;
    const isOwnHost = asked.host.toLowerCase() === host.toLowerCase();
    const isPort = typeof via.rport === 'number' && (!isDriven || via.rport === port);
    const flaw = isPort ? (isOwnHost && via.received === undefined ? 'no received' : undefined) : rportIn(via);
    if (flaw === undefined) return [{ observation: pass('rport is filled in') }];
    const text = `${flaw} in the topmost Via, to the ${tx.message.start.method} of frame ${tx.event.frame}, which asks for rport`;
    const details = {
      actual: flaw,
      expected: `received=${host};rport=${port}`,
      span: via.span,
      otherFrame: tx.event.frame,
    };
    return [{ observation: fail(text, details), evidence: event }];
  },
};

function rportIn({ rport }: Via): string {
  if (rport === undefined) return 'no rport';
  return rport === true ? 'an empty rport' : `rport=${rport}`;
}

/** The client asks for it itself. */
function isSupported({ subscribe }: ServerTransaction): boolean {
  return subscribe !== undefined && topVia(subscribe.message)?.rport !== undefined;
}

function topVia(message: SipMessage): Via | undefined {
  const vias = readVias(message);
  return vias.ok ? vias.value[0] : undefined;
}
