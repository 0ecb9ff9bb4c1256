import { firstField, type SipMessage } from '../../sip/message';
import { readNameAddr } from '../../sip/name-addr';
import type { JudgeContext } from '../check';
import { fail, pass } from '../observe';
import { isFirstFinal, isOwnAnswer } from '../provoked/client-answer';
import { notifyCase } from '../provoked/notify-case';
import type { ProvokedCheck, Reaction, ServerTransaction, StepOf } from '../provoked/provoked-check';
import { tagOf } from '../transaction-key';

const met: readonly Reaction[] = [{ observation: pass('the To tag is that of the request, or one of its own') }];

/**
 * RFC3261-8.2.6.2-2: a response keeps the To tag of its request; where there is none it has one, the same in all responses to that
 * request, but for 100 (RFC 3261 §8.2.6.2). Each first response of its status is judged; copies have to be the same anyhow (RFC3261-17.2.2-1).
 */
export const toTag: ProvokedCheck = {
  requirement: 'RFC3261-8.2.6.2-2',
  on: ['answer'],
  isProvokedBy(cause, _, context) {
    return isOwnAnswer(cause, context) && (isFirstFinal(cause) || cause.response.status < 200);
  },
  window: 0,
  judge({ cause, context }) {
    if (cause.kind !== 'answer') return [];
    const { tx, response, event } = cause;
    const { message, status } = response;
    const field = firstField(message, 'to');
    // One that is missing is a matter of RFC3261-8.2.6.2-1, one that cannot be read of the entry of its grammar.
    if (field === undefined || !readNameAddr(field).ok) return [];
    const flaw = isBroken(cause.tx, context) ? undefined : flawOf(cause);
    if (flaw === undefined) return status >= 200 ? met : [];
    const text = `${status} with ${flaw}, to the ${tx.message.start.method} of frame ${tx.event.frame}`;
    return [
      { observation: fail(text, { actual: flaw, span: field.span, otherFrame: tx.event.frame }), evidence: event },
    ];
  },
};

/** A NOTIFY has a To tag; without one, and with more that is wrong, nobody knows what the client took it for. */
function isBroken(tx: ServerTransaction, context: JudgeContext): boolean {
  const { message } = tx;
  if (message.start.method !== 'NOTIFY' || tagOf(message, 'to') !== undefined) return false;
  return notifyCase(tx, context) === 'unclear';
}

function flawOf({ tx, response }: StepOf<'answer'>): string | undefined {
  const asked = tagOf(tx.message, 'to');
  const given = tagOf(response.message, 'to');
  if (asked !== undefined) {
    if (given === asked) return undefined;
    return given === undefined ? 'no To tag' : 'another To tag';
  }
  if (response.status === 100) return undefined;
  if (given === undefined) return isReadable(tx.message) ? 'no To tag' : undefined;
  const before = tx.responses.find((one) => one !== response && one.status > 100);
  return before !== undefined && tagOf(before.message, 'to') !== given
    ? 'another To tag than the response before'
    : undefined;
}

function isReadable(message: SipMessage): boolean {
  const field = firstField(message, 'to');
  return field !== undefined && readNameAddr(field).ok;
}
