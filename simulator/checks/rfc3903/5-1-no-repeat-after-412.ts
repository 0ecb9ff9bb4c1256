import { firstField } from '../../sip/message';
import { fail, pass } from '../observe';
import type { ProvokedCheck } from '../provoked/provoked-check';
import { isAcceptedPublish, publishesSince, tagIn } from '../provoked/publishing';
import { AFTER_412, followsTimeout, isRefusedAsStale } from '../provoked/stale-tag';
import { quoted } from '../text';

/**
 * RFC3903-5-1: after 412 the PUBLISH that was refused is not sent again (RFC 3903 §5): no later one names its entity-tag. Whoever acted:
 * the entity-tag is dead also for a user who tries again. That the entity-tag comes back after another publication was accepted, or much
 * later, breaks RFC3903-5-3; what a client does after a timeout and a 412 is the matter of RFC3903-5-5.
 */
export const noRepeatAfter412: ProvokedCheck = {
  requirement: 'RFC3903-5-1',
  on: ['refused'],
  isProvokedBy: (cause, past) => isRefusedAsStale(cause) && !followsTimeout(cause.tx, past),
  window: AFTER_412,
  judge(episode) {
    const { cause, steps, isOver } = episode;
    if (cause.kind !== 'refused') return [];
    const dead = tagIn(cause.tx.message) ?? '';
    const accepted = steps.find(isAcceptedPublish);
    const again = publishesSince(episode).find(({ tx }) => tagIn(tx.message) === dead);
    if (again !== undefined && (accepted === undefined || again.event.frame < accepted.event.frame)) {
      const { message, event } = again.tx;
      const text = `the entity-tag ${quoted(dead)} that the 412 of frame ${cause.event.frame} refused, once more`;
      const span = firstField(message, 'sip-if-match')?.span ?? message.start.span;
      return [{ observation: fail(text, { span, otherFrame: cause.event.frame }), evidence: event }];
    }
    if (accepted === undefined && !isOver) return undefined;
    return [{ observation: pass('the refused entity-tag was not used again') }];
  },
};
