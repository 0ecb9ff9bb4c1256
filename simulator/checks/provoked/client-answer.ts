import { fieldsNamed } from '../../sip/message';
import type { JudgeContext } from '../check';
import { tagOf } from '../transaction-key';
import { hasWholeHeader } from '../truncation';
import type { ServerTransaction, Step, StepOf } from './provoked-check';

/**
 * Whether a step is a response of the client itself, read wholly, to a request that is no INVITE: behind a proxy or a core it may
 * be somebody else's.
 */
export function isOwnAnswer(cause: Step, { rules }: JudgeContext): cause is StepOf<'answer'> {
  if (cause.kind !== 'answer' || rules.capture_point !== 'client-edge') return false;
  const { tx, response, event } = cause;
  const { method } = tx.message.start;
  if (method === 'INVITE' || method === 'CANCEL') return false;
  return hasWholeHeader({ event, message: response.message }) && isAskedDirectly(tx);
}

/** Whether it is the first final one. */
export function isFirstFinal({ tx, response }: StepOf<'answer'>): boolean {
  return tx.final === response;
}

/** Whether no proxy stands between the client and the SUBSCRIBE that led to a request, where that was seen. */
export function isAskedDirectly({ subscribe }: ServerTransaction): boolean {
  if (subscribe === undefined) return true;
  const [via, ...others] = fieldsNamed(subscribe.message, 'via');
  return via !== undefined && others.length === 0 && !via.value.includes(',');
}

/** Whether a request of the server and a response have the same tag in To, or none. */
export function hasSameToTag(tx: ServerTransaction, { response }: StepOf<'answer'>): boolean {
  return tagOf(tx.message, 'to') === tagOf(response.message, 'to');
}
