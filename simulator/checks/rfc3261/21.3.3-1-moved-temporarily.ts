import type { Millis } from '../../core/time';
import { fail, pass } from '../observe';
import { requestsSince } from '../provoked/looks';
import type { ProvokedCheck } from '../provoked/provoked-check';
import { isRedirect, redirected, targetOf, targetsOf } from '../provoked/redirects';
import { quoted } from '../text';

/** How long the client is watched for the next change. */
const WINDOW: Millis = 30_000;

/**
 * RFC3261-21.3.3-1: the target of a 302 without Expires is good for one request (RFC 3261 §21.3.3). What the client sends after that was
 * accepted goes to the IM Address again.
 */
export const movedTemporarily: ProvokedCheck = {
  requirement: 'RFC3261-21.3.3-1',
  on: ['refused'],
  isProvokedBy: (cause) =>
    isRedirect(cause) &&
    cause.response.status === 302 &&
    targetsOf(cause.response).every(({ hasExpiry }) => !hasExpiry),
  window: WINDOW,
  judge(episode) {
    const { cause, isOver, steps } = episode;
    if (!isRedirect(cause)) return [];
    const found = redirected(episode, cause);
    const accepted = steps.find((step) => step.kind === 'accepted' && step.tx === found?.step.tx);
    if (found === undefined || accepted === undefined) return isOver ? [] : undefined;
    const isNext = (step: (typeof steps)[number]) => steps.indexOf(step) > steps.indexOf(accepted);
    const next = requestsSince(episode).find((step) => step.tx.kind === cause.tx.kind && isNext(step));
    if (next === undefined) return isOver ? [] : undefined;
    const { message, event } = next.tx;
    const { requestUri, requestUriSpan: span } = message.start;
    if (targetOf(next.tx) !== found.target.bare) {
      return [{ observation: pass(`Request-URI ${quoted(requestUri)}, not the target of the 302`), evidence: event }];
    }
    const { frame: otherFrame } = cause.event;
    const text = `Request-URI ${quoted(requestUri)}, the target that the 302 of frame ${otherFrame} gave for one request`;
    const details = { expected: cause.tx.message.start.requestUri, span, otherFrame };
    return [{ observation: fail(text, details), evidence: event }];
  },
};
