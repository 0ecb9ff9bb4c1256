import type { Millis } from '../../core/time';
import { firstField } from '../../sip/message';
import { callIdOf } from '../exchange';
import { fail, pass } from '../observe';
import { requestsSince } from '../provoked/looks';
import type { ProvokedCheck } from '../provoked/provoked-check';
import { tagOf } from '../transaction-key';

const WATCHED: Millis = 10_000;

/** They end the subscription (RFC 6665 §4.1.2.2, RFC 5057 §5.1). */
const ending: ReadonlySet<number> = new Set([404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604]);

/**
 * RFC6665-4.1.2.2-1: a SUBSCRIBE inside the dialog that is refused with one of these has lost its subscription (RFC 6665 §4.1.2.2): the
 * next one has another Call-ID and another From tag, whoever acted. Under RFC 3265 only 481 has this effect (RFC 3265 §3.1.4.2).
 */
export const deadDialog: ProvokedCheck = {
  requirement: 'RFC6665-4.1.2.2-1',
  on: ['refused'],
  isProvokedBy(cause, _, { rules }) {
    if (cause.kind !== 'refused' || cause.isRepeated || cause.tx.kind !== 'settings-subscribe-in-dialog') return false;
    const { status } = cause.response;
    return status === 481 || (rules.events_rfc === 'rfc6665' && ending.has(status));
  },
  window: WATCHED,
  judge(episode) {
    const { cause, isOver } = episode;
    if (cause.kind !== 'refused') return [];
    const { message: refused } = cause.tx;
    const again = requestsSince(episode).find(({ tx: { message, kind } }) => {
      if (kind !== 'settings-subscribe' && kind !== 'settings-subscribe-in-dialog') return false;
      return callIdOf(message) === callIdOf(refused) || tagOf(message, 'from') === tagOf(refused, 'from');
    });
    if (again === undefined) return isOver ? [{ observation: pass('no SUBSCRIBE in the dead dialog') }] : undefined;
    const { message, event } = again.tx;
    const key = callIdOf(message) === callIdOf(refused) ? 'call-id' : 'from';
    const what = key === 'from' ? 'the From tag' : 'the Call-ID';
    const text = `a SUBSCRIBE with ${what} of the one that the ${cause.response.status} of frame ${cause.event.frame} refused`;
    const span = firstField(message, key)?.span ?? message.start.span;
    return [{ observation: fail(text, { span, otherFrame: cause.event.frame }), evidence: event }];
  },
};
