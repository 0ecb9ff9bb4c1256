import type { Millis } from '../../core/time';
import { fail } from '../observe';
import { isAutomatic, requestsSince } from '../provoked/looks';
import { acceptance, answersNotify } from '../provoked/notify-answer';
import type { Episode, ProvokedCheck, Reaction, StepOf } from '../provoked/provoked-check';

/** A client that takes 202 for a failure tries again soon. */
const WATCHED: Millis = 5_000;

const ofNotify = answersNotify({
  requirement: 'RFC6665-8.3.1-1',
  cases: ['after-202'],
  which: 'follows a 202 to the SUBSCRIBE',
  expected: '200',
  rate: acceptance,
});

/**
 * RFC6665-8.3.1-1: a 202 to SUBSCRIBE is the same as a 200 (RFC 6665 §8.3.1): the NOTIFY behind it is accepted, and the client does not
 * ask again by itself before it has come.
 */
export const after202: ProvokedCheck = {
  ...ofNotify,
  on: ['server-request', 'accepted'],
  isProvokedBy(cause, ...rest) {
    if (cause.kind !== 'accepted') return ofNotify.isProvokedBy(cause, ...rest);
    return cause.response.status === 202 && cause.tx.kind === 'settings-subscribe' && !cause.isRepeated;
  },
  window: (cause) => (cause.kind === 'accepted' || typeof ofNotify.window !== 'number' ? WATCHED : ofNotify.window),
  judge: (episode) => (episode.cause.kind === 'accepted' ? repeated(episode, episode.cause) : ofNotify.judge(episode)),
};

/** A SUBSCRIBE for the same by the client itself, before a NOTIFY has come. */
function repeated(episode: Episode, cause: StepOf<'accepted'>): readonly Reaction[] | undefined {
  const { steps, isOver } = episode;
  if (steps.some((step) => step.kind === 'server-request' && step.tx.subscribe === cause.tx)) return [];
  const again = requestsSince(episode).find((step) => {
    const isSame = step.tx.message.start.requestUri === cause.tx.message.start.requestUri;
    return step.tx.kind === 'settings-subscribe' && isSame && isAutomatic(episode, step) === true;
  });
  if (again === undefined) return isOver ? [] : undefined;
  const { frame } = cause.event;
  const text = `another SUBSCRIBE behind the 202 of frame ${frame}`;
  const details = { expected: 'as after 200', otherFrame: frame, span: again.tx.message.start.span };
  return [{ observation: fail(text, details), evidence: again.event }];
}
