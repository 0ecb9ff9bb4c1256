import type { Millis } from '../../core/time';
import { fail, pass } from '../observe';
import { challengesOf, isAnswer, isChallenge, isSameUse, isUnreadable, nameOf, textOf } from '../provoked/challenged';
import type { Presented } from '../provoked/credentials-seen';
import { requestsSince } from '../provoked/looks';
import type { ProvokedCheck, StepOf } from '../provoked/provoked-check';

/** A retry comes within this time. */
const WINDOW: Millis = 10_000;

/**
 * RFC3261-22.3-2: who answers a proxy and a server in turn keeps the first credentials (RFC 3261 §22.3): after a 407 that was answered,
 * and a 401 to that answer, or the other way round, the next retry has both. A client that stops after the first one is let be.
 */
export const bothCredentials: ProvokedCheck = {
  requirement: 'RFC3261-22.3-2',
  on: ['refused'],
  isProvokedBy: (cause) => isChallenge(cause) && cause.tx.credentials.length > 0 && firstIn(cause) !== undefined,
  window: WINDOW,
  judge(episode) {
    const { cause } = episode;
    const first = cause.kind === 'refused' ? firstIn(cause) : undefined;
    if (cause.kind !== 'refused' || first === undefined) return [];
    for (const { tx } of requestsSince(episode)) {
      if (!isSameUse(tx, cause.tx)) continue;
      if (isUnreadable(tx)) return [];
      if (tx.credentials.length === 0) continue;
      if (
        tx.credentials.some((one) => one.isProxy === first.isProxy && textOf(one, 'realm') === textOf(first, 'realm'))
      ) {
        return [{ observation: pass('credentials for the proxy and for the server'), evidence: tx.event }];
      }
      const { frame } = cause.event;
      const name = nameOf(first);
      const text = `answers the ${cause.response.status} of frame ${frame} and drops ${name} over it`;
      const [own] = tx.credentials;
      const details = { expected: 'Proxy-Authorization and Authorization', actual: `no ${name}`, otherFrame: frame };
      const observation = fail(text, { ...details, ...(own && { span: own.field.span }) });
      return [{ observation, evidence: tx.event }];
    }
    return episode.isOver ? [] : undefined;
  },
};

/** The credentials of the refused request that answered the other side; the challenge is for this one, which it had nothing for. */
function firstIn(cause: StepOf<'refused'>): Presented | undefined {
  const { tx, response } = cause;
  const isProxy = response.status === 407;
  if (challengesOf(cause).length === 0 || tx.credentials.some((one) => one.isProxy === isProxy)) return undefined;
  return tx.credentials.find((one) => isAnswer(tx, one) && one.challenge?.isProxy === one.isProxy);
}
