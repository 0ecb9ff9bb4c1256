import { fail, pass } from '../observe';
import { isFirstFinal, isOwnAnswer } from '../provoked/client-answer';
import { isAccepted } from '../provoked/notify-answer';
import { eventIn } from '../provoked/notify-facts';
import type { ProvokedCheck } from '../provoked/provoked-check';

/**
 * RFC6665-4.4.4-1: Allow-Events lists only packages for which the client can be a notifier (RFC 6665 §4.4.4): a SUBSCRIBE to it for one of
 * them does not get 489. Another refusal, such as 403, decides nothing.
 */
export const allowEvents: ProvokedCheck = {
  requirement: 'RFC6665-4.4.4-1',
  on: ['answer'],
  isProvokedBy(cause, _, context) {
    if (cause.kind !== 'answer' || cause.tx.message.start.method !== 'SUBSCRIBE') return false;
    return isFirstFinal(cause) && isOwnAnswer(cause, context);
  },
  window: 0,
  judge({ cause, announced }) {
    if (cause.kind !== 'answer') return [];
    if (announced === undefined) return [{ observation: pass('no Allow-Events was seen') }];
    const { tx, response, event } = cause;
    const type = eventIn(tx.message)?.type;
    if (type === undefined || !announced.packages.includes(type)) return [];
    if (isAccepted(response.status)) return [{ observation: pass('a package of Allow-Events was not refused') }];
    if (response.status !== 489) return [];
    const text = `489 to a SUBSCRIBE for "${type}", which Allow-Events of frame ${announced.frame} lists`;
    const details = { actual: '489', span: response.message.start.statusSpan, otherFrame: announced.frame };
    return [{ observation: fail(text, details), evidence: event }];
  },
};
