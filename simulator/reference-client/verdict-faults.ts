import type { About, FinalAnswer, Request, Verdict } from './verdict';

/** What a verdict is about. */
export interface Case {
  readonly request: Request;
  readonly about: About;
}

/** Changes an answer; where the client says nothing, it goes on saying nothing. */
export function bendsVerdict(
  bend: (right: FinalAnswer, about: Case) => Verdict,
): (right: Verdict, about: Case) => Verdict {
  return (right, about) => (right === 'no answer' ? right : bend(right, about));
}

/** Gives another status in place of the right one, where `when` holds. */
export function turns(
  right: number | readonly number[],
  wrong: number,
  when: (about: Case) => boolean = () => true,
): (verdict: Verdict, about: Case) => Verdict {
  const statuses = [right].flat();
  return bendsVerdict((verdict, about) =>
    statuses.includes(verdict.status) && when(about) ? { status: wrong } : verdict,
  );
}

/** Whether the answer has that status. */
export function isFinal(verdict: Verdict, status: number): verdict is FinalAnswer {
  return verdict !== 'no answer' && verdict.status === status;
}
