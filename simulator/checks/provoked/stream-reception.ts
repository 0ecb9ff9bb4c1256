import type { Millis } from '../../core/time';
import type { RequirementId } from '../../requirements/requirement';
import type { JudgeContext } from '../check';
import { fail, inconc, pass } from '../observe';
import { isAutomatic, isOurs, isSameRequest, requestsSince, valueIn } from './looks';
import type { Episode, ProvokedCheck, Reaction, StepOf } from './provoked-check';
import { seconds } from './retransmission';
import { longestTimers, timerF } from './timers';

type Accepted = StepOf<'accepted'>;

/** Time for a client that waited until Timer F in vain to say so. */
const AFTERWARDS: Millis = 4_000;
/** A client that had no response may be this much before its time. */
const EARLY = 0.9;

/**
 * The entries on 2xx that a client has to take in over a connection. That it did shows in what it does next: it says that the action is
 * done, it names the entity-tag, it goes on from registering to publishing. That it did not shows when Timer F ends: it says that
 * the action failed, or begins anew.
 *
 * @param isMeant whether the entry speaks of such a response
 */
export function hears(
  requirement: RequirementId,
  isMeant: (cause: Accepted, context: JudgeContext) => boolean,
): ProvokedCheck {
  return {
    requirement,
    on: ['accepted'],
    isProvokedBy: (cause, _, context) =>
      cause.kind === 'accepted' &&
      cause.event.transport !== 'udp' &&
      !cause.isRepeated &&
      isOurs(cause.tx) &&
      isMeant(cause, context),
    window: (cause, context) => ('event' in cause ? timerF(longestTimers(context)) + AFTERWARDS : 0),
    judge(episode) {
      const { cause, isOver, isDriven } = episode;
      if (cause.kind !== 'accepted') return [];
      if (isHeard(episode, cause)) return [{ observation: pass('the response ended the transaction') }];
      if (isUnnotified(episode, cause)) return isOver ? [] : undefined;
      const late = timedOut(episode, cause);
      if (late !== undefined) return [late];
      if (!isOver) return undefined;
      return isDriven ? [{ observation: inconc('nothing shows whether the client took the response in') }] : [];
    },
  };
}

/** From here on a client that had no response gives up. */
function timeoutOf({ context }: Episode, { tx }: Accepted): Millis {
  return tx.event.at + timerF(longestTimers(context)) * EARLY;
}

function isHeard(episode: Episode, { tx, response, at }: Accepted): boolean {
  const tag = tx.kind === 'settings-publish' ? valueIn(response.message, 'sip-etag') : undefined;
  return episode.steps.some((step) => {
    if (step.at < at) return false;
    if (step.kind === 'outcome') return step.outcome === 'done';
    if (step.kind !== 'request') return false;
    if (tag !== undefined && valueIn(step.tx.message, 'sip-if-match') === tag) return true;
    const isNext =
      tx.kind === 'register' && (step.tx.kind === 'settings-publish' || step.tx.kind === 'settings-subscribe');
    return isNext && isAutomatic(episode, step) === true;
  });
}

/** Timer N is as long as Timer F: without a NOTIFY, a client that took the response in gives up at the same time (RFC 6665 §4.1.2.4). */
function isUnnotified({ steps }: Episode, { tx }: Accepted): boolean {
  if (!tx.kind.startsWith('settings-subscribe')) return false;
  return !steps.some((step) => step.kind === 'server-request' && step.tx.subscribe === tx);
}

function timedOut(episode: Episode, cause: Accepted): Reaction | undefined {
  const { tx, event } = cause;
  const from = timeoutOf(episode, cause);
  const { frame: otherFrame } = event;
  const again = requestsSince(episode).find(
    (step) => step.at >= from && isSameRequest(step.tx, tx) && isAutomatic(episode, step) === true,
  );
  if (again !== undefined) {
    const text = `the request that frame ${otherFrame} answered, again after ${seconds(again.at - tx.event.at)}`;
    const details = { otherFrame, span: again.tx.message.start.span };
    return { observation: fail(text, details), evidence: again.tx.event };
  }
  const failed = episode.steps.find((step) => step.kind === 'outcome' && step.outcome === 'failed' && step.at >= from);
  if (failed === undefined) return undefined;
  const text = `the client gave up after ${seconds(failed.at - tx.event.at)}, although frame ${otherFrame} answered it`;
  return { observation: fail(text, { otherFrame, actual: 'timeout' }) };
}
