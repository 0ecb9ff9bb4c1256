import type { Millis } from '../../core/time';
import { callIdOf } from '../exchange';
import { fail, pass } from '../observe';
import { isAutomatic, isOurs, isSameRequest } from '../provoked/looks';
import type { ClientTransaction, Episode, ProvokedCheck, Reaction, Step, StepOf } from '../provoked/provoked-check';
import { seconds } from '../provoked/retransmission';
import { cseqOf } from '../transaction-key';

/** What comes later is no reaction. */
const REACTION: Millis = 1_000;

type Repeated = StepOf<'accepted'> | StepOf<'refused'>;

/**
 * RFC3261-17.1.2.2-6: the same final response once more is absorbed (RFC 3261 §17.1.2.2, Timer K): no ACK, no new request and no response
 * follows from it. An ACK for the first response breaks RFC3261-17.1.2.1-1. After a refusal a corrected request is the reaction to the
 * first one. In a capture only the very same request again is one for sure.
 */
export const absorbsCopies: ProvokedCheck = {
  requirement: 'RFC3261-17.1.2.2-6',
  on: ['accepted', 'refused'],
  isProvokedBy(cause) {
    if (cause.kind !== 'accepted' && cause.kind !== 'refused') return false;
    return cause.isRepeated && cause.event.transport === 'udp' && isOurs(cause.tx) && !cause.event.timeUnknown;
  },
  window: REACTION,
  judge(episode) {
    const { cause, steps, isOver } = episode;
    if (cause.kind !== 'accepted' && cause.kind !== 'refused') return [];
    const reaction = steps.map((step) => reactionIn(step, cause, episode)).find((found) => found !== undefined);
    if (reaction !== undefined) return [reaction];
    return isOver ? [{ observation: pass('nothing sent because of the repeated response') }] : undefined;
  },
};

function reactionIn(step: Step, cause: Repeated, episode: Episode): Reaction | undefined {
  if (step.at - cause.at > REACTION || mayBeEarlier(step, cause)) return undefined;
  const { frame: otherFrame } = cause.event;
  const text = `${seconds(step.at - cause.at)} after the repeated response of frame ${otherFrame}`;
  if (step.kind === 'stray-answer') {
    const { message, event } = step.response;
    if (callIdOf(message) !== callIdOf(cause.tx.message)) return undefined;
    return { observation: fail(`a response ${text}`, { otherFrame, span: message.start.span }), evidence: event };
  }
  if (step.kind !== 'request' || !(isAck(step.tx, cause.tx, episode) || isAnew(step, cause, episode))) return undefined;
  const { message, event } = step.tx;
  const details = { otherFrame, span: message.start.span };
  return { observation: fail(`${message.start.method} ${text}`, details), evidence: event };
}

/** Whether the client may have sent it before: where the tester was busy, a message lay in its socket for a time. */
function mayBeEarlier(step: Step, cause: Repeated): boolean {
  return 'event' in step && step.event.late !== undefined && step.at - step.event.late < cause.at;
}

/** The first ACK of the client for the request. */
function isAck(
  { message }: ClientTransaction,
  { message: acknowledged }: ClientTransaction,
  { past }: Episode,
): boolean {
  const isFor = (other: ClientTransaction['message']) =>
    other.start.method === 'ACK' &&
    callIdOf(other) === callIdOf(acknowledged) &&
    cseqOf(other)?.number === cseqOf(acknowledged)?.number;
  return isFor(message) && !past.some((tx) => isFor(tx.message));
}

/**
 * A request that nothing else explains: a copy of the response may come after the user was asked for the next thing, too. A NOTIFY that
 * came before it may be why the client subscribes anew.
 */
function isAnew(step: StepOf<'request'>, cause: Repeated, episode: Episode): boolean {
  if (cause.kind !== 'accepted' || step.tx.kind !== cause.tx.kind || !isAutomatic(episode, step)) return false;
  if (step.tx.stimulus !== cause.tx.stimulus || cause.tx.kind === 'settings-subscribe') return false;
  return episode.isDriven || isSameRequest(step.tx, cause.tx);
}
