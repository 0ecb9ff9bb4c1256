import type { JudgeContext, Observation, Subject } from '../check';
import { judgeCoreSyntax } from '../core-syntax';
import { fail, pass } from '../observe';
import { quoted } from '../text';

/** The method token is exactly the one of the procedure, and the request is usable SIP (item 1 of both clauses). */
export function judgeMethod(
  subject: Subject,
  context: JudgeContext,
  wanted: 'PUBLISH' | 'SUBSCRIBE',
): readonly Observation[] {
  const { method, methodSpan: span } = subject.message.start;
  if (subject.kind === 'publish-by-other-means' || subject.kind === 'retrieve-by-other-means') {
    const what = subject.kind === 'publish-by-other-means' ? 'conveyed' : 'asked for';
    return [fail(`settings ${what} by method ${quoted(method)}`, { expected: `method ${wanted}`, span })];
  }
  const breaches = judgeCoreSyntax(subject, context);
  const isBroken = breaches.some(({ outcome }) => outcome === 'fail');
  return isBroken ? breaches : [pass(`method ${method}, well-formed`, { span }), ...breaches];
}
