import type { Answer } from './answer';
import type { Draft } from './draft';
import type { Fault } from './fault';
import { newToken } from './token';

/**
 * The fault: a further request of that method while one is unanswered (RFC 3261 §10.2, RFC 3903 §4). A REGISTER stays in its
 * call unless the fault says otherwise, others get a call of their own.
 */
export function impatiently(
  faults: readonly Fault[],
  draft: Draft,
  exchange: (draft: Draft) => Promise<Answer>,
): { readonly end: () => Draft } {
  const impatient = faults.find((fault) => fault.impatient?.method === draft.method)?.impatient;
  if (impatient === undefined) return { end: () => draft };
  let last = draft;
  const timer = setTimeout(() => {
    const cseq = draft.cseq + 1;
    const isSameCall = draft.method === 'REGISTER' && impatient.inNewCall !== true;
    last = isSameCall ? { ...draft, cseq } : { ...draft, callId: newToken(), fromTag: newToken() };
    void exchange(last);
  }, impatient.after);
  return {
    end() {
      clearTimeout(timer);
      return last;
    },
  };
}
