import { firstField } from '../../sip/message';
import { fail, info, pass } from '../observe';
import type { ClientTransaction, Episode, ProvokedCheck, Reaction } from '../provoked/provoked-check';
import { isEnding, publishesSince, tagIn } from '../provoked/publishing';
import { AFTER_412, followsTimeout, isRefusedAsStale } from '../provoked/stale-tag';
import { earliestTimeout } from '../provoked/timers';
import { judgeSilence } from './5-2-initial-after-412';

/**
 * RFC3903-5-5: after an update that timed out the client does not know whether it was applied; it tries the last entity-tag that it
 * knows and, on 412, publishes anew (RFC 3903 §4, §5). Looked at twice: at the PUBLISH that follows the timeout, and after the 412 to it. A
 * first publication right after the timeout is worth a remark: the publication before lives on beside it. An entity-tag that was never
 * given out breaks RFC3903-4.1-3.
 */
export const afterTimeout: ProvokedCheck = {
  requirement: 'RFC3903-5-5',
  on: ['request', 'refused'],
  isProvokedBy(cause, past, context) {
    if (cause.kind !== 'request')
      return isRefusedAsStale(cause) && !isEnding(cause.tx) && followsTimeout(cause.tx, past);
    return (
      past.length > 1 &&
      cause.tx.kind === 'settings-publish' &&
      timedOutBefore(cause.tx, past, earliestTimeout(context)) !== undefined
    );
  },
  window: ({ kind }) => (kind === 'request' ? 0 : AFTER_412),
  judge: (episode) => (episode.cause.kind === 'request' ? judgeNext(episode) : judgeAfter412(episode)),
};

/** The update without a final response that is the latest PUBLISH before this one. */
function timedOutBefore(tx: ClientTransaction, past: readonly ClientTransaction[], timeout: number) {
  const before = past.findLast(
    (one) => one !== tx && one.kind === 'settings-publish' && one.event.frame < tx.event.frame,
  );
  if (before === undefined || before.final !== undefined || tagIn(before.message) === undefined) return undefined;
  const hasNewConnection = before.event.connection !== tx.event.connection;
  return hasNewConnection || tx.event.at - before.event.at >= timeout ? before : undefined;
}

function judgeNext({ cause, past, context, isDriven }: Episode): readonly Reaction[] {
  if (cause.kind !== 'request') return [];
  const { tx, event } = cause;
  const before = timedOutBefore(tx, past, earliestTimeout(context));
  if (before === undefined) return [];
  const tag = tagIn(tx.message);
  if (tag === tagIn(before.message))
    return [{ observation: pass('the last entity-tag that it knows'), evidence: event }];
  if (tag !== undefined || !isDriven) return [];
  const otherFrame = before.event.frame;
  const text = `a first publication after the update of frame ${otherFrame} timed out; the one before may live on beside it`;
  return [{ observation: info(text, { span: tx.message.start.span, otherFrame }), evidence: event }];
}

function judgeAfter412(episode: Episode): readonly Reaction[] | undefined {
  const { cause, isOver } = episode;
  if (cause.kind !== 'refused') return [];
  const [next] = publishesSince(episode);
  if (next === undefined) {
    return isOver ? judgeSilence(episode, 'never published again after a timeout and a 412') : undefined;
  }
  const { message, event } = next.tx;
  const tag = tagIn(message);
  if (tag === undefined) return [{ observation: pass('published anew after the 412'), evidence: event }];
  if (tag !== tagIn(cause.tx.message)) return [];
  const otherFrame = cause.event.frame;
  const text = `stuck with the entity-tag that the 412 of frame ${otherFrame} refused after a timeout`;
  const span = firstField(message, 'sip-if-match')?.span ?? message.start.span;
  return [{ observation: fail(text, { span, otherFrame }), evidence: event }];
}
