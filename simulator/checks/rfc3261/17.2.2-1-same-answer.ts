import type { Millis } from '../../core/time';
import { bodyOf } from '../../sip/message';
import { fail, inconc, pass } from '../observe';
import { hasSameToTag, isOwnAnswer } from '../provoked/client-answer';
import { miscopyIn } from '../provoked/copied-fields';
import { isOnPurpose } from '../provoked/notify-answer';
import type { ClientResponse, Episode, ProvokedCheck, Reaction, StepOf } from '../provoked/provoked-check';
import { earliestTimeout } from '../provoked/timers';
import { tagOf } from '../transaction-key';

/** The kept response goes out at once; a client that is busy may need a moment. */
const WITHIN: Millis = 3_000;

/**
 * RFC3261-17.2.2-1: a copy of a NOTIFY over UDP is answered with the same final response as the first (RFC 3261 §17.2.2), as long as Timer
 * J of 64*T1 runs since that. The same is status, To tag, the fields that are copied, and body.
 */
export const sameAnswer: ProvokedCheck = {
  requirement: 'RFC3261-17.2.2-1',
  on: ['server-copy'],
  isProvokedBy(cause, _, context) {
    if (cause.kind !== 'server-copy' || cause.event.transport !== 'udp' || cause.event.timeUnknown) return false;
    const { final, message } = cause.tx;
    if (final === undefined || message.start.method === 'INVITE') return false;
    return cause.at - final.event.at < earliestTimeout(context);
  },
  window: WITHIN,
  judge(episode) {
    const { cause, steps, context, isOver } = episode;
    if (cause.kind !== 'server-copy') return [];
    const { tx } = cause;
    const answer = steps.find((step): step is StepOf<'answer'> => isAnswerTo(step, tx));
    if (answer === undefined) return isOver ? silent(episode, cause) : undefined;
    if (!isOwnAnswer(answer, context) || tx.final === undefined) return [];
    const other = difference(answer, tx.final);
    if (other === undefined) return [{ observation: pass('the copy got the same response') }];
    const first = tx.final.event.frame;
    const text = `a copy of the ${tx.message.start.method} answered with ${other} than the response of frame ${first}`;
    const details = {
      actual: String(answer.response.status),
      otherFrame: first,
      span: answer.response.message.start.statusSpan,
    };
    return [{ observation: fail(text, details), evidence: answer.event }];
  },
};

function isAnswerTo(step: Episode['steps'][number], tx: StepOf<'server-copy'>['tx']): step is StepOf<'answer'> {
  return step.kind === 'answer' && step.tx === tx && step.response.status >= 200;
}

function difference(answer: StepOf<'answer'>, first: ClientResponse): string | undefined {
  const { message, status } = answer.response;
  if (status !== first.status) return 'another status';
  if (miscopyIn(message, first.message) !== undefined) return 'other fields';
  // Where the first response was right, the tag of the request counts; else its own.
  if (tagOf(message, 'to') !== tagOf(first.message, 'to') && !hasSameToTag(answer.tx, answer)) return 'another To tag';
  return bodyOf(message).equals(bodyOf(first.message)) ? undefined : 'another body';
}

/** Of a trace that is not ours the copy may have been lost behind it. */
function silent(episode: Episode, { tx }: StepOf<'server-copy'>): readonly Reaction[] {
  if (!isOnPurpose(episode, tx)) return [];
  const text = `no answer to a copy of the ${tx.message.start.method} of frame ${tx.event.frame}`;
  const details = { actual: 'no response', expected: 'the response to the first one', otherFrame: tx.event.frame };
  if (episode.wereDatagramsLost) return [{ observation: inconc(`${text} (datagrams were lost meanwhile)`, details) }];
  return [{ observation: fail(text, details) }];
}
