import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ListenerTransport } from '../core/address';
import type { Control } from '../iut/control';
import { requirementOf } from '../requirements/catalogue';
import { applies } from '../requirements/conditions';
import type { Pics, Rules } from '../requirements/configuration';
import type { RequirementId } from '../requirements/requirement';
import { Components, type Planned } from './components';
import { plannedScenarios } from './cucumber';
import type { FakeTime } from './fake-time.fixture';
import { inThisProcess } from './in-process.fixture';
import { type Iut, loadIut } from './iut';
import { LoopLag } from './loop-lag';
import { situationsIn } from './planned-situations';
import { randomIds, realClock } from './real-world';
import { terminalOf } from './terminal';
import { upperTesterFor } from './upper-tester';

/** The reference client as the situations of a transport or a core need it, and the events framework that it is judged by. */
export interface SituationOptions {
  /** The IUT file of another client, which is then played as it declares itself. */
  readonly file?: string;
  readonly faults?: readonly string[];
  readonly transport?: ListenerTransport;
  readonly core?: 'ims' | 'ims-aka' | 'non-ims';
  readonly events?: 'rfc3265' | 'rfc6665';
  /** Other rules than those of the default profile. */
  readonly rules?: Partial<Rules>;
  readonly imAddress?: string;
}

/** A situation of the features. */
export interface Situated extends Planned {
  /** The client is free not to come into it. */
  readonly isOptional: boolean;
}

/** The situations of the features that can be played here, each once with all that it decides, for each transport and core. */
export async function allSituations(tags = 'not @ws'): Promise<readonly Situated[]> {
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
  /** Those that the client and the rules leave out. */
  readonly inapplicable: ReadonlySet<RequirementId>;
  readonly findings: ReadonlyMap<RequirementId, string>;
}

/**
 * Plays one situation.
 *
 * @param time given: the reference client lives in this process, by this clock
 */
export async function outcomeOf(
  planned: Planned,
  options: SituationOptions = {},
  time?: FakeTime,
): Promise<SituationOutcome> {
  const stateFolder = mkdtempSync(join(tmpdir(), 'imconf-state-'));
  const iut = situatedIut(options);
  const { control } = iut;
  const host = time && control.kind === 'reference' ? { startClient: inThisProcess(control) } : undefined;
  const lag = new LoopLag(realClock);
  const components = new Components({
    iut,
    ...(time === undefined
      ? { clock: realClock, lateness: () => lag.bound }
      : { clock: time, onEvent: () => time.happened() }),
    ids: randomIds,
    strict: false,
    stateFolder,
    upperTesterIn: (folder) => (server, onIndication) =>
      upperTesterFor(
        control,
        {
          server,
          imAddress: iut.imAddress,
          ...iut.credentials,
          stateFolder: folder,
          onIndication,
          onLog: () => undefined,
        },
        host,
      ),
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
    const isOut = (id: RequirementId) => applies(requirementOf(id), iut.pics, iut.profile.rules) !== true;
    return { seen, findings, inapplicable: new Set(planned.decides.filter(isOut)) };
  } finally {
    await components.close();
    lag.stop();
    rmSync(stateFolder, { recursive: true, force: true });
  }
}

function situatedIut({ file, faults, transport, core, events, rules: own, imAddress }: SituationOptions): Iut {
  if (file !== undefined) return loadIut({ file });
  const iut = loadIut({ faults, transport });
  const { profile, control } = iut;
  const rules = { ...profile.rules, ...(events && { events_rfc: events }), ...own };
  const address = imAddress ?? iut.imAddress;
  const pics = { ...iut.pics, ...picsOf(core) };
  const played = { ...control, ...terminalOf(pics) } as Control;
  return { ...iut, imAddress: address, profile: { ...profile, rules }, pics, control: played };
}

function picsOf(core: SituationOptions['core'] = 'non-ims'): Pick<Pics, 'sip_ip_core' | 'auth'> {
  return core === 'ims-aka' ? { sip_ip_core: 'ims', auth: 'aka' } : { sip_ip_core: core };
}
