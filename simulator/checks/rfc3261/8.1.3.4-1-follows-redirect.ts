import type { Millis } from '../../core/time';
import { fail, pass } from '../observe';
import { isAutomatic, requestsSince } from '../provoked/looks';
import type { Episode, ProvokedCheck, Reaction, StepOf } from '../provoked/provoked-check';
import { chainOf, isRedirect, redirected, targetOf, targetsOf } from '../provoked/redirects';

const WINDOW: Millis = 10_000;

/**
 * RFC3261-8.1.3.4-1: after a 3xx the client tries the URIs of Contact (RFC 3261 §8.1.3.4), those that it did not try before. A client
 * that declares PICS redirect_supported = false need not; nor is a capture blamed for what is missing, for the user may have to agree.
 */
export const followsRedirect: ProvokedCheck = {
  requirement: 'RFC3261-8.1.3.4-1',
  on: ['refused'],
  isProvokedBy(cause, past, { pics }) {
    if (!isRedirect(cause) || pics.redirect_supported === false) return false;
    const tried = new Set(chainOf({ past, cause }).map(targetOf));
    return targetsOf(cause.response).some(({ bare }) => !tried.has(bare));
  },
  window: WINDOW,
  judge(episode) {
    const { cause, isOver, isDriven } = episode;
    if (!isRedirect(cause)) return [];
    const found = redirected(episode, cause);
    if (found !== undefined) {
      return [{ observation: pass('the request came again to the target'), evidence: found.step.tx.event }];
    }
    if (!isOver) return undefined;
    return isDriven ? [missing(episode, cause)] : [];
  },
};

function missing(episode: Episode, cause: StepOf<'refused'>): Reaction {
  const { frame: otherFrame } = cause.event;
  const expected = `a request to ${targetsOf(cause.response)[0]?.uri ?? 'the target'}`;
  const isSame = (step: StepOf<'request'>) => step.tx.kind === cause.tx.kind && isAutomatic(episode, step) === true;
  const same = requestsSince(episode).find((step) => isSame(step) && targetOf(step.tx) === targetOf(cause.tx));
  const text = `no request to the target of the ${cause.response.status} in frame ${otherFrame}`;
  if (same === undefined) return { observation: fail(text, { expected, actual: 'no further request', otherFrame }) };
  const { message, event } = same.tx;
  const details = { expected, otherFrame, span: message.start.requestUriSpan };
  return { observation: fail(`${text}, but one to where the first one went`, details), evidence: event };
}
