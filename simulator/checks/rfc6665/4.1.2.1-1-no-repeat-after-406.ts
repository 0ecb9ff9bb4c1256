import type { Millis } from '../../core/time';
import { fieldsNamed, firstField, type SipRequest } from '../../sip/message';
import { fail, pass } from '../observe';
import { isAutomatic, requestsSince } from '../provoked/looks';
import type { ProvokedCheck } from '../provoked/provoked-check';

/** A client that repeats by itself does so soon. */
const WATCHED: Millis = 10_000;

/**
 * RFC6665-4.1.2.1-1: after 406 the SUBSCRIBE is not repeated with the same Accept (RFC 6665 §4.1.2.1, RFC 3261 §21.4.7). What the user asks
 * for anew decides nothing.
 */
export const noRepeatAfter406: ProvokedCheck = {
  requirement: 'RFC6665-4.1.2.1-1',
  on: ['refused'],
  isProvokedBy(cause) {
    if (cause.kind !== 'refused' || cause.response.status !== 406 || cause.isRepeated) return false;
    return cause.tx.kind === 'settings-subscribe';
  },
  window: WATCHED,
  judge(episode) {
    const { cause, isOver } = episode;
    if (cause.kind !== 'refused') return [];
    const refused = cause.tx.message;
    const same = requestsSince(episode).filter(
      ({ tx }) => tx.kind === 'settings-subscribe' && isSame(tx.message, refused),
    );
    const again = same.find((step) => isAutomatic(episode, step) === true);
    if (again !== undefined) {
      const { message, event } = again.tx;
      const span = firstField(message, 'accept')?.span ?? message.start.span;
      const text = `a SUBSCRIBE with the Accept that the 406 of frame ${cause.event.frame} refused`;
      return [{ observation: fail(text, { span, otherFrame: cause.event.frame }), evidence: event }];
    }
    if (!isOver) return undefined;
    return same.length > 0 ? [] : [{ observation: pass('not repeated with the same Accept') }];
  },
};

function isSame(one: SipRequest, other: SipRequest): boolean {
  return one.start.requestUri === other.start.requestUri && acceptOf(one) === acceptOf(other);
}

/** All rows as one list, in the order of the values; order and blanks say nothing new. */
function acceptOf(message: SipRequest): string {
  const values = fieldsNamed(message, 'accept').flatMap(({ value }) => value.split(','));
  return values
    .map((value) => value.replace(/\s/g, '').toLowerCase())
    .toSorted()
    .join(',');
}
