import { firstField } from '../../sip/message';
import { fail, info, pass } from '../observe';
import { valueIn } from '../provoked/looks';
import type { Episode, ProvokedCheck, Reaction } from '../provoked/provoked-check';
import { isAcceptedPublish, tagIn } from '../provoked/publishing';
import { AFTER_412, isRefusedAsStale } from '../provoked/stale-tag';
import { quoted } from '../text';
import { hasWholeHeader } from '../truncation';

/** After a new publication the client is watched for as many PUBLISHes. */
const CHANGES = 2;

/**
 * RFC3903-5-3: the entity-tag that caused a 412 is forgotten (RFC 3903 §5): it never appears again. As long as nothing else was published,
 * its reuse within ten seconds is the same PUBLISH sent again, RFC3903-5-1.
 */
export const forgetsTag: ProvokedCheck = {
  requirement: 'RFC3903-5-3',
  on: ['refused'],
  isProvokedBy: isRefusedAsStale,
  window: 60_000,
  judge(episode) {
    const { cause, steps, isOver } = episode;
    if (cause.kind !== 'refused') return [];
    const dead = tagIn(cause.tx.message) ?? '';
    let isPublished = false;
    let changes = 0;
    for (const step of steps) {
      if (isAcceptedPublish(step)) {
        isPublished = true;
        if (valueIn(step.response.message, 'sip-etag') === dead) {
          return [{ observation: info('the server gave the refused entity-tag out again'), evidence: step.event }];
        }
      }
      if (step.kind !== 'request' || step.tx.kind !== 'settings-publish' || !hasWholeHeader(step.tx)) continue;
      if (tagIn(step.tx.message) === dead)
        return isPublished || step.at - cause.at > AFTER_412 ? fault(episode, step) : [];
      if (isPublished) changes += 1;
    }
    if (changes < CHANGES && !isOver) return undefined;
    return changes === 0 ? [] : [{ observation: pass('the refused entity-tag did not appear again') }];
  },
};

function fault(
  { cause }: Episode,
  { tx }: Extract<Episode['steps'][number], { kind: 'request' }>,
): readonly Reaction[] {
  if (cause.kind !== 'refused') return [];
  const { message, event } = tx;
  const otherFrame = cause.event.frame;
  const text = `the entity-tag ${quoted(tagIn(message) ?? '')}, which the 412 of frame ${otherFrame} had refused, is back`;
  const span = firstField(message, 'sip-if-match')?.span ?? message.start.span;
  return [{ observation: fail(text, { span, otherFrame }), evidence: event }];
}
