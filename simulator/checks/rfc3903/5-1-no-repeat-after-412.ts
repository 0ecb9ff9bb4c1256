import type { Millis } from '../../core/time';
import { fail, pass } from '../observe';
import { requestsSince, valueIn } from '../provoked/looks';
import type { ProvokedCheck } from '../provoked/provoked-check';

/** The client is watched this long; a retry comes at once, a loop even sooner. */
const WINDOW: Millis = 10_000;

/**
 * RFC3903-5-1: after 412 the PUBLISH that was refused is not sent again (RFC 3903 §5): no later one names its entity-tag. Whoever acted:
 * the entity-tag is dead also for a user who tries again.
 */
export const noRepeatAfter412: ProvokedCheck = {
  requirement: 'RFC3903-5-1',
  on: ['refused'],
  isProvokedBy(cause) {
    if (cause.kind !== 'refused' || cause.response.status !== 412 || cause.isRepeated) return false;
    return cause.tx.kind === 'settings-publish' && valueIn(cause.tx.message, 'sip-if-match') !== undefined;
  },
  window: WINDOW,
  judge(episode) {
    const { cause, isOver } = episode;
    if (cause.kind !== 'refused') return [];
    const dead = valueIn(cause.tx.message, 'sip-if-match');
    const later = requestsSince(episode).filter(({ tx }) => tx.kind === 'settings-publish');
    const again = later.find(({ tx }) => valueIn(tx.message, 'sip-if-match') === dead);
    if (again !== undefined) {
      const { message, event } = again.tx;
      const field = message.headers.find(({ key }) => key === 'sip-if-match');
      const text = `the entity-tag that the 412 of frame ${cause.event.frame} refused, once more`;
      const details = { actual: dead ?? '', otherFrame: cause.event.frame, ...(field && { span: field.span }) };
      return [{ observation: fail(text, details), evidence: event }];
    }
    if (!isOver) return undefined;
    return [{ observation: pass('the refused entity-tag was not used again') }];
  },
};
