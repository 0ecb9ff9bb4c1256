import type { Millis } from '../../core/time';
import { fail, pass } from '../observe';
import type { ProvokedCheck } from '../provoked/provoked-check';
import { ON_ITS_WAY } from '../provoked/publication-life';
import { hasActed } from '../provoked/publishing';
import { isRegistrationWatched, nextRegister, registeredFor } from '../provoked/registration-life';
import { removesBindings } from '../registrations';

/** Above this lifetime the refresh is due a fixed time before the end, else in the middle. */
const LONG: Millis = 1_200_000;
const BEFORE_THE_END: Millis = 600_000;
/** The catalogue's tolerance. */
const LATE = 1.1;

/**
 * TS24229-5.1.1.4-1: the terminal registers again 600 s before the end where more than 1200 s were granted, else at half time (TS 24.229
 * clause 5.1.1.4.1). Earlier it may do so for reasons of its own. A registration that ends without a new one, or with a late one, breaks
 * RFC3261-10.2.4-1.
 */
export const reregistrationTime: ProvokedCheck = {
  requirement: 'TS24229-5.1.1.4-1',
  on: ['accepted'],
  isProvokedBy: isRegistrationWatched,
  window: (cause) => (registeredFor(cause) ?? 0) + ON_ITS_WAY,
  judge(episode) {
    const { cause, isOver } = episode;
    const next = nextRegister(episode);
    if (hasActed(episode, ['register', 'deregister'], next)) return [];
    if (next === undefined) return isOver ? [] : undefined;
    const lifetime = registeredFor(cause) ?? 0;
    const elapsed = next.at - cause.at;
    if (!('event' in cause) || removesBindings(next.tx.message) || elapsed > lifetime + ON_ITS_WAY) return [];
    const due = lifetime > LONG ? lifetime - BEFORE_THE_END : lifetime / 2;
    const text = `registered again ${(elapsed / 1_000).toFixed(1)} s after a grant of ${lifetime / 1_000} s`;
    if (elapsed <= due * LATE + ON_ITS_WAY) return [{ observation: pass(text), evidence: next.event }];
    const otherFrame = cause.event.frame;
    const expected = `about ${due / 1_000} s after it`;
    const span = next.tx.message.start.span;
    return [
      { observation: fail(`${text} in frame ${otherFrame}`, { expected, span, otherFrame }), evidence: next.event },
    ];
  },
};
