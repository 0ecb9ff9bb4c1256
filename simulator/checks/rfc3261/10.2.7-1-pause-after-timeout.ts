import type { Millis } from '../../core/time';
import type { JudgeContext } from '../check';
import { fail, pass } from '../observe';
import { isOverUdp } from '../provoked/looks';
import type { ClientTransaction, ProvokedCheck } from '../provoked/provoked-check';
import { earliestTimeout, timerF, timersOf, toleranceOf } from '../provoked/timers';
import { isOneRegistrar } from './10.2-6-one-registration-at-a-time';

/** The pause that counts as one (default of the catalogue). */
const PAUSE: Millis = 5_000;
/** Nobody presses a button sooner. */
const PERSON: Millis = 1_000;
/** So many copies show that no response had come, where the trace may lack it. */
const COPIES = 3;

/**
 * RFC3261-10.2.7-1: after a timeout the client does not try the same registrar again at once (RFC 3261 §10.2.7), but after some seconds;
 * another registrar it may try. One before the timeout is the matter of RFC3261-10.2-6. In a capture only an unanswered request with its
 * copies shows a timeout.
 */
export const pauseAfterTimeout: ProvokedCheck = {
  requirement: 'RFC3261-10.2.7-1',
  on: ['request'],
  isProvokedBy: (cause, past, context) =>
    cause.kind === 'request' && cause.tx.kind === 'register' && timedOutBefore(cause.tx, past, context) !== undefined,
  window: 0,
  judge({ cause, past, isDriven, context }) {
    if (cause.kind !== 'request') return [];
    const { tx, event } = cause;
    const before = timedOutBefore(tx, past, context);
    if (before === undefined) return [];
    const pause = pauseOf(cause.at - before.event.at, context);
    const isFirstSeen = isOverUdp(before) && before.copies.length >= COPIES;
    if (pause >= toleranceOf(PAUSE, context).early) {
      return [
        { observation: pass(`registered again ${Math.round(pause / 1_000)} s after the timeout`), evidence: event },
      ];
    }
    // A new stimulus is a wish of the user.
    const isAutomatic = isDriven
      ? tx.stimulus === undefined || tx.stimulus === before.stimulus
      : isFirstSeen && pause < PERSON;
    if (!isAutomatic) return [];
    const otherFrame = before.event.frame;
    const text = `a REGISTER ${Math.max(0, pause)} ms after that of frame ${otherFrame} timed out, to the same registrar`;
    return [{ observation: fail(text, { span: tx.message.start.span, otherFrame }), evidence: event }];
  },
};

/** The REGISTER before, where it got no final response for as long as a client waits for one. */
function timedOutBefore(tx: ClientTransaction, past: readonly ClientTransaction[], context: JudgeContext) {
  const before = past.findLast((one) => one !== tx && one.kind === 'register');
  if (before === undefined || before.final !== undefined || tx.event.timeUnknown || !isOneRegistrar(before, tx))
    return undefined;
  return tx.event.at - before.event.at >= earliestTimeout(context) ? before : undefined;
}

/** The time since the last moment at which the client may have given up. */
function pauseOf(waited: Millis, context: JudgeContext): Millis {
  const timeouts = timersOf(context).map(timerF);
  const last = timeouts.findLast((timeout) => waited >= toleranceOf(timeout, context).early) ?? 0;
  return waited - last;
}
