import type { Millis } from '../../core/time';
import { fail, pass } from '../observe';
import { isOurs, isSameRequest, isUnaskedFor, requestsSince } from '../provoked/looks';
import type { ClientTransaction, Episode, ProvokedCheck, Reaction, StepOf } from '../provoked/provoked-check';
import { startSpan } from '../provoked/retransmission';
import { longestTimers, timerF } from '../provoked/timers';

/** More new attempts than this within this time are a storm. */
const ATTEMPTS = 3;
const STORM: Millis = 10_000;
/** After Timer F a storm would show within this time. */
const AFTERWARDS: Millis = 7_000;

/**
 * RFC3261-8.1.3.1-1: no response until Timer F counts as 408, an error of the transport as 503 (RFC 3261 §8.1.3.1): no storm of new
 * attempts follows, and what follows is a new transaction: the same branch on another connection is a breach. REGISTER after a
 * timeout belongs to RFC3261-10.2.7-1.
 */
export const noStorm: ProvokedCheck = {
  requirement: 'RFC3261-8.1.3.1-1',
  on: ['unanswered', 'copy'],
  isProvokedBy(cause, past) {
    if (cause.kind === 'copy') return isOnOtherConnection(cause) && isOurs(cause.tx);
    return cause.kind === 'unanswered' && !follows(cause.tx, past);
  },
  window: (cause, context) => (cause.kind === 'copy' ? 0 : timerF(longestTimers(context)) + AFTERWARDS),
  judge(episode) {
    const { cause, isOver } = episode;
    if (cause.kind === 'copy') return [branchReused(cause)];
    if (cause.kind !== 'unanswered' || cause.tx.final !== undefined) return [];
    const storm = stormIn(attemptsIn(episode, cause.tx));
    if (storm !== undefined) return [stormy(storm, cause.tx)];
    return isOver ? [{ observation: pass('no storm of new attempts') }] : undefined;
  },
};

/** A request like it that nobody answered came shortly before: the first of them has the episode. */
function follows(tx: ClientTransaction, past: readonly ClientTransaction[]): boolean {
  return past
    .slice(0, past.indexOf(tx))
    .some((other) => other.final === undefined && isSameRequest(other, tx) && tx.event.at - other.event.at <= STORM);
}

/** New attempts of the same request, by the client itself and without a response, the first one left out. */
function attemptsIn(episode: Episode, tx: ClientTransaction): readonly ClientTransaction[] {
  const { past, context } = episode;
  const soon = past.slice(past.indexOf(tx) + 1);
  const later = requestsSince(episode).filter((step) => isUnaskedFor(episode, step));
  const timeout = tx.event.at + timerF(longestTimers(context)) * 0.9;
  return [...soon, ...later.map((step) => step.tx)].filter(
    (other) =>
      other.final === undefined && isSameRequest(other, tx) && (tx.kind !== 'register' || other.event.at < timeout),
  );
}

/** The attempts that make it one. */
function stormIn(attempts: readonly ClientTransaction[]): readonly ClientTransaction[] | undefined {
  for (let index = 0; index + ATTEMPTS < attempts.length; index += 1) {
    const some = attempts.slice(index, index + ATTEMPTS + 1);
    if ((some.at(-1)?.event.at ?? 0) - (some[0]?.event.at ?? 0) <= STORM) return some;
  }
  return undefined;
}

function stormy(attempts: readonly ClientTransaction[], { event: { frame: otherFrame } }: ClientTransaction): Reaction {
  const last = attempts.at(-1)?.event;
  const time = ((last?.at ?? 0) - (attempts[0]?.event.at ?? 0)) / 1_000;
  const text = `${attempts.length} new attempts within ${time} s of the request of frame ${otherFrame}, which had no response`;
  const details = { expected: `${ATTEMPTS} within 10 s at most`, otherFrame, ...(last && startSpan(last)) };
  return { observation: fail(text, details), ...(last && { evidence: last }) };
}

function isOnOtherConnection({ tx, event }: StepOf<'copy'>): boolean {
  const { connection } = tx.event;
  return connection !== undefined && event.connection !== undefined && event.connection !== connection;
}

function branchReused({ tx, event }: StepOf<'copy'>): Reaction {
  const { frame: otherFrame } = tx.event;
  const field = event.parsed.ok ? event.parsed.message.headers.find(({ key }) => key === 'via') : undefined;
  const text = `the branch of frame ${otherFrame} again, on another connection`;
  return { observation: fail(text, { otherFrame, ...(field && { span: field.span }) }), evidence: event };
}
