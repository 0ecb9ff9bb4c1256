import { firstField, type SipMessage } from '../../sip/message';
import { readVias, type Via } from '../../sip/via';
import { fail, pass } from '../observe';
import { isFirstFinal, isOwnAnswer } from '../provoked/client-answer';
import type { ProvokedCheck, StepOf } from '../provoked/provoked-check';

/**
 * RFC3261-18.2.1-1: where sent-by of the topmost Via is a name, or another address than the one that the request came from, the client adds
 * `received` with that one (RFC 3261 §18.2.1), which its response shows. Not over WebSocket, where RFC 7118 §5.2 lets it go. The value is
 * compared where the server is ours: between another one and the client an address may have been translated.
 */
export const received: ProvokedCheck = {
  requirement: 'RFC3261-18.2.1-1',
  on: ['answer'],
  isProvokedBy(cause, _, context) {
    if (cause.kind !== 'answer' || !isFirstFinal(cause)) return false;
    const { transport, local, addressesUnknown } = cause.tx.event;
    if (transport === 'ws' || transport === 'wss' || addressesUnknown || isUnspecified(local.host)) return false;
    // In the usual form the value holds the address, which spares reading it.
    if (firstField(cause.tx.message, 'via')?.value.includes(` ${local.host}`)) return false;
    return isNeeded(cause) && isOwnAnswer(cause, context);
  },
  window: 0,
  judge({ cause, isDriven }) {
    if (cause.kind !== 'answer') return [];
    const { tx, response, event } = cause;
    const via = topVia(response.message);
    // Without Via there is RFC3261-8.2.6.2-1, and what cannot be read is a matter of the entry of its grammar.
    if (via === undefined) return [];
    const { host } = tx.event.local;
    const isRight = via.received !== undefined && (!isDriven || isSameHost(via.received, host));
    if (isRight) return [{ observation: pass('received is filled in') }];
    const what = via.received === undefined ? 'no received' : `received=${via.received}`;
    const text = `${what} in the topmost Via, to the ${tx.message.start.method} of frame ${tx.event.frame}, which names another host`;
    const details = { actual: what, expected: `received=${host}`, span: via.span, otherFrame: tx.event.frame };
    return [{ observation: fail(text, details), evidence: event }];
  },
};

function isNeeded({ tx }: StepOf<'answer'>): boolean {
  const via = topVia(tx.message);
  return via !== undefined && !isSameHost(via.host, tx.event.local.host);
}

function topVia(message: SipMessage): Via | undefined {
  const vias = readVias(message);
  return vias.ok ? vias.value[0] : undefined;
}

/** An IPv6 address may stand in brackets, which `received` leaves out. */
function isSameHost(one: string, other: string): boolean {
  return bare(one) === bare(other);
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '').toLowerCase();
}

function isUnspecified(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}
