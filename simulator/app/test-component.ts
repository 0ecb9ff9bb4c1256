import type { JudgeContext } from '../checks/check';
import { formatListener } from '../core/address';
import type { Millis, Seconds } from '../core/time';
import { requirementOf } from '../requirements/catalogue';
import { applies } from '../requirements/conditions';
import type { RequirementId } from '../requirements/requirement';
import type { Script } from '../server/behaviors/behavior';
import type { Judgement, RequirementResult } from '../verdict/result';
import { acts, type Move } from './acts';
import type { Situation } from './campaign';
import type { Iut } from './iut';
import type { Stimulus } from './stimulation';
import { type SessionParts, TestSession } from './test-session';

/** How long a client may take for what is not looked at: until Timer F of a request that the server leaves unanswered, and a little. */
const PATIENCE: Millis = 45_000;
/** A client in a hurry is told the next thing after so long. */
const HURRY: Millis = 100;

/** What came of a situation. */
export interface ComponentResult {
  readonly situation: Situation;
  readonly judgement: Judgement;
  /** Why the client could not be brought to do what the situation needs, in words for people. */
  readonly problem?: string;
}

/** What a parallel test component (TTCN-3) is made of. */
export interface ComponentParts extends Omit<SessionParts, 'iut' | 'script'> {
  readonly iut: Iut;
  readonly script: Script;
  readonly component: number;
  /** The requirements that it is there to decide, as far as that is known. */
  readonly decides: () => readonly RequirementId[];
  /** Seconds that the situation is expected to take. */
  readonly takes: () => Seconds;
  /** Whether the client has sent anything: of one that cannot be made to, nothing more is to be expected. */
  readonly wasHeard: () => boolean;
}

/**
 * Plays a situation: a server of its own that follows a script, a client of its own that is made to act, and a judge who watches until
 * everything is decided.
 *
 * @param started told when the client has done its first thing: starting it takes a processor for a moment
 * @param opened told of the session, so that it can be interrupted
 * @throws HarnessError `address-in-use`, `address-unavailable`.
 */
export async function playSituation(
  situation: Situation,
  { iut, ...parts }: ComponentParts,
  started: () => void,
  opened: (session: TestSession) => void,
): Promise<ComponentResult> {
  const listen = { ...iut.listen, port: 0 };
  const onContext = async ({ nextHop }: JudgeContext) =>
    parts.onEvent?.({
      kind: 'component-started',
      at: parts.clock.now(),
      component: parts.component,
      situation: `a server that ${situation.behavior}; ${situation.act}`,
      server: nextHop === undefined ? '' : formatListener(nextHop),
      decides: parts.decides(),
    });
  const session = await TestSession.open({ ...parts, onContext, iut: { ...iut, listen, alsoListen: [] } });
  opened(session);
  let problem: string | undefined;
  try {
    problem = await act(session, acts[situation.act], started);
    if (parts.wasHeard()) await session.watch(new Set(parts.decides()), parts.takes() * 1_000);
  } finally {
    await session.close();
  }
  const judgement = await session.close();
  return { situation, judgement, ...(problem !== undefined && { problem }) };
}

/** What a component says of an entry; that it was not provoked is a reason, where it was to be. */
export function resultIn({ judgement, problem }: ComponentResult, id: RequirementId, iut: Iut): RequirementResult {
  const result = judgement.requirements.find((one) => one.id === id);
  if (result === undefined) throw new RangeError(`no requirement has the id ${JSON.stringify(id)}`);
  if (applies(requirementOf(id), iut.pics, iut.profile.rules) !== true || result.observations > 0) return result;
  const reason = problem ?? 'the client did not come into the situation that shows it';
  return { ...result, verdict: 'inconc', reason };
}

/** Makes the client do one thing after the other; says what went wrong with the last one. */
async function act(session: TestSession, moves: readonly Move[], started: () => void): Promise<string | undefined> {
  let last: Stimulus | undefined;
  for (const [index, { operation, settings, isHurried }] of moves.entries()) {
    if (operation === 'restart') await session.restartClient();
    else if (isHurried) {
      void session.upperTester.perform(operation, settings, PATIENCE);
      await new Promise((done) => setTimeout(done, HURRY));
    } else {
      const isLast = index === moves.length - 1;
      // Behind a move in a hurry the client may have to wait for what the server makes of that one.
      const isFree = isLast && moves[index - 1]?.isHurried !== true;
      last = await session.stimulate(operation, settings, true, isFree ? undefined : PATIENCE);
    }
    if (index === 0) started();
  }
  return last?.reason;
}
