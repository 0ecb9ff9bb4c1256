import type { Millis } from '../../core/time';
import { fail, pass } from '../observe';
import { isAutomatic, requestsSince, retryAfterOf } from '../provoked/looks';
import type { ProvokedCheck, Step } from '../provoked/provoked-check';
import { toleranceOf } from '../provoked/timers';

/** A longer wait is not watched to its end. */
const LONGEST: Millis = 600_000;

/**
 * RFC3903-9-1: a client that was pushed back with 503 and Retry-After waits that time before its next PUBLISH to that server (RFC 3903 §9).
 * Requests of other methods are the matter of RFC3261-21.5.4-1.
 */
export const waitsAfter503: ProvokedCheck = {
  requirement: 'RFC3903-9-1',
  on: ['refused'],
  isProvokedBy(cause) {
    if (cause.kind !== 'refused' || cause.response.status !== 503 || cause.isRepeated) return false;
    return cause.tx.kind === 'settings-publish' && (retryAfterOf(cause.response.message) ?? 0) > 0;
  },
  window: (cause, context) => Math.min(toleranceOf(waitOf(cause), context).early, LONGEST),
  judge(episode) {
    const { cause, isOver, context } = episode;
    if (cause.kind !== 'refused') return [];
    const { host, port } = cause.tx.event.local;
    const next = requestsSince(episode).find(
      ({ tx, event: { local } }) => tx.kind === 'settings-publish' && local.host === host && local.port === port,
    );
    const wait = waitOf(cause);
    if (next === undefined || next.at - cause.at >= toleranceOf(wait, context).early) {
      return isOver ? [{ observation: pass('no PUBLISH before Retry-After was over') }] : undefined;
    }
    if (isAutomatic(episode, next) !== true) return [];
    const seconds = ((next.at - cause.at) / 1_000).toFixed(1);
    const otherFrame = cause.event.frame;
    const text = `a PUBLISH ${seconds} s after the 503 of frame ${otherFrame}, whose Retry-After is ${wait / 1_000} s`;
    return [{ observation: fail(text, { span: next.tx.message.start.span, otherFrame }), evidence: next.event }];
  },
};

function waitOf(cause: Step): Millis {
  return cause.kind === 'refused' ? (retryAfterOf(cause.response.message) ?? 0) : 0;
}
