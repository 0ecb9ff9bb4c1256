import type { Millis } from '../../core/time';
import type { Challenge } from '../../sip/challenge';
import { fail, inconc, pass } from '../observe';
import { challengesOf, isChallenge, paramOf, retriesIn, textOf } from '../provoked/challenged';
import type { Presented } from '../provoked/credentials-seen';
import type { Episode, ProvokedCheck, Reaction, StepOf } from '../provoked/provoked-check';

/** A retry comes within this time. */
const WINDOW: Millis = 10_000;

/**
 * RFC7616-3.3-1: `stale=true` says that only the nonce is too old: the client retries with the new one and the same credentials, without
 * asking its user (RFC 7616 §3.3). That it does nothing counts only where it is driven. A retry that leaves the credentials out is no
 * answer yet; a wrong count of the new nonce breaks RFC7616-3.4-2.
 */
export const staleNonce: ProvokedCheck = {
  requirement: 'RFC7616-3.3-1',
  on: ['refused'],
  isProvokedBy: (cause) => isChallenge(cause) && cause.tx.credentials.length > 0 && staleIn(cause).length > 0,
  window: WINDOW,
  judge(episode) {
    const { cause } = episode;
    if (cause.kind !== 'refused') return [];
    const stale = staleIn(cause);
    for (const { tx } of retriesIn(episode, cause.tx)) {
      const own = tx.credentials.filter((one) => stale.some(({ realm }) => textOf(one, 'realm') === realm));
      const old = own.find((one) => isOld(one, cause));
      if (old !== undefined) return [{ observation: repeated(old, cause), evidence: tx.event }];
      if (own.length > 0) return [{ observation: pass('repeated with the new nonce'), evidence: tx.event }];
    }
    return episode.isOver ? judgeSilence(cause, episode) : undefined;
  },
};

/** The challenges with a fresh nonce for credentials that the refused request had. */
function staleIn(cause: StepOf<'refused'>): readonly Challenge[] {
  const isProxy = cause.response.status === 407;
  const own = cause.tx.credentials.filter((one) => one.isProxy === isProxy && textOf(one, 'nonce') !== '');
  return challengesOf(cause).filter(
    ({ isStale, realm, nonce }) =>
      isStale && own.some((one) => textOf(one, 'realm') === realm && textOf(one, 'nonce') !== nonce),
  );
}

/** The very nonce that was called too old. */
function isOld(presented: Presented, { tx }: StepOf<'refused'>): boolean {
  const nonce = textOf(presented, 'nonce');
  return tx.credentials.some((one) => one.isProxy === presented.isProxy && textOf(one, 'nonce') === nonce);
}

function repeated(old: Presented, { event }: StepOf<'refused'>) {
  const param = paramOf(old, 'nonce');
  const text = `the nonce that frame ${event.frame} called stale, once more`;
  const details = { expected: 'the new nonce', span: (param ?? old.field).span, otherFrame: event.frame };
  return fail(text, details);
}

function judgeSilence({ response }: StepOf<'refused'>, { isDriven, wereDatagramsLost }: Episode): readonly Reaction[] {
  if (!isDriven) return [];
  const { status } = response;
  if (wereDatagramsLost)
    return [{ observation: inconc(`no retry after the ${status} was seen, but datagrams were lost`) }];
  const details = { expected: 'a request with the new nonce', actual: 'no request' };
  const text = `no request with the new nonce within ${WINDOW / 1_000} s after the ${status} with stale=true`;
  return [{ observation: fail(text, details) }];
}
