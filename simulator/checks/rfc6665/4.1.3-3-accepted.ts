import type { Millis } from '../../core/time';
import { fail, inconc, pass } from '../observe';
import { isFirstFinal, isOwnAnswer } from '../provoked/client-answer';
import { acceptance, isOnPurpose, type NotifyRule, rated } from '../provoked/notify-answer';
import { notifyCase } from '../provoked/notify-case';
import type { Episode, ProvokedCheck, Reaction, ServerTransaction } from '../provoked/provoked-check';

/**
 * Half as long again as Timer F: who answers by then is slow, which RFC6665-4.1.3-14 tells, and not silent.
 */
const SILENT: Millis = 48_000;
const met: readonly Reaction[] = [{ observation: pass('200 to the NOTIFY') }];

const rule: NotifyRule = {
  requirement: 'RFC6665-4.1.3-3',
  cases: ['regular'],
  which: 'matches the subscription',
  expected: '200',
  rate(answer, tx, context) {
    const rating = acceptance(answer, tx, context);
    return rating === 'pass' && answer.status !== 200 ? 'warn' : rating;
  },
};

/**
 * RFC6665-4.1.3-3: a NOTIFY that matches and is acceptable is answered 200 (RFC 6665 §4.1.3, RFC 3265 §3.2.4). Of all that is out of the
 * ordinary other entries speak.
 *
 * Silence shows by the copies that the server sends over UDP: ordinary traffic is not waited for. On other transports the note of the
 * server tells of it (6.1.1.2-1).
 */
export const accepted: ProvokedCheck = {
  requirement: rule.requirement,
  on: ['answer', 'server-copy'],
  isProvokedBy(cause, _, context) {
    if (cause.kind === 'server-copy') {
      const { final, copies } = cause.tx;
      return final === undefined && copies.length === 1 && notifyCase(cause.tx, context) === 'regular';
    }
    return isOwnAnswer(cause, context) && isFirstFinal(cause) && notifyCase(cause.tx, context) === 'regular';
  },
  window: (cause) => (cause.kind === 'server-copy' ? Math.max(1, cause.tx.event.at + SILENT - cause.at) : 0),
  judge(episode) {
    const { cause, isOver } = episode;
    if (cause.kind === 'answer') {
      if (cause.response.status === 200) return met;
      return rated(rule, cause.tx, cause.response, episode);
    }
    if (cause.kind !== 'server-copy' || cause.tx.final !== undefined) return [];
    return isOver ? silent(cause.tx, episode) : undefined;
  },
};

/** Of a trace that is not ours the answer may be missing in the trace only. */
function silent(tx: ServerTransaction, episode: Episode): readonly Reaction[] {
  if (!isOnPurpose(episode, tx)) return [];
  const text = 'no answer to the NOTIFY, nor to its copies';
  const details = { expected: '200', actual: 'no response' };
  const { event: evidence } = tx;
  if (episode.wereDatagramsLost)
    return [{ observation: inconc(`${text} (datagrams were lost meanwhile)`, details), evidence }];
  return [{ observation: fail(text, details), evidence }];
}
