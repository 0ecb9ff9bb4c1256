import type { Operation, SettingValues, StimulusEnded, StimulusStarted } from '../trace/event';
import type { Subject, SubjectKind } from './check';
import type { Seen, Sighting } from './sighting';

/** Candidates that are kept for one stimulus. */
const MAX_CANDIDATES = 16;

interface Running {
  readonly number: number;
  readonly operation: Operation;
  readonly settings: SettingValues | undefined;
  readonly candidates: Sighting[];
  /** Requests of sources that never named the IM Address. */
  readonly strangers: Sighting[];
  /** A proper request of the procedure came. */
  isProper: boolean;
  /** A settings PUBLISH was answered with 2xx. */
  isAccepted: boolean;
}

/** What the client is asked to do, and which requests may be its answer. */
export class StimulusWatch {
  #running: Running | undefined;
  /** What the client was told to publish last, if the server took it over. */
  #instructed: SettingValues | undefined;

  get number(): number | undefined {
    return this.#running?.number;
  }

  get operation(): Operation | undefined {
    return this.#running?.operation;
  }

  /** What a request was asked for by; a refresh repeats what was published last, and that is its instruction. */
  get asked(): Subject['stimulus'] | undefined {
    if (this.#running === undefined) return undefined;
    const { operation, settings } = this.#running;
    const told = operation === 'refresh' ? this.#instructed : operation === 'publish' ? settings : undefined;
    return { operation, ...(told !== undefined && { settings: told }) };
  }

  started({ stimulus, operation, settings }: StimulusStarted): void {
    this.#running = {
      number: stimulus,
      operation,
      settings,
      candidates: [],
      strangers: [],
      isProper: false,
      isAccepted: false,
    };
  }

  /** Keeps a request that is only looked at when nothing better comes. */
  hold(sighting: Sighting): void {
    const candidates = this.#running?.candidates;
    if (candidates !== undefined && candidates.length < MAX_CANDIDATES) candidates.push(sighting);
  }

  /** Keeps somebody else's request: it is only looked at when the client says that it acted and nothing else came. */
  holdStranger(sighting: Sighting): void {
    const strangers = this.#running?.strangers;
    if (strangers !== undefined && strangers.length < MAX_CANDIDATES) strangers.push(sighting);
  }

  /** Takes a request that is judged. */
  released(kind: SubjectKind): void {
    if (this.#running !== undefined && fulfils(kind, this.#running.operation)) this.#running.isProper = true;
  }

  /** A settings PUBLISH was answered with 2xx. */
  accepted(): void {
    if (this.#running !== undefined) this.#running.isAccepted = true;
  }

  /** The requests that are looked at after all. */
  ended(event: StimulusEnded): Seen['sightings'] {
    const running = this.#running;
    if (running === undefined) return [];
    this.#running = undefined;
    if (running.operation === 'publish') {
      const isConfirmed = event.outcome === 'done' && running.isAccepted;
      this.#instructed = isConfirmed ? running.settings : undefined;
    }
    if (running.isProper) return [];
    const isConfirmedOnly = event.outcome === 'done' && running.candidates.length === 0;
    return isConfirmedOnly ? running.strangers : running.candidates;
  }
}

/** Whether a request is what the client was asked for. */
export function fulfils(kind: SubjectKind, operation: Operation): boolean {
  if (operation === 'publish' || operation === 'refresh')
    return kind === 'settings-publish' || kind === 'publish-by-other-means';
  if (operation !== 'retrieve') return false;
  return kind.startsWith('settings-subscribe') || kind === 'retrieve-by-other-means';
}
