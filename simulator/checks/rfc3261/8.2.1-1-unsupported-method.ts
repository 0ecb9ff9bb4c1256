import type { Millis } from '../../core/time';
import { fieldsNamed, type SipResponse } from '../../sip/message';
import { registeredMethods } from '../../sip/methods';
import { fail, inconc, pass, warn } from '../observe';
import { isAccepted, isOnPurpose } from '../provoked/notify-answer';
import type { ClientResponse, Episode, ProvokedCheck, Reaction, ServerTransaction } from '../provoked/provoked-check';

/** Timer F of the server, and what is on its way then (RFC 3261 §17.1.2.2). */
const WINDOW: Millis = 33_000;

/** Methods that a client of this profile may well support, that belong to calls, or to which there is no answer. */
const leftAlone: ReadonlySet<string> = new Set(['ACK', 'BYE', 'CANCEL', 'INVITE', 'MESSAGE', 'NOTIFY', 'OPTIONS']);
const registered: ReadonlySet<string> = new Set(registeredMethods);

/**
 * RFC3261-8.2.1-1: a request of a method that the client does not support is answered 405 with Allow, where it knows the method, or 501 (RFC
 * 3261 §8.2.1, §21.5.2). That it supports none that is in no register is certain; one that is, it may support, so that only a 405
 * without Allow and no answer are wrong there. Other refusals, such as a 481 to what it takes for a request inside a dialog, decide nothing.
 */
export const unsupportedMethod: ProvokedCheck = {
  requirement: 'RFC3261-8.2.1-1',
  on: ['server-request'],
  isProvokedBy: (cause) => cause.kind === 'server-request' && !leftAlone.has(cause.tx.message.start.method),
  window: WINDOW,
  judge(episode) {
    const { cause, isOver } = episode;
    if (cause.kind !== 'server-request') return [];
    const { tx } = cause;
    if (tx.final !== undefined) return judged(tx, tx.final);
    return isOver ? silent(episode, tx) : undefined;
  },
};

function judged({ message: request, event }: ServerTransaction, answer: ClientResponse): readonly Reaction[] {
  const { method } = request.start;
  const { status, message } = answer;
  const details = {
    actual: String(status),
    otherFrame: event.frame,
    span: message.start.statusSpan,
    expected: '405 with Allow, or 501',
  };
  const evidence = answer.event;
  const of = `to the ${method} of frame ${event.frame}`;
  if (status === 501) return [{ observation: pass('501 to an unknown method'), evidence }];
  if (status === 405) {
    const allowed = allowedBy(message);
    if (allowed.length === 0)
      return [{ observation: fail(`405 without Allow ${of}`, { ...details, actual: '405 without Allow' }), evidence }];
    if (!allowed.includes('NOTIFY'))
      return [{ observation: warn(`405 ${of} with an Allow that lacks NOTIFY`, details), evidence }];
    return [{ observation: pass('405 with Allow'), evidence }];
  }
  if (registered.has(method) || !isAccepted(status)) return [];
  return [{ observation: fail(`${status} ${of}, a method that nobody knows`, details), evidence }];
}

/** The methods of all Allow rows. */
function allowedBy(message: SipResponse): readonly string[] {
  const names = fieldsNamed(message, 'allow').flatMap(({ value }) => value.split(','));
  return names.map((name) => name.trim()).filter((name) => name !== '');
}

function silent(episode: Episode, tx: ServerTransaction): readonly Reaction[] {
  const { message, event } = tx;
  if (!isOnPurpose(episode, tx)) return [];
  const text = `no answer to the ${message.start.method} of frame ${event.frame}`;
  const details = { actual: 'no response', expected: '405 with Allow, or 501', otherFrame: event.frame };
  if (episode.wereDatagramsLost) return [{ observation: inconc(`${text} (datagrams were lost meanwhile)`, details) }];
  return [{ observation: fail(text, details) }];
}
