import type { FormSubject, Observation } from '../check';
import { fail, pass } from '../observe';
import { quoted } from '../text';

const methods: Readonly<Record<'PUBLISH' | 'SUBSCRIBE', readonly Observation[]>> = {
  PUBLISH: [pass('method PUBLISH')],
  SUBSCRIBE: [pass('method SUBSCRIBE')],
};

/**
 * The method token is exactly the one of the procedure (item 1 of both clauses). That the request is built by the rules of its
 * method is judged by the entries of these rules, whose verdicts item 1 takes over.
 */
export function judgeMethod({ kind, message }: FormSubject, wanted: 'PUBLISH' | 'SUBSCRIBE'): readonly Observation[] {
  if (kind !== 'publish-by-other-means' && kind !== 'retrieve-by-other-means') return methods[wanted];
  const { method, methodSpan: span } = message.start;
  const what = kind === 'publish-by-other-means' ? 'conveyed' : 'asked for';
  return [fail(`settings ${what} by method ${quoted(method)}`, { expected: `method ${wanted}`, span })];
}
