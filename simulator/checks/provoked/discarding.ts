import type { Millis } from '../../core/time';
import type { RequirementId } from '../../requirements/requirement';
import { fail, inconc, pass } from '../observe';
import { isOurs, requestsSince, valueIn } from './looks';
import type { Episode, Misfit, ProvokedCheck, Reaction, StepOf } from './provoked-check';
import { firstResponse, isAliveAfter, seconds, startSpan } from './retransmission';
import { gapBefore, longestTimers, timerF, timersOf, toleranceOf } from './timers';

/** A copy that comes sooner after the response was on its way. */
const CROSSING: Millis = 50;
/** How long the client is watched for the next change, where only that shows what it remembers. */
const NEXT_CHANGE: Millis = 30_000;

/**
 * The entries on responses that a client has to discard. It took one where the next PUBLISH names its entity-tag, or where copies over UDP
 * end with it although nothing else came; it discarded it where copies go on, or where the next PUBLISH names the right one.
 *
 * @param what the thing that is wrong with the response
 */
export function discards(requirement: RequirementId, misfits: readonly Misfit[], what: string): ProvokedCheck {
  return {
    requirement,
    on: ['misfit'],
    isProvokedBy(cause) {
      if (cause.kind !== 'misfit' || cause.isRepeated || !isOurs(cause.tx) || cause.event.timeUnknown) return false;
      const { misfit, status } = cause.response;
      return misfit !== undefined && misfits.includes(misfit) && status >= 200 && isFirst(cause);
    },
    window: NEXT_CHANGE,
    judge(episode) {
      const { cause, isOver } = episode;
      // In a capture the request may be missing that the response fits: another attempt, or the one before a proxy.
      if (cause.kind !== 'misfit' || !(episode.isDriven || cause.event.provocation !== undefined)) return [];
      return byEntityTag(episode, cause, what) ?? byCopies(episode, cause, what) ?? (isOver ? [] : undefined);
    },
  };
}

/** The first one of its kind; the others show nothing new. */
function isFirst({ tx, response }: StepOf<'misfit'>): boolean {
  return tx.responses.find(({ misfit }) => misfit === response.misfit) === response;
}

function byEntityTag(episode: Episode, cause: StepOf<'misfit'>, what: string): readonly Reaction[] | undefined {
  if (cause.tx.kind !== 'settings-publish') return undefined;
  const wrong = valueIn(cause.response.message, 'sip-etag');
  const right = cause.tx.final && valueIn(cause.tx.final.message, 'sip-etag');
  if (wrong === undefined || wrong === right) return undefined;
  for (const { tx } of requestsSince(episode)) {
    const field = tx.message.headers.find(({ key }) => key === 'sip-if-match');
    if (field === undefined || tx.kind !== 'settings-publish') continue;
    const { frame: otherFrame } = cause.event;
    if (field.value === right) return [{ observation: pass(`the response with ${what} was discarded`) }];
    if (field.value !== wrong) continue;
    const text = `the entity-tag of the response in frame ${otherFrame}, which has ${what}`;
    return [{ observation: fail(text, { otherFrame, span: field.span }), evidence: tx.event }];
  }
  return undefined;
}

/** Over UDP the request is sent again until it has its response. */
function byCopies(episode: Episode, cause: StepOf<'misfit'>, what: string): readonly Reaction[] | undefined {
  const { tx } = cause;
  const { isOver, now, isDriven, wereDatagramsLost, context } = episode;
  if (tx.event.transport !== 'udp') return undefined;
  const copy = tx.copies.find(({ at }) => at > cause.at + CROSSING);
  if (copy !== undefined)
    return [{ observation: pass(`copies went on after the response with ${what}`), evidence: copy }];
  if (firstResponse(tx) !== undefined || !isOver) return undefined;
  const sent = tx.copies.filter(({ at }) => at <= cause.at);
  const last = sent.at(-1) ?? tx.event;
  const due = last.at + toleranceOf(gapBefore(sent.length + 1, longestTimers(context)), context).late;
  if (now < due || due > tx.event.at + timerF(timersOf(context)[0] ?? longestTimers(context))) return undefined;
  const { frame: otherFrame } = cause.event;
  const text = `no copy of the request since the response in frame ${otherFrame}, which has ${what}`;
  const details = { expected: `a copy within ${seconds(due - last.at)}`, otherFrame, ...startSpan(last) };
  if (wereDatagramsLost) return [{ observation: inconc(`${text}; datagrams were lost`, details), evidence: last }];
  if (!isDriven && !isAliveAfter(episode, due)) return [];
  return [{ observation: fail(text, details), evidence: last }];
}
