import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ListenerTransport } from '../core/address';
import type { RequirementId } from '../requirements/requirement';
import { Components, type Planned } from './components';
import { plannedScenarios } from './cucumber';
import { type Iut, loadIut } from './iut';
import { LoopLag } from './loop-lag';
import { situationsIn } from './planned-situations';
import { randomIds, realClock } from './real-world';
import { upperTesterFor } from './upper-tester';

/** The reference client as the situations of a transport or a core need it. */
export interface SituationOptions {
  readonly faults?: readonly string[];
  readonly transport?: ListenerTransport;
  readonly core?: 'ims' | 'non-ims';
}

/** A situation of the features. */
export interface Situated extends Planned {
  /** The client is free not to come into it. */
  readonly isOptional: boolean;
}

/** The situations of the features that can be played here, each once with all that it decides, for each transport and core. */
export async function allSituations(tags = 'not @ws and not @PICS_TEL'): Promise<readonly Situated[]> {
  const byName = new Map<string, Situated>();
  for (const planned of situationsIn(await plannedScenarios(tags))) {
    const where = planned.tags.filter((tag) => ['@tcp', '@PICS_IMS'].includes(tag));
    const name = [planned.behavior, planned.act, ...where].join('\n');
    const known = byName.get(name);
    const isOptional = planned.tags.includes('@optional') && (known?.isOptional ?? true);
    const decides = [...new Set([...(known?.decides ?? []), ...planned.decides])];
    const takes = Math.max(planned.takes, known?.takes ?? 0);
    byName.set(name, { ...planned, decides, takes, isOptional, tags: [...(known?.tags ?? []), ...planned.tags] });
  }
  return [...byName.values()].sort((a, b) => b.takes - a.takes);
}

/** Does something with each entry, for several at the same time. */
export async function inParallel<T, R>(entries: readonly T[], act: (entry: T) => Promise<R>, width = 20): Promise<R[]> {
  const results: R[] = [];
  const left = [...entries.entries()];
  const work = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) results[next[0]] = await act(next[1]);
  };
  await Promise.all(Array.from({ length: width }, work));
  return results;
}

/** Outcomes other than passes that a situation brings, as `ID outcome`, and the ids that were looked at. */
export interface SituationOutcome {
  readonly seen: ReadonlySet<RequirementId>;
  readonly findings: ReadonlyMap<RequirementId, string>;
}

/** Plays one situation with the reference client. */
export async function outcomeOf(planned: Planned, options: SituationOptions = {}): Promise<SituationOutcome> {
  const stateFolder = mkdtempSync(join(tmpdir(), 'imconf-state-'));
  const iut = situatedIut(options);
  const lag = new LoopLag(realClock);
  const components = new Components({
    iut,
    clock: realClock,
    lateness: () => lag.bound,
    ids: randomIds,
    strict: false,
    stateFolder,
    upperTesterIn: (folder) => (server, onIndication) =>
      upperTesterFor(iut.control, {
        server,
        imAddress: iut.imAddress,
        ...iut.credentials,
        stateFolder: folder,
        onIndication,
        onLog: () => undefined,
      }),
  });
  try {
    components.plan([planned]);
    await components.resultsOf(planned, planned.decides);
    const [component] = components.judgements();
    const requirements = component?.judgement.requirements ?? [];
    const findings = new Map<RequirementId, string>();
    for (const { id, findings: all } of requirements) {
      const told = all.filter(({ outcome }) => outcome !== 'inconc' || planned.decides.includes(id));
      const outcomes = told.map(({ outcome, message }) => `${outcome}: ${message}`);
      if (outcomes.length > 0) findings.set(id, [...new Set(outcomes)].join(' | '));
    }
    const seen = new Set(requirements.filter(({ observations }) => observations > 0).map(({ id }) => id));
    return { seen, findings };
  } finally {
    await components.close();
    lag.stop();
    rmSync(stateFolder, { recursive: true, force: true });
  }
}

function situatedIut({ faults, transport, core }: SituationOptions): Iut {
  const iut = loadIut({ faults, transport });
  return { ...iut, pics: { ...iut.pics, sip_ip_core: core ?? 'non-ims' } };
}
