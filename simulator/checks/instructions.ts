import type { RequirementId } from '../requirements/requirement';
import { valuesOf } from '../settings/document';
import { type Settings, settingKeys } from '../settings/settings';
import type { StimulusEnded } from '../trace/event';
import type { Observation } from './check';
import type { Sighting } from './sighting';

/** A value that was published beside the one that the client was told, as far as it can be said now. */
export interface Instructed {
  readonly requirement: RequirementId;
  readonly observation: Observation;
  readonly sighting: Sighting;
}

/** Fewer different instructions than this prove nothing about a client that always publishes the same. */
const TELLING = 3;
const HINT = 'the client published the same values whatever it was told: does its control adapter apply the settings?';

/**
 * Compares what the client published with what the upper tester had it set. Whether it really was made to do so is known only
 * when the stimulus ends, and the last PUBLISH of a stimulus counts: a client may change one setting after the other.
 */
export class Instructions {
  /** Of the stimulus that runs, by requirement. */
  #open = new Map<RequirementId, Instructed>();
  readonly #mismatches: Instructed[] = [];
  readonly #told = new Set<string>();
  readonly #published = new Set<string>();

  /** Takes an observation that waits for the end of the stimulus. */
  saw(instructed: Instructed): void {
    this.#open.set(instructed.requirement, instructed);
  }

  /** The stimulus is over: what differs is a breach if the client confirmed that it acted. Returns what is new. */
  ended({ outcome, reason }: Pick<StimulusEnded, 'outcome' | 'reason'>): readonly Instructed[] {
    const open = [...this.#open.values()];
    this.#open = new Map();
    const [any] = open;
    if (any !== undefined) this.#compare(any.sighting);
    const differing = open.filter(({ observation }) => observation.outcome === 'fail');
    const settled = differing.map((instructed) => (outcome === 'done' ? instructed : unconfirmed(instructed, reason)));
    this.#mismatches.push(...settled);
    return settled;
  }

  /** Every mismatch; inconclusive where the client evidently never applies what it is told. */
  get mismatches(): readonly Instructed[] {
    const isDeaf = this.#told.size >= TELLING && this.#published.size === 1;
    return isDeaf ? this.#mismatches.map((instructed) => undecided(instructed, HINT)) : this.#mismatches;
  }

  #compare({ subject }: Sighting): void {
    const told = subject.stimulus?.settings;
    const document = subject.body?.document;
    const published = document?.ok ? valuesOf(document.document) : undefined;
    if (told === undefined || published === undefined || subject.stimulus?.operation !== 'publish') return;
    this.#told.add(keyOf(told));
    this.#published.add(keyOf(published));
  }
}

function unconfirmed(instructed: Instructed, reason: string | undefined): Instructed {
  const why = reason === undefined ? '' : `: ${reason}`;
  return undecided(instructed, `the driver could not confirm the user action${why}`);
}

function undecided({ requirement, observation, sighting }: Instructed, why: string): Instructed {
  const message = `${observation.message}; ${why}`;
  return { requirement, observation: { ...observation, outcome: 'inconc', message }, sighting };
}

function keyOf(settings: Settings): string {
  return settingKeys.map((key) => (settings[key] ? '1' : '0')).join('');
}
