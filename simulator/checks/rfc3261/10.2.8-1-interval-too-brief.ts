import { firstField } from '../../sip/message';
import { askedLifetime, isSameAddress } from '../common/registration';
import { fail, pass } from '../observe';
import { requestsSince } from '../provoked/looks';
import type { ProvokedCheck, Step } from '../provoked/provoked-check';
import { secondsIn } from '../provoked/publishing';
import { removesBindings } from '../registrations';
import { hasWholeHeader } from '../truncation';

/**
 * RFC3261-10.2.8-1: after 423 the client may register again with an expiration of at least Min-Expires (RFC 3261 §10.2.8); one that states no
 * expiration leaves it to the registrar. That it does not try again is its right.
 */
export const intervalTooBrief: ProvokedCheck = {
  requirement: 'RFC3261-10.2.8-1',
  on: ['refused'],
  isProvokedBy(cause) {
    if (cause.kind !== 'refused' || cause.response.status !== 423 || cause.isRepeated) return false;
    return cause.tx.kind === 'register' && leastOf(cause) !== undefined;
  },
  window: 10_000,
  judge(episode) {
    const { cause, isOver, isDriven } = episode;
    const least = leastOf(cause);
    if (cause.kind !== 'refused' || least === undefined) return [];
    const next = requestsSince(episode).find(
      ({ tx }) => tx.kind === 'register' && isSameAddress(tx.message, cause.tx.message) && hasWholeHeader(tx),
    );
    if (next === undefined) {
      if (!isOver) return undefined;
      return isDriven ? [{ observation: pass('not registered again after the 423') }] : [];
    }
    const { message, event } = next.tx;
    if (removesBindings(message)) return [];
    const asked = askedLifetime(message);
    if (asked === undefined || asked >= least) {
      return [{ observation: pass('registered again with a longer expiration, or with none'), evidence: event }];
    }
    const otherFrame = cause.event.frame;
    const text = `registered again for ${asked} s, less than the Min-Expires ${least} of frame ${otherFrame}`;
    const field = firstField(message, 'expires') ?? firstField(message, 'contact');
    return [{ observation: fail(text, { span: field?.span ?? message.start.span, otherFrame }), evidence: event }];
  },
};

function leastOf(cause: Step) {
  return cause.kind === 'refused' ? secondsIn(firstField(cause.response.message, 'min-expires')) : undefined;
}
