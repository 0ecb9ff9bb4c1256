import type { RequirementId } from '../../requirements/requirement';
import { firstField, type SipRequest } from '../../sip/message';
import { fail } from '../observe';
import { answersNotify, refusal } from '../provoked/notify-answer';
import type { NotifyFacts } from '../provoked/notify-facts';
import type { ProvokedCheck, Reaction, StepOf } from '../provoked/provoked-check';
import { tagOf } from '../transaction-key';

/**
 * A check of what comes behind `terminated` (RFC 6665 §4.1.3, §4.4.1): no SUBSCRIBE in the dead dialog, whoever acted, and 481 to a further
 * NOTIFY there. Only a NOTIFY that the client has accepted ends anything for it; copies of that one get its old answer.
 *
 * @param isExtended whether an `expires` stands beside `terminated`
 */
export function endOfSubscription(requirement: RequirementId, isExtended: boolean): ProvokedCheck {
  const further = answersNotify({
    requirement,
    cases: [isExtended ? 'after-end-with-expires' : 'after-end'],
    which: `comes behind terminated${isExtended ? ' with expires' : ''}`,
    expected: '481',
    rate: refusal(481),
    isServerWrong: true,
  });
  return {
    ...further,
    on: ['server-request', 'request'],
    isProvokedBy(cause, ...rest) {
      if (cause.kind !== 'request') return further.isProvokedBy(cause, ...rest);
      if (cause.tx.notified.length === 0 || cause.tx.kind !== 'settings-subscribe-in-dialog') return false;
      const end = endBefore(cause);
      return end !== undefined && (end.expires !== undefined) === isExtended;
    },
    window: (cause) => (cause.kind === 'request' || typeof further.window !== 'number' ? 0 : further.window),
    judge: (episode) => (episode.cause.kind === 'request' ? inDeadDialog(episode.cause) : further.judge(episode)),
  };
}

/** The NOTIFY that ended the dialog of a SUBSCRIBE, and that the client had accepted. */
function endBefore({ tx: { message, notified }, event }: StepOf<'request'>): NotifyFacts | undefined {
  const tag = tagOf(message, 'to');
  const latest = notified.findLast(({ fromTag }) => fromTag === tag);
  return latest?.state === 'terminated' && latest.isMatching && latest.wasAcceptedBefore(event.frame)
    ? latest
    : undefined;
}

function inDeadDialog(cause: StepOf<'request'>): readonly Reaction[] {
  const end = endBefore(cause);
  if (end === undefined) return [];
  const text = `a SUBSCRIBE in the dialog that the NOTIFY of frame ${end.frame} ended`;
  const details = { expected: 'another Call-ID and no To tag', otherFrame: end.frame, span: toSpan(cause.tx.message) };
  return [{ observation: fail(text, details), evidence: cause.event }];
}

function toSpan(message: SipRequest) {
  return firstField(message, 'to')?.span ?? message.start.span;
}
