import type { Millis } from '../../core/time';
import { firstField, type SipRequest } from '../../sip/message';
import { isIms } from '../applies';
import type { Observation } from '../check';
import { isSameList, securityValues } from '../common/security-values';
import { callIdOf } from '../exchange';
import { fail, pass } from '../observe';
import { answerToChallenge, isChallenge } from '../provoked/challenged';
import type { ProvokedCheck, StepOf } from '../provoked/provoked-check';

/** The second REGISTER comes within this time. */
const WINDOW: Millis = 10_000;

/**
 * TS24229-5.1.1.5-1: with IMS AKA the REGISTER that answers the challenge keeps the Call-ID, repeats Security-Client, and mirrors
 * Security-Server in Security-Verify (TS 24.229 clause 5.1.1.5.1). White space and rows say nothing. It is the one that has the nonce
 * of the challenge; later requests are those of RFC3329-2.3.1-1. That no answer comes breaks RFC3261-8.1.3.5-1.
 */
export const protectedRegister: ProvokedCheck = {
  requirement: 'TS24229-5.1.1.5-1',
  on: ['refused'],
  isProvokedBy: (cause, _, context) =>
    cause.kind === 'refused' &&
    cause.tx.kind === 'register' &&
    isIms(context) &&
    context.pics.auth === 'aka' &&
    isChallenge(cause) &&
    (securityValues(cause.response.message, 'security-server')?.length ?? 0) > 0,
  window: WINDOW,
  judge(episode) {
    const { cause, isOver } = episode;
    const answer = cause.kind === 'refused' ? answerToChallenge(episode, cause) : undefined;
    if (cause.kind !== 'refused' || answer === undefined) return isOver ? [] : undefined;
    const { message, event } = answer.tx;
    const found = [...judgeCallId(message, cause), ...judgeClient(message, cause), ...judgeVerify(message, cause)];
    const met = pass('Call-ID, Security-Client and Security-Verify as they were');
    return (found.length > 0 ? found : [met]).map((observation) => ({ observation, evidence: event }));
  },
};

function judgeCallId(message: SipRequest, { tx, event }: StepOf<'refused'>): readonly Observation[] {
  const expected = callIdOf(tx.message);
  const field = firstField(message, 'call-id');
  if (field === undefined || field.value === expected) return [];
  const text = `the answer to the challenge of frame ${event.frame} has another Call-ID`;
  return [fail(text, { expected: `Call-ID: ${expected}`, span: field.span, otherFrame: event.frame })];
}

function judgeClient(message: SipRequest, { tx }: StepOf<'refused'>): readonly Observation[] {
  const [sent, again] = [tx.message, message].map((one) => securityValues(one, 'security-client'));
  if (sent === undefined || again === undefined || isSameList(sent, again)) return [];
  const { frame } = tx.event;
  const text = `Security-Client is another one than in frame ${frame}`;
  return [fail(text, { expected: sent.join(', '), ...shown(message, 'security-client'), otherFrame: frame })];
}

function judgeVerify(message: SipRequest, { response, event }: StepOf<'refused'>): readonly Observation[] {
  const server = securityValues(response.message, 'security-server') ?? [];
  const verify = securityValues(message, 'security-verify');
  if (verify !== undefined && isSameList(server, verify)) return [];
  const text = `Security-Verify does not mirror the Security-Server of frame ${event.frame}`;
  return [fail(text, { expected: server.join(', '), ...shown(message, 'security-verify'), otherFrame: event.frame })];
}

/** Where a header field stands, or that it does not. */
function shown(message: SipRequest, key: string) {
  const field = firstField(message, key);
  return field === undefined ? { actual: 'missing', span: message.start.span } : { span: field.span };
}
