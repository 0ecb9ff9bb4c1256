import { actIn } from './acts';
import type { Planned } from './components';
import type { PlannedScenario } from './cucumber';
import { requirementsIn } from './planned-requirements';

const givenServer = /^a server that (.+)$/;
const takesSeconds = /^@takes_(\d+)s$/;

/** What a situation takes where its scenario does not say: a client is started and acts once or twice. */
const USUAL_SECONDS = 3;

/** The situations that scenarios need: the server that they give, and what they make the client do. */
export function situationsIn(scenarios: readonly PlannedScenario[]): readonly Planned[] {
  return scenarios.flatMap(({ tags, steps }) => {
    const behavior = first(steps, (text) => givenServer.exec(text)?.[1]);
    const act = first(steps, actIn);
    if (behavior === undefined || act === undefined) return [];
    const takes = Number(first(tags, (tag) => takesSeconds.exec(tag)?.[1]) ?? USUAL_SECONDS);
    return [{ behavior, act, decides: requirementsIn(tags), tags, takes }];
  });
}

function first<T>(texts: readonly string[], look: (text: string) => T | undefined): T | undefined {
  for (const text of texts) {
    const found = look(text);
    if (found !== undefined) return found;
  }
  return undefined;
}
