import type { Millis } from '../../core/time';
import { fail, pass } from '../observe';
import { isAutomatic, requestsSince } from '../provoked/looks';
import type { ProvokedCheck } from '../provoked/provoked-check';
import { chainOf, isRedirect, targetOf, targetsOf } from '../provoked/redirects';
import { quoted } from '../text';

const WINDOW: Millis = 5_000;

/**
 * RFC3261-8.1.3.4-3: during redirection each URI is tried once at most (RFC 3261 §8.1.3.4). Shows when a target redirects to a URI that
 * was tried. A client that never went to a target breaks -1.
 */
export const eachTargetOnce: ProvokedCheck = {
  requirement: 'RFC3261-8.1.3.4-3',
  on: ['refused'],
  isProvokedBy(cause, past) {
    if (!isRedirect(cause)) return false;
    const chain = chainOf({ past, cause });
    const tried = new Set(chain.map(targetOf));
    // Of a longer chain the first redirection to a tried URI decides.
    return (
      tried.size > 1 && tried.size === chain.length && targetsOf(cause.response).some(({ bare }) => tried.has(bare))
    );
  },
  window: WINDOW,
  judge(episode) {
    const { cause, isOver } = episode;
    if (!isRedirect(cause)) return [];
    const tried = new Set(chainOf(episode).map(targetOf));
    const again = requestsSince(episode).find(
      (step) => step.tx.kind === cause.tx.kind && tried.has(targetOf(step.tx)) && isAutomatic(episode, step),
    );
    if (again === undefined) return isOver ? [{ observation: pass('no URI was tried twice') }] : undefined;
    const { message, event } = again.tx;
    const { requestUri, requestUriSpan: span } = message.start;
    const { frame: otherFrame } = cause.event;
    const text = `a request to ${quoted(requestUri)} after the ${cause.response.status} of frame ${otherFrame}, which was tried before`;
    return [{ observation: fail(text, { span, otherFrame }), evidence: event }];
  },
};
