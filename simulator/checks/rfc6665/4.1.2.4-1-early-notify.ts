import { acceptance, answersNotify, type NotifyRule } from '../provoked/notify-answer';
import type { ClientTransaction, ServerTransaction } from '../provoked/provoked-check';
import { tagOf } from '../transaction-key';

/**
 * RFC6665-4.1.2.4-1: a NOTIFY may overtake the response to the SUBSCRIBE and is accepted (RFC 6665 §4.1.2.4, RFC 3265 §3.1.4.4). Where the
 * client waited for a 2xx with another tag before it refused, RFC6665-4.4.1-1 judges that.
 */
export const earlyNotify = answersNotify({
  requirement: 'RFC6665-4.1.2.4-1',
  cases: ['early'],
  which: 'came before the response to the SUBSCRIBE',
  expected: '200',
  rate(answer, tx, context) {
    const rating = acceptance(answer, tx, context);
    return rating === 'fail' && isOfOtherTag(tx, answer.event.frame) ? undefined : rating;
  },
} satisfies NotifyRule);

/** Whether a 2xx that came by a frame has another To tag than the From tag of the NOTIFY. */
function isOfOtherTag({ message, subscribe }: ServerTransaction, frame: number): boolean {
  const final: ClientTransaction['final'] = subscribe?.final;
  if (final === undefined || final.event.frame > frame) return false;
  return tagOf(final.message, 'to') !== tagOf(message, 'from');
}
