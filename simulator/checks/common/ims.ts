import type { SipRequest } from '../../sip/message';
import type { FormSubject, JudgeContext, Observation } from '../check';
import { fail, inconc, pass } from '../observe';

const met: readonly Observation[] = [pass('sent after the registration')];

/**
 * In an IMS core nothing but REGISTER is sent before the 200 to it. Route, identities and access network have entries of their own
 * (TS24229-5.1.2A*, RFC3608-6.1*), which the items take over.
 */
export function judgeIms({ registration, message }: FormSubject, context: JudgeContext): readonly Observation[] {
  return registration === undefined ? [unregistered(message, context)] : met;
}

/** A passive observer may have missed the registration. */
export function unregistered(message: SipRequest, { nextHop }: JudgeContext): Observation {
  if (nextHop === undefined) return inconc('no registration was seen before the request');
  const details = { expected: 'a 200 to REGISTER before', actual: 'no 200 to REGISTER', span: message.start.span };
  return fail('sent before the registration was completed', details);
}
