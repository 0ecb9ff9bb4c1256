import type { Millis } from '../../core/time';
import { firstField } from '../../sip/message';
import type { JudgeContext } from '../check';
import { fail, pass } from '../observe';
import type { ClientTransaction, Episode, ProvokedCheck, Reaction } from '../provoked/provoked-check';
import { hasActed, isAcceptedPublish, lifetimeIn, type Responded, secondsIn } from '../provoked/publishing';

/** More than so many repeats within the window are a loop (decision D-02). */
const REPEATS = 3;
const WINDOW: Millis = 60_000;
/** Where nobody knows what the user does, a repeat that comes later after the refusal before it may be his. */
const PERSON: Millis = 1_000;

/**
 * RFC3903-5-4: after 423 a client gives up or repeats the PUBLISH, but does not loop: at most three repeats in 60 s (RFC 3903 §5, decision
 * D-02). An Expires in a repeat breaks 6.1.1.1-6; with the rule expires_in_publish = tolerate-after-423 one below Min-Expires breaks both
 * entries, as that decision says. A series of refusals is judged once, from its first one.
 */
export const noLoopAfter423: ProvokedCheck = {
  requirement: 'RFC3903-5-4',
  on: ['refused'],
  isProvokedBy(cause) {
    if (cause.kind !== 'refused' || cause.response.status !== 423 || cause.isRepeated) return false;
    return cause.tx.kind === 'settings-publish' && !isInSeries(cause.tx);
  },
  window: WINDOW,
  judge(episode) {
    const { cause, steps, isOver, context } = episode;
    if (cause.kind !== 'refused') return [];
    const repeats = repeatsIn(episode);
    const short = repeats.find((tx) => isTooShort(tx, cause, context));
    if (short !== undefined) return tooShort(short, cause);
    const last = repeats[REPEATS];
    if (last !== undefined) {
      const otherFrame = cause.event.frame;
      const text = `${REPEATS + 1} repeats within ${last.event.at - cause.at} ms after the 423 of frame ${otherFrame}`;
      return [{ observation: fail(text, { span: last.message.start.span, otherFrame }), evidence: last.event }];
    }
    const isSettled =
      isOver || steps.some(isAcceptedPublish) || hasActed(episode, ['publish', 'refresh', 'deregister']);
    return isSettled ? [{ observation: pass(`${repeats.length} repeats after the 423`) }] : undefined;
  },
};

/** A 423 shortly before began the series. */
function isInSeries({ before, event }: ClientTransaction): boolean {
  const refusal = before?.kind === 'settings-publish' ? before.final : undefined;
  return refusal?.status === 423 && event.at - refusal.event.at < WINDOW;
}

/** The PUBLISHes that the client sent by itself; what answers a challenge is the same attempt. */
function repeatsIn({ cause, steps, isDriven }: Episode): readonly ClientTransaction[] {
  const found: ClientTransaction[] = [];
  let refusal = cause;
  for (const step of steps) {
    if (step.kind === 'action') break;
    if (step.kind === 'refused') refusal = step;
    if (step.kind !== 'request' || step.tx.kind !== 'settings-publish') continue;
    const status = refusal.kind === 'refused' ? refusal.response.status : 0;
    if (status === 401 || status === 407) continue;
    if (isDriven || step.at - refusal.at < PERSON) found.push(step.tx);
  }
  return found;
}

function isTooShort({ message }: ClientTransaction, cause: Responded, { rules }: JudgeContext): boolean {
  if (rules.expires_in_publish !== 'tolerate-after-423') return false;
  const asked = lifetimeIn(message);
  const least = leastOf(cause);
  return asked !== undefined && least !== undefined && asked > 0 && asked < least;
}

function leastOf({ response }: Responded) {
  return secondsIn(firstField(response.message, 'min-expires'));
}

function tooShort({ message, event }: ClientTransaction, cause: Responded): readonly Reaction[] {
  const otherFrame = cause.event.frame;
  const text = `Expires ${lifetimeIn(message)}, less than the Min-Expires ${leastOf(cause)} of frame ${otherFrame}`;
  const span = firstField(message, 'expires')?.span ?? message.start.span;
  return [{ observation: fail(text, { span, otherFrame }), evidence: event }];
}
