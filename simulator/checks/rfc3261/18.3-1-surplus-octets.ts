import type { Millis } from '../../core/time';
import { firstField } from '../../sip/message';
import { fail } from '../observe';
import { acceptance, answersNotify } from '../provoked/notify-answer';
import type { Episode, ProvokedCheck, Reaction, ServerTransaction, StepOf } from '../provoked/provoked-check';

/** A response to the surplus comes with the one to the NOTIFY. */
const AFTERMATH: Millis = 2_000;

const check = answersNotify({
  requirement: 'RFC3261-18.3-1',
  cases: ['surplus-octets'],
  which: 'has octets behind its body',
  expected: '200, and no further response',
  rate: acceptance,
});

/** RFC3261-18.3-1: octets of a datagram behind the body that Content-Length announces are ignored (RFC 3261 §18.3): one 200, and no answer to them. */
export const surplusOctets: ProvokedCheck = {
  ...check,
  judge(episode) {
    const { cause, now, isOver } = episode;
    if (cause.kind !== 'server-request' || cause.event.transport !== 'udp') return [];
    const further = answerToSurplus(episode, cause.tx);
    if (further !== undefined) return [further];
    const { final } = cause.tx;
    const isWaiting = final !== undefined && final.status < 300 && now < final.event.at + AFTERMATH && !isOver;
    return isWaiting ? undefined : check.judge(episode);
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
