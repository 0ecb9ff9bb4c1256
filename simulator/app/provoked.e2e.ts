import { strict as assert } from 'node:assert';
import { before, describe, it } from 'node:test';
import type { Fault } from '../reference-client/fault';
import { faults } from '../reference-client/faults';
import { catalogue } from '../requirements/catalogue';
import type { Rules } from '../requirements/configuration';
import type { RequirementId } from '../requirements/requirement';
import { type FakeTime, inFakeTime } from './fake-time.fixture';
import { allPlays, type Play } from './situation-plays.fixture';
import { inParallel, outcomeOf } from './situations.fixture';

const active = new Set<string>(
  catalogue.filter(({ verification }) => verification.by === 'scenario').map(({ id }) => id),
);

/** Situations that are under way at once, of all faults. */
const WIDTH = 150;

/** The rules by which a fault is one. */
const rulesFor: Partial<Record<NonNullable<Fault['needs']>, Partial<Rules>>> = {
  rfc3903: { refresh_body: 'rfc3903' },
  removal: { expires_in_publish: 'tolerate' },
};

const brokenBy = (requirement: string | readonly string[]) => [requirement].flat();
const provokedFaults = faults.filter(({ requirement }) => brokenBy(requirement).some((id) => active.has(id)));

/** A fault in one of the situations in which it shows. */
interface Trial {
  readonly fault: Fault;
  readonly play: Play;
}

/** What is found of a fault in a situation. */
interface Found {
  readonly behavior: string;
  readonly isHit: boolean;
  readonly others: readonly RequirementId[];
}

function trialsOf(fault: Fault, plays: readonly Play[]): readonly Trial[] {
  const shown = brokenBy(fault.requirement).find((id) => active.has(id));
  const shows = ({ planned }: Play) => planned.decides.includes(shown as RequirementId);
  return plays.filter(shows).map((play) => ({ fault, play }));
}

async function findingsOf({ fault, play }: Trial, time: FakeTime): Promise<Found> {
  const { planned, options } = play;
  const { name, requirement, needs } = fault;
  const ids = brokenBy(requirement);
  const core = needs === 'ims' ? (options.core ?? 'ims') : options.core;
  const rules = needs === undefined ? undefined : rulesFor[needs];
  const own = { ...(core && { core }), ...(rules && { rules }) };
  const { findings } = await outcomeOf(planned, { ...options, ...own, faults: [name] }, time);
  const broken = [...findings].filter(([id, text]) => !text.startsWith('info') || ids.includes(id)).map(([id]) => id);
  const others = broken.filter((id) => !ids.includes(id));
  return { behavior: planned.behavior, isHit: broken.length > others.length, others };
}

/** What is wrong with how a fault shows: the first situation that shows it has to show nothing else. */
function complaint({ name, requirement }: Fault, found: readonly Found[]): readonly string[] {
  const told = `${name} (${brokenBy(requirement)})`;
  const hit = found.find(({ isHit }) => isHit);
  if (hit === undefined) {
    const tried = found.map(({ behavior }) => behavior).join('; ') || 'any situation';
    return [`${told}: not found with ${tried}`];
  }
  return hit.others.length === 0 ? [] : [`${told}: also ${hit.others.join(', ')} — ${hit.behavior}`];
}

describe('situations that provoke an entry', () => {
  let plays: readonly Play[] = [];

  before(async () => {
    plays = await allPlays();
  });

  it('show each fault of the reference client as what it breaks, and as nothing else', async () => {
    const trials = provokedFaults.flatMap((fault) => trialsOf(fault, plays));
    // Those that take long side by side: the clock goes on for all.
    const byLength = [...trials].sort((a, b) => b.play.planned.takes - a.play.planned.takes);
    const found = await inFakeTime((time) => inParallel(byLength, (trial) => findingsOf(trial, time), WIDTH));
    const foundOf = new Map(byLength.map((trial, index) => [trial, found[index]]));
    const told = provokedFaults.flatMap((fault) => {
      const own = trials.filter((trial) => trial.fault === fault).map((trial) => foundOf.get(trial));
      return complaint(
        fault,
        own.filter((one) => one !== undefined),
      );
    });
    for (const line of told) console.log(line);
    assert.equal(told.length, 0, `${told.length} of ${provokedFaults.length} faults do not show as they should`);
  });
});
