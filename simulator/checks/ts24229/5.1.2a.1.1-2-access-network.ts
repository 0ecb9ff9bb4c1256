import { firstField } from '../../sip/message';
import { anySubscribe, isIms, isRemoval, publishOnly } from '../applies';
import type { Answer, FormCheck, FormSubject, JudgeContext, Observation } from '../check';
import { fail, pass } from '../observe';
import { hasWholeHeader } from '../truncation';

const met: readonly Observation[] = [pass('P-Access-Network-Info')];
const nothing: readonly Observation[] = [];

/**
 * TS24229-5.1.2A.1.1-2: a terminal that knows its access network tells it in PUBLISH, SUBSCRIBE and the answers to NOTIFY (TS 24.229
 * clause 5.1.2A.1.1). Behind the core the header field may have been taken away. RFC7315-5.4-1 judges what stands in it.
 */
export const tellsAccessNetwork: FormCheck = {
  requirement: 'TS24229-5.1.2A.1.1-2',
  kinds: [...publishOnly, ...anySubscribe],
  appliesTo: (subject, context) => isTold(context) && !isRemoval(subject),
  judge: judgePresence,
  judgeAnswer: (answer, context) =>
    isTold(context) && answer.procedure === 'retrieve' ? judgePresence(answer) : nothing,
};

function isTold(context: JudgeContext): boolean {
  return isIms(context) && context.pics.pani === true && context.rules.capture_point === 'client-edge';
}

function judgePresence(seen: FormSubject | Answer): readonly Observation[] {
  const { message } = seen;
  if (firstField(message, 'p-access-network-info') !== undefined) return met;
  if (!hasWholeHeader(seen)) return nothing;
  const details = {
    expected: 'P-Access-Network-Info, as PICS pani declares',
    actual: 'missing',
    span: message.start.span,
  };
  return [fail('no P-Access-Network-Info header field', details)];
}
