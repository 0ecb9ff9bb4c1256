import type { Millis } from '../../core/time';
import type { RequirementId } from '../../requirements/requirement';
import { readVias } from '../../sip/via';
import type { MessageEvent } from '../../trace/event';
import { fail, inconc, pass } from '../observe';
import { valueIn } from './looks';
import type { ClientTransaction, Episode, ProvokedCheck, Reaction, ServerResponse } from './provoked-check';
import { startSpan } from './retransmission';
import { gapBefore, longestTimers, toleranceOf } from './timers';

/** A copy that comes sooner after a response may have been on its way already. */
const ROUND_TRIP: Millis = 1_000;
/** In units of T1: copies that end before this were ended by the response; the others by Timer F. */
const TIMER_F_NEAR = 60;
const TIMER_F_OVER = 66;

/**
 * Where a response over UDP went: to the source port because rport asks for it (RFC 3581 §4); to the port of sent-by, which is that
 * of the source as well (`plain`) or not (`sent-by`); or to where nobody has to listen.
 */
export type Arrival = 'rport' | 'plain' | 'sent-by' | 'elsewhere';

/** Tells where a final response went. */
export function arrivalOf({ event, message }: ClientTransaction, response: ServerResponse): Arrival {
  const own = readVias(message);
  const given = readVias(response.message);
  const [via] = own.ok ? own.value : [];
  const [top] = given.ok ? given.value : [];
  if (via === undefined || top === undefined) return 'elsewhere';
  const { host, port } = response.event.remote;
  const sentByPort = via.port ?? 5_060;
  if (host !== event.remote.host) return 'elsewhere';
  if (port === event.remote.port && typeof top.rport === 'number') return 'rport';
  if (port !== sentByPort) return 'elsewhere';
  if (port === event.remote.port) return 'plain';
  // Behind a NAT the port of sent-by leads nowhere.
  return via.host === host ? 'sent-by' : 'elsewhere';
}

/** Whose business copies behind a final response are: of the one who heard the response, or of the one who did not. */
interface Owner {
  readonly requirement: RequirementId;
  /** The arrivals that the entry speaks of; copies of a client that did not hear such a response break it. */
  readonly arrivals: readonly Arrival[];
  /** Copies of a client that heard the response all the same break it, wherever the response went. */
  readonly ofHeard?: true;
  /** What was met. */
  readonly met: string;
}

/**
 * The entries on responses that end a transaction over UDP. All show in copies behind the response: where the client goes on until
 * Timer F it never heard the response, where it ends before, or works on with what the response said, it had heard it. One response
 * may get lost, so that one copy proves nothing. In a capture taken near the server, every response may have got lost behind it: there
 * only copies behind a request that names the entity-tag of the response are certain.
 */
export function endsBy(owner: Owner): ProvokedCheck {
  const { requirement, arrivals, met } = owner;
  return {
    requirement,
    on: ['accepted', 'refused', 'copy'],
    isProvokedBy(cause) {
      if (!('tx' in cause) || cause.event.transport !== 'udp') return false;
      if (cause.kind === 'copy') return lateCopies(cause.tx)[0] === cause.event && !cause.event.timeUnknown;
      if (cause.kind !== 'accepted' && cause.kind !== 'refused') return false;
      const { tx, isRepeated, event } = cause;
      return !isRepeated && (tx.copies.length > 0 || event.remote.port !== tx.event.remote.port) && !event.timeUnknown;
    },
    window(cause, context) {
      const timers = longestTimers(context);
      if (cause.kind === 'copy')
        return Math.max(0, cause.tx.event.at + TIMER_F_OVER * timers.t1 - cause.at) + timers.t2;
      const sent = 'tx' in cause && 'copies' in cause.tx ? cause.tx.copies.length : 0;
      return toleranceOf(gapBefore(sent + 1, timers), context).late + ROUND_TRIP;
    },
    judge(episode) {
      const { cause, isOver } = episode;
      if (cause.kind === 'copy') return judgeCopies(episode, cause.tx, owner);
      if (cause.kind !== 'accepted' && cause.kind !== 'refused') return [];
      if (lateCopies(cause.tx).length > 0 || !arrivals.includes(arrivalOf(cause.tx, cause.response))) return [];
      return isOver ? [{ observation: pass(met) }] : undefined;
    },
  };
}

function judgeCopies(
  episode: Episode,
  tx: ClientTransaction,
  { arrivals, ofHeard: told, met }: Owner,
): readonly Reaction[] | undefined {
  const { isOver, isDriven, wereDatagramsLost, context } = episode;
  const ofHeard = told === true;
  const { final } = tx;
  const late = lateCopies(tx);
  const isHeard = usedTagAt(episode, tx) !== undefined;
  if (final === undefined) return [];
  if (!isOver && !(isHeard && isDriven)) return undefined;
  const last = late.at(-1) ?? final.event;
  const wasDeaf = !isHeard && last.at - tx.event.at >= TIMER_F_NEAR * longestTimers(context).t1;
  const isOurs = wasDeaf ? !ofHeard && arrivals.includes(arrivalOf(tx, final)) : ofHeard;
  const few = wereDatagramsLost ? 3 : 2;
  const needed = isDriven ? (isHeard ? 1 : few) : 3;
  if (!isDriven && ofHeard && heardCopies(episode, tx).length > 0)
    return [{ observation: failure(heardCopies(episode, tx), tx, final), evidence: last }];
  // Behind a single late copy the client heard the response: a busy machine was slow, or it came the second time only.
  const didEnd = isDriven && !ofHeard && !wasDeaf && late.length === 1 && arrivals.includes(arrivalOf(tx, final));
  if (didEnd) return [{ observation: pass(met), evidence: last }];
  if (!isOurs || late.length < needed) return [];
  if (!isDriven) return [{ observation: lost(late, tx), evidence: last }];
  return [{ observation: failure(late, tx, final), evidence: late[needed - 1] ?? last }];
}

/** Nobody knows whether what a capture at the server holds came to the client. */
function lost(late: readonly MessageEvent[], { event }: ClientTransaction) {
  const text = `copies of the request of frame ${event.frame} behind its final response, which may not have reached the client`;
  return inconc(text, { otherFrame: event.frame, ...startSpan(late[0] ?? event) });
}

/** Copies that came although the client worked on with the entity-tag of the response before. */
function heardCopies(episode: Episode, tx: ClientTransaction): readonly MessageEvent[] {
  const heardAt = usedTagAt(episode, tx) ?? Number.POSITIVE_INFINITY;
  return lateCopies(tx).filter(({ at }) => at > heardAt + ROUND_TRIP);
}

function failure(late: readonly MessageEvent[], { event }: ClientTransaction, final: ServerResponse) {
  const pause = ((late.at(-1)?.at ?? 0) - final.event.at) / 1_000;
  const text = `copies of the request of frame ${event.frame} up to ${pause} s after its final response`;
  return fail(text, { otherFrame: event.frame, ...startSpan(late[0] ?? event) });
}

/** Copies that came too long after the final response to have crossed it. */
function lateCopies({ copies, final }: ClientTransaction): readonly MessageEvent[] {
  if (final === undefined) return [];
  return copies.filter(({ at }) => at > final.event.at + ROUND_TRIP);
}

/** When the client first worked on with the entity-tag of the response. */
function usedTagAt({ past, steps }: Episode, { final }: ClientTransaction): Millis | undefined {
  const tag = final && valueIn(final.message, 'sip-etag');
  if (tag === undefined) return undefined;
  const uses = ({ message }: ClientTransaction) => valueIn(message, 'sip-if-match') === tag;
  const before = past.find(uses)?.event.at;
  return before ?? steps.find((step) => step.kind === 'request' && uses(step.tx))?.at;
}
