import { fieldsNamed } from '../../sip/message';
import type { JudgeContext } from '../check';
import { tagOf } from '../transaction-key';
import { hasWholeHeader } from '../truncation';
import type { ServerTransaction, Step, StepOf } from './provoked-check';

let last: { readonly cause: Step; readonly context: JudgeContext; readonly isOwn: boolean } | undefined;

/**
 * Whether a step is a response of the client itself, read wholly, to a request that is no INVITE: behind a proxy or a core it may
 * be somebody else's. Asked by many checks of the same step in a row.
 */
export function isOwnAnswer(cause: Step, context: JudgeContext): cause is StepOf<'answer'> {
  if (cause.kind !== 'answer') return false;
  if (last?.cause !== cause || last.context !== context) last = { cause, context, isOwn: isOwn(cause, context) };
  return last.isOwn;
}

function isOwn({ tx, response, event }: StepOf<'answer'>, { rules }: JudgeContext): boolean {
  if (rules.capture_point !== 'client-edge') return false;
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
