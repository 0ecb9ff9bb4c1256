import type { Millis } from '../../core/time';
import { fail, inconc, pass } from '../observe';
import { isAutomatic, isOurs, requestsSince, retryAfterOf } from '../provoked/looks';
import type { Episode, ProvokedCheck, StepOf } from '../provoked/provoked-check';
import { seconds } from '../provoked/retransmission';

/** Longer than this nobody watches. */
const LONGEST: Millis = 60_000;
/** What counts as too early is earlier by more than this part. */
const EARLY = 0.9;
/** A request of another kind that comes so soon was on its way when the response was. */
const CROSSING: Millis = 100;

/**
 * RFC3261-21.5.4-1: after 503 with Retry-After no request goes to that server before the time is over (RFC 3261 §21.5.4); another server
 * may be used. The next PUBLISH after a 503 to PUBLISH belongs to RFC3903-9-1. Where the user forces a request, nothing is decided.
 */
export const silenceAfter503: ProvokedCheck = {
  requirement: 'RFC3261-21.5.4-1',
  on: ['refused'],
  isProvokedBy: (cause) =>
    cause.kind === 'refused' &&
    cause.response.status === 503 &&
    !cause.isRepeated &&
    isOurs(cause.tx) &&
    !cause.event.timeUnknown &&
    (retryAfterOf(cause.response.message) ?? 0) > 0,
  window: (cause) => (cause.kind === 'refused' ? pauseOf(cause) : 0),
  judge(episode) {
    const { cause, isOver } = episode;
    if (cause.kind !== 'refused') return [];
    const request = requestsSince(episode).find((step) => isTooEarly(step, cause));
    if (request === undefined) {
      return isOver ? [{ observation: pass('no request to this server before Retry-After was over') }] : undefined;
    }
    const { message, event } = request.tx;
    const { frame: otherFrame } = cause.event;
    const pause = seconds(request.at - cause.at);
    const text = `a ${message.start.method} ${pause} after the 503 of frame ${otherFrame}`;
    const expected = `none before ${seconds(retryAfterOf(cause.response.message) ?? 0)}`;
    const details = { expected, otherFrame, span: message.start.span };
    return (
      observed(episode, request)?.map((observe) => ({ observation: observe(text, details), evidence: event })) ?? []
    );
  },
};

function pauseOf({ response }: StepOf<'refused'>): Millis {
  return Math.min(LONGEST, retryAfterOf(response.message) ?? 0);
}

function isTooEarly({ tx, at, event }: StepOf<'request'>, cause: StepOf<'refused'>): boolean {
  const { method } = tx.message.start;
  if (at >= cause.at + pauseOf(cause) * EARLY || method === 'ACK' || method === 'CANCEL') return false;
  const isSamePlace =
    event.local.host === cause.event.local.host &&
    event.local.port === cause.event.local.port &&
    event.transport === cause.event.transport;
  if (!isSamePlace || (tx.kind === 'settings-publish' && cause.tx.kind === 'settings-publish')) return false;
  return tx.kind === cause.tx.kind || at - cause.at >= CROSSING;
}

/** What is to be said of a request that came too early; nothing where nobody knows who wanted it. */
function observed(episode: Episode, request: StepOf<'request'>) {
  const isOwn = isAutomatic(episode, request);
  if (isOwn) return [fail];
  return isOwn === false ? [inconc] : undefined;
}
