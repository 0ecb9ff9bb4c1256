import type { Millis } from '../../core/time';
import type { RequirementId } from '../../requirements/requirement';
import { firstField } from '../../sip/message';
import { paramNamed } from '../../sip/params';
import { readSubscriptionState } from '../../sip/subscription-state';
import { callIdOf } from '../exchange';
import { fail, pass } from '../observe';
import { isAutomatic, requestsSince } from '../provoked/looks';
import { isAccepted } from '../provoked/notify-answer';
import { notifyCase } from '../provoked/notify-case';
import type { Episode, ProvokedCheck, Reaction, ServerTransaction, Step, StepOf } from '../provoked/provoked-check';
import { pixitOf } from '../provoked/timers';

/** How long a client that may not try again is watched; who tries again by itself does so soon. */
const WATCHED: Millis = 10_000;

/** When a client whose subscription was ended may try again by itself. */
export interface Pause {
  readonly requirement: RequirementId;
  /** Whether the rule is for a `reason`, which is in lower case. */
  isFor(reason: string | undefined): boolean;
  /** Not at all, or not before `retry-after`; without one of these the rule says nothing. */
  readonly until: 'ever' | 'retry-after';
}

/**
 * A check that after `terminated` with a `reason` the client makes no new subscription by itself, or not too soon (RFC 6665 §4.1.3). What
 * the user does is his business, and a fetch that was under way goes on. A SUBSCRIBE in the dead dialog is a matter of RFC6665-4.1.3-4.
 */
export function pauseAfterEnd({ requirement, isFor, until }: Pause): ProvokedCheck {
  return {
    requirement,
    on: ['server-request'],
    isProvokedBy(cause, _, context) {
      if (cause.kind !== 'server-request' || cause.event.timeUnknown) return false;
      const { facts } = cause.tx;
      if (facts?.state !== 'terminated' || !isFor(facts.reason)) return false;
      if (until === 'retry-after' && retryAfterIn(cause.tx) === undefined) return false;
      const found = notifyCase(cause.tx, context);
      return found !== 'unclear' && facts.isMatching;
    },
    window(cause) {
      const announced = cause.kind === 'server-request' ? retryAfterIn(cause.tx) : undefined;
      if (until === 'retry-after') return announced ?? 0;
      return Math.max(WATCHED, 1_000 + (announced ?? 0) * 1.1);
    },
    judge(episode) {
      const { cause, isOver, context } = episode;
      if (cause.kind !== 'server-request') return [];
      const early = pixitOf(context).timer_tolerance.early;
      const limit = until === 'ever' ? Number.POSITIVE_INFINITY : (retryAfterIn(cause.tx) ?? 0) * early;
      const attempts = attemptsIn(episode).filter(({ at }) => at - cause.at < limit);
      const again = attempts.find((step) => isAutomatic(episode, step) === true);
      if (!hasAccepted(cause.tx)) return isOver ? [] : undefined;
      if (again !== undefined) return [tooSoon(again, cause)];
      if (!isOver) return undefined;
      const isKnown = attempts.every((step) => isAutomatic(episode, step) !== undefined);
      return isKnown ? [{ observation: pass('no new subscription by itself') }] : [];
    },
  };
}

/** `retry-after` of Subscription-State in milliseconds. */
export function retryAfterIn({ message }: ServerTransaction): Millis | undefined {
  const field = firstField(message, 'subscription-state');
  const read = field === undefined ? undefined : readSubscriptionState(field);
  const value = read?.ok ? paramNamed(read.value.params, 'retry-after')?.value : undefined;
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) * 1_000 : undefined;
}

/** SUBSCRIBEs outside a dialog that begin something new for the same resource. */
export function attemptsIn(episode: Episode): readonly StepOf<'request'>[] {
  const { cause } = episode;
  const ended = cause.kind === 'server-request' ? cause.tx.subscribe : undefined;
  if (ended === undefined) return [];
  const isContinued = (step: Step & { kind: 'request' }) => {
    const { before, message } = step.tx;
    const callId = callIdOf(message);
    if (before === undefined || callIdOf(before.message) !== callId || callId === callIdOf(ended.message)) return false;
    return before.event.frame < ('event' in cause && 'frame' in cause.event ? cause.event.frame : 0);
  };
  return requestsSince(episode).filter((step) => {
    if (step.tx.kind !== 'settings-subscribe' || step.tx.message.start.requestUri !== ended.message.start.requestUri)
      return false;
    return !isContinued(step);
  });
}

/** Whether the client has accepted the NOTIFY: another one ends nothing for it. */
export function hasAccepted({ final }: ServerTransaction): boolean {
  return final !== undefined && isAccepted(final.status);
}

function tooSoon({ at, tx, event }: StepOf<'request'>, cause: StepOf<'server-request'>): Reaction {
  const field = firstField(cause.tx.message, 'subscription-state')?.value ?? '';
  const text = `a new SUBSCRIBE ${at - cause.at} ms after the NOTIFY of frame ${cause.event.frame}, which said "${field}"`;
  const details = { actual: `after ${at - cause.at} ms`, otherFrame: cause.event.frame, span: tx.message.start.span };
  return { observation: fail(text, details), evidence: event };
}
