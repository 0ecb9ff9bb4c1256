import type { Millis, Seconds } from '../../core/time';
import { readEvent } from '../../sip/event';
import { readIdentities } from '../../sip/identity';
import { firstField, type SipMessage, type SipRequest } from '../../sip/message';
import { isOneOf, uriIn } from '../im-address';
import { fail, inconc, info, pass } from '../observe';
import { requestsSince } from '../provoked/looks';
import type { Episode, ProvokedCheck, Reaction, StepOf } from '../provoked/provoked-check';
import { isDrivenStep } from '../provoked/publication-life';
import { hasActed, lifetimeIn } from '../provoked/publishing';
import { removesBindings } from '../registrations';

/** The SUBSCRIBE comes within this time. */
const WINDOW: Millis = 10_000;
/** The duration that a terminal asks for (TS 24.229 clause 5.1.1.3). */
const DURATION: Seconds = 600_000;

/**
 * TS24229-5.1.1.3-1: after the initial registration the terminal subscribes to the reg event package of its identity for 600000 s (TS 24.229
 * clause 5.1.1.3). That no SUBSCRIBE comes is a breach of a client that declares PICS reg_event, and a remark on one that declares
 * nothing: another application of the terminal may subscribe. The identity is that of the registration, or one that it implies.
 */
export const registrationEvent: ProvokedCheck = {
  requirement: 'TS24229-5.1.1.3-1',
  on: ['accepted'],
  isProvokedBy(cause, _, { pics }) {
    if (cause.kind !== 'accepted' || cause.tx.kind !== 'register' || cause.isRepeated || !isDrivenStep(cause))
      return false;
    return pics.reg_event !== false && !cause.tx.wasRegistered && !removesBindings(cause.tx.message);
  },
  window: WINDOW,
  judge(episode) {
    const subscribe = requestsSince(episode).find(({ tx }) => isOfRegistration(tx.message));
    if (subscribe !== undefined) return judgeSubscribe(episode, subscribe);
    if (hasActed(episode, ['deregister'])) return [];
    return episode.isOver ? judgeSilence(episode) : undefined;
  },
};

function isOfRegistration(message: SipRequest): boolean {
  const field = message.start.method === 'SUBSCRIBE' ? firstField(message, 'event') : undefined;
  const read = field === undefined ? undefined : readEvent(field);
  return read?.ok === true && read.value.type === 'reg';
}

function judgeSubscribe({ cause }: Episode, { tx }: StepOf<'request'>): readonly Reaction[] {
  if (cause.kind !== 'accepted') return [];
  const { message, event } = tx;
  const expires = firstField(message, 'expires');
  if (lifetimeIn(message) !== DURATION) {
    const text = `SUBSCRIBE for the reg event package with Expires ${expires?.value ?? 'missing'}`;
    const span = expires?.span ?? message.start.span;
    return [{ observation: fail(text, { expected: `Expires: ${DURATION}`, span }), evidence: event }];
  }
  const known = [uriIn(cause.tx.message, 'to'), ...identitiesIn(cause.response.message)].filter(
    (uri) => uri !== undefined,
  );
  const used = [message.start.requestUri, uriIn(message, 'from'), uriIn(message, 'to')];
  const foreign = used.find((uri) => uri !== undefined && !isOneOf(uri, known));
  if (foreign === undefined) return [{ observation: pass('subscribed to the reg event package'), evidence: event }];
  const text = `SUBSCRIBE for the reg event package names ${foreign}, which is no identity of the registration`;
  return [{ observation: fail(text, { expected: known.join(', '), span: message.start.span }), evidence: event }];
}

function identitiesIn(message: SipMessage): readonly string[] {
  const read = readIdentities(message, 'p-associated-uri');
  return read.ok ? read.value.map(({ uri }) => uri) : [];
}

function judgeSilence({ wereDatagramsLost, context }: Episode): readonly Reaction[] {
  const text = `no SUBSCRIBE for the reg event package within ${WINDOW / 1_000} s after the registration`;
  const details = { actual: 'no SUBSCRIBE' };
  if (wereDatagramsLost) return [{ observation: inconc(`${text}; datagrams were lost`, details) }];
  return [{ observation: context.pics.reg_event === true ? fail(text, details) : info(text, details) }];
}
