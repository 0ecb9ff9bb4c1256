import type { Millis } from '../../core/time';
import type { SipMessage } from '../../sip/message';
import { paramNamed } from '../../sip/params';
import { readVias, type Via } from '../../sip/via';
import { fail, pass } from '../observe';
import { isFirstFinal, isOwnAnswer } from '../provoked/client-answer';
import type { Episode, ProvokedCheck, Reaction, ServerTransaction, StepOf } from '../provoked/provoked-check';

/** So long the connection of the request may show that it is still there. */
const AFTERMATH: Millis = 3_000;
const met: readonly Reaction[] = [{ observation: pass('the response went back where the request came from') }];

/**
 * RFC3261-18.2.2-1: a response goes back where the request came from (RFC 3261 §18.2.2): over UDP to its source address, and to the port of
 * sent-by, or to the source port where `rport` asks for it and the client supports that (RFC 3581 §4); else on the connection of the
 * request. Another connection is right when that one has been closed: it is a breach where that one goes on being used. With `maddr`
 * nothing is decided, nor where the capture does not know the addresses.
 */
export const wayBack: ProvokedCheck = {
  requirement: 'RFC3261-18.2.2-1',
  on: ['answer'],
  isProvokedBy(cause, _, context) {
    if (cause.kind !== 'answer' || cause.event.addressesUnknown || !isFirstFinal(cause)) return false;
    return isOwnAnswer(cause, context);
  },
  window: (cause) => (cause.kind === 'answer' && isOnOtherConnection(cause) ? AFTERMATH : 0),
  judge(episode) {
    const { cause, context } = episode;
    if (cause.kind !== 'answer') return [];
    const { tx, event } = cause;
    if (event.transport !== tx.event.transport) return [breach(cause, `over ${event.transport.toUpperCase()}`)];
    if (event.transport !== 'udp') return isOnOtherConnection(cause) ? otherConnection(episode, cause) : met;
    const { host, port } = event.local;
    const ports = portsOf(tx, context.pics.rport);
    if (ports === undefined) return [];
    if (host === tx.event.local.host && ports.includes(port)) return met;
    return [breach(cause, `to ${host}:${port}`)];
  },
};

/** Where the response may go; `undefined` where nobody can say. */
function portsOf(tx: ServerTransaction, hasRport: boolean | undefined): readonly number[] | undefined {
  const via = topVia(tx.message);
  if (via === undefined || paramNamed(via.params, 'maddr') !== undefined) return undefined;
  const sentBy = via.port ?? 5060;
  const source = tx.event.local.port;
  if (via.rport === undefined) return [sentBy];
  const supports = hasRport ?? (tx.subscribe !== undefined && topVia(tx.subscribe.message)?.rport !== undefined);
  return supports ? [source] : [source, sentBy];
}

function topVia(message: SipMessage): Via | undefined {
  const vias = readVias(message);
  return vias.ok ? vias.value[0] : undefined;
}

function isOnOtherConnection({ tx, event }: StepOf<'answer'>): boolean {
  const { connection } = tx.event;
  return connection !== undefined && event.connection !== undefined && event.connection !== connection;
}

function otherConnection({ steps, isOver }: Episode, cause: StepOf<'answer'>): readonly Reaction[] | undefined {
  const { connection } = cause.tx.event;
  const isOpen = steps.some((step) => 'event' in step && step.event.connection === connection);
  if (isOpen) return [breach(cause, 'on another connection')];
  return isOver ? [] : undefined;
}

function breach({ tx, response, event }: StepOf<'answer'>, where: string): Reaction {
  const text = `${response.status} ${where}, not back where the ${tx.message.start.method} of frame ${tx.event.frame} came from`;
  const details = { actual: where, otherFrame: tx.event.frame, span: response.message.start.statusSpan };
  return { observation: fail(text, details), evidence: event };
}
