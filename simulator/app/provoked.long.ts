import { strict as assert } from 'node:assert';
import { before, describe, it } from 'node:test';
import { faults } from '../reference-client/faults';
import { catalogue, requirementOf } from '../requirements/catalogue';
import type { RequirementId } from '../requirements/requirement';
import { requirementsIn } from './planned-requirements';
import { allSituations, inParallel, outcomeOf, type Situated, type SituationOptions } from './situations.fixture';

const active = new Set<string>(
  catalogue.filter(({ verification }) => verification.by === 'scenario').map(({ id }) => id),
);

/** What the reference client is played with: each situation over the transport and in the core that its scenarios need. */
interface Play {
  readonly planned: Situated;
  readonly options: SituationOptions;
}

const brokenBy = (requirement: string | readonly string[]) => [requirement].flat();
const provokedFaults = faults.filter(({ requirement }) => brokenBy(requirement).some((id) => active.has(id)));

describe('situations that provoke an entry', async () => {
  let plays: readonly Play[] = [];
  const playsOf = (id: string) => plays.filter(({ planned }) => planned.decides.includes(id as RequirementId));

  before(async () => {
    plays = (await allSituations()).map((planned) => ({ planned, options: optionsFor(planned) }));
  });

  it('leave nothing to say against the conforming client', async () => {
    const told = await inParallel(plays, async ({ planned, options }) => {
      const { findings, seen } = await outcomeOf(planned, options);
      const broken = [...findings].filter(([, text]) => !text.startsWith('info')).map(([id, text]) => `${id} ${text}`);
      const unseen = planned.isOptional
        ? []
        : planned.decides.filter((id) => !seen.has(id)).map((id) => `${id} not seen`);
      return [...broken, ...unseen].map((text) => `a server that ${planned.behavior}, ${planned.act}: ${text}`);
    });
    assert.deepEqual(told.flat(), []);
  });

  it('show each fault of the reference client as what it breaks, and as nothing else', async () => {
    const told = await inParallel(provokedFaults, async ({ name, requirement, needs }) => {
      const ids = brokenBy(requirement);
      const found: string[] = [];
      for (const { planned, options } of playsOf(ids.find((id) => active.has(id)) ?? '')) {
        const core = needs === 'ims' ? 'ims' : options.core;
        const { findings } = await outcomeOf(planned, { ...options, faults: [name], ...(core && { core }) });
        const broken = [...findings]
          .filter(([id, text]) => !text.startsWith('info') || ids.includes(id))
          .map(([id]) => id);
        if (ids.some((id) => broken.includes(id as RequirementId))) {
          const others = broken.filter((id) => !ids.includes(id));
          return others.length === 0 ? [] : [`${name} (${ids}): also ${others.join(', ')} — ${planned.behavior}`];
        }
        found.push(planned.behavior);
      }
      return [`${name} (${ids}): not found with ${found.join('; ') || 'any situation'}`];
    });
    assert.deepEqual(told.flat(), []);
  });
});

/** TCP and IMS where the scenarios ask for them. */
function optionsFor({ tags }: Situated): SituationOptions {
  return {
    ...(tags.includes('@tcp') && { transport: 'tcp' as const }),
    ...((tags.includes('@PICS_IMS') || requirementsIn(tags).some(isOfIms)) && { core: 'ims' as const }),
  };
}

function isOfIms(id: RequirementId): boolean {
  return requirementOf(id).appliesIf?.startsWith('ims') ?? false;
}
