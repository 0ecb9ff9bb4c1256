import type { Millis } from '../../core/time';
import { firstField } from '../../sip/message';
import { isSameList, mechanismOf, securityValues } from '../common/security-values';
import { fail, inconc, pass } from '../observe';
import { isAuthenticated, retriesIn } from '../provoked/challenged';
import type { ClientTransaction, Episode, ProvokedCheck, Reaction, StepOf } from '../provoked/provoked-check';

/** A retry comes within this time. */
const WINDOW: Millis = 10_000;

/**
 * RFC3329-2.3.1-4: after 494 the client repeats the request, with Security-Verify as the Security-Server of the 494 says (RFC 3329 §2.3.1).
 * Which mechanism it chose does not show. Giving up is right where nothing is common; what the client knows is told by its
 * Security-Client, so that without one silence says nothing. Missing option tags break RFC3329-2.3.1-2.
 */
export const after494: ProvokedCheck = {
  requirement: 'RFC3329-2.3.1-4',
  on: ['refused'],
  isProvokedBy(cause) {
    if (cause.kind !== 'refused' || cause.response.status !== 494 || cause.isRepeated) return false;
    return isAuthenticated(cause.tx) && (securityValues(cause.response.message, 'security-server')?.length ?? 0) > 0;
  },
  window: WINDOW,
  judge(episode) {
    const { cause, isOver } = episode;
    if (cause.kind !== 'refused') return [];
    const [retry] = retriesIn(episode, cause.tx);
    if (retry !== undefined) return judgeRetry(retry.tx, cause);
    return isOver ? judgeSilence(cause, episode) : undefined;
  },
};

function judgeRetry({ message, event }: ClientTransaction, cause: StepOf<'refused'>): readonly Reaction[] {
  const server = securityValues(cause.response.message, 'security-server') ?? [];
  const verify = securityValues(message, 'security-verify');
  if (verify === undefined) return [];
  if (isSameList(server, verify)) {
    return [{ observation: pass('repeated with the Security-Server of the 494 mirrored'), evidence: event }];
  }
  const { frame } = cause.event;
  const field = firstField(message, 'security-verify');
  const expected = `Security-Verify: ${server.join(', ')}`;
  if (field === undefined) {
    const text = `repeated after the 494 of frame ${frame} without Security-Verify`;
    const details = { expected, actual: 'missing', span: message.start.span, otherFrame: frame };
    return [{ observation: fail(text, details), evidence: event }];
  }
  const text = `Security-Verify does not mirror the 494 of frame ${frame}`;
  return [{ observation: fail(text, { expected, span: field.span, otherFrame: frame }), evidence: event }];
}

function judgeSilence(cause: StepOf<'refused'>, { isDriven, wereDatagramsLost }: Episode): readonly Reaction[] {
  const server = securityValues(cause.response.message, 'security-server') ?? [];
  const known = (securityValues(cause.tx.message, 'security-client') ?? []).map(mechanismOf);
  if (known.length === 0) return [];
  if (!server.some((one) => known.includes(mechanismOf(one)))) {
    return [{ observation: pass('given up, for no mechanism is common') }];
  }
  if (!isDriven) return [];
  if (wereDatagramsLost) return [{ observation: inconc('no retry after the 494 was seen, but datagrams were lost') }];
  const details = { expected: 'a request with Security-Verify', actual: 'no request' };
  return [{ observation: fail(`no request within ${WINDOW / 1_000} s after the 494`, details) }];
}
