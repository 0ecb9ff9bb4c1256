import type { Millis } from '../../core/time';
import { firstField } from '../../sip/message';
import { fail } from '../observe';
import { isFirstFinal } from '../provoked/client-answer';
import { acceptance, answersNotify, isAccepted, type NotifyRule, rated, UNANSWERED } from '../provoked/notify-answer';
import { notifyCase } from '../provoked/notify-case';
import type { Episode, ProvokedCheck, Reaction, ServerTransaction, StepOf } from '../provoked/provoked-check';

/** A response to the surplus comes with the one to the NOTIFY. */
const AFTERMATH: Millis = 2_000;

const rule: NotifyRule = {
  requirement: 'RFC3261-18.3-1',
  cases: ['surplus-octets'],
  which: 'has octets behind its body',
  expected: '200, and no further response',
  rate: acceptance,
};

const check = answersNotify(rule);

/**
 * RFC3261-18.3-1: octets of a datagram behind the body that Content-Length announces are ignored (RFC 3261 §18.3): one 200, and no answer
 * to them. Whether the NOTIFY is answered shows behind the NOTIFY; what is behind the answer, in a watch of its own, which is short.
 */
export const surplusOctets: ProvokedCheck = {
  ...check,
  on: ['server-request', 'answer'],
  isProvokedBy(cause, _, context) {
    if (cause.kind !== 'server-request' && cause.kind !== 'answer') return false;
    if (cause.tx.event.transport !== 'udp' || (cause.kind === 'answer' && !isFirstFinal(cause))) return false;
    return notifyCase(cause.tx, context) === 'surplus-octets';
  },
  window: ({ kind }) => (kind === 'answer' ? AFTERMATH : UNANSWERED),
  judge(episode) {
    const { cause, isOver } = episode;
    if (cause.kind !== 'server-request' && cause.kind !== 'answer') return [];
    const { tx } = cause;
    const further = answerToSurplus(episode, tx);
    if (further !== undefined) return [further];
    if (cause.kind === 'server-request') return tx.final === undefined ? check.judge(episode) : [];
    if (tx.final === undefined || (isAccepted(tx.final.status) && !isOver)) return isOver ? [] : undefined;
    return rated(rule, tx, tx.final, episode);
  },
};

/** A response whose Call-ID stands behind the body. */
function answerToSurplus({ steps }: Episode, { message, event }: ServerTransaction): Reaction | undefined {
  const surplus = message.text.slice(message.span.end);
  const further = steps.find((step): step is StepOf<'stray-answer'> => {
    if (step.kind !== 'stray-answer') return false;
    const callId = firstField(step.response.message, 'call-id')?.value ?? '';
    return callId !== '' && callId !== firstField(message, 'call-id')?.value && surplus.includes(callId);
  });
  if (further === undefined) return undefined;
  const { status, message: answer } = further.response;
  const text = `${status} to octets behind the body of the NOTIFY of frame ${event.frame}`;
  const details = { actual: String(status), span: answer.start.statusSpan, otherFrame: event.frame };
  return { observation: fail(text, details), evidence: further.event };
}
