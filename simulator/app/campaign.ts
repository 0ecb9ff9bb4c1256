import type { Millis } from '../core/time';
import type { Act } from './acts';

/** What the server does out of the ordinary, and what the client is made to do: one exchange, for all scenarios that need it. */
export interface Situation {
  /** The name of a scripted behaviour. */
  readonly behavior: string;
  readonly act: Act;
}

/** How many situations may be under way. */
export interface CampaignLimits {
  /** At the same time. */
  readonly parallel: number;
  /** Clients being started at the same time: each takes a processor for a moment. */
  readonly starting: number;
  /** Whether this machine does not keep up: then nothing is started for a moment, so that what is under way is not late. */
  readonly isBehind?: () => boolean;
}

/** A client that is made to wait by its server does not keep others from being started for longer. */
const LONGEST_START: Millis = 1_000;
/** How often to look whether this machine keeps up, and how often at most: a machine that is always behind has to go on, too. */
const LOOK: Millis = 20;
const LOOKS = 12;

/** A situation on its way. */
interface Job<T> {
  readonly situation: Situation;
  readonly takes: number;
  readonly result: Promise<T>;
  readonly settle: { readonly resolve: (result: T) => void; readonly reject: (error: unknown) => void };
}

/**
 * Plays situations, each once, several at the same time, those that take longest first; scenarios wait for the one that they look at. A
 * class because a campaign has a queue.
 */
export class Campaign<T> {
  readonly #play: (situation: Situation, started: () => void) => Promise<T>;
  readonly #limits: CampaignLimits;
  readonly #jobs = new Map<string, Job<T>>();
  #queue: Job<T>[] = [];
  #running = 0;
  #starting = 0;
  #done = 0;
  /** How often nothing was started because this machine was behind. */
  #looks = 0;
  #look: NodeJS.Timeout | undefined;

  /** @param play plays one; calls `started` when its client runs */
  constructor(play: (situation: Situation, started: () => void) => Promise<T>, limits: CampaignLimits) {
    this.#play = play;
    this.#limits = limits;
  }

  /** Situations that are known, and those that are over. */
  get progress(): { readonly of: number; readonly done: number } {
    return { of: this.#jobs.size, done: this.#done };
  }

  /** Seconds that everything planned is expected to take from its beginning, the longest first, side by side. */
  get expected(): number {
    const ends = new Array<number>(Math.max(1, Math.min(this.#limits.parallel, this.#jobs.size))).fill(0);
    for (const { takes } of [...this.#jobs.values()].sort((a, b) => b.takes - a.takes)) {
      const free = ends.indexOf(Math.min(...ends));
      ends[free] = (ends[free] ?? 0) + takes;
    }
    return Math.max(...ends);
  }

  /** Takes a situation that scenarios will ask for; `takes` are the seconds that it is expected to take. */
  plan(situation: Situation, takes: number): void {
    const key = keyOf(situation);
    const known = this.#jobs.get(key);
    if (known !== undefined && known.takes >= takes) return;
    this.#enqueue(situation, takes, known);
  }

  /** Starts all that are planned, as far as the limits allow. */
  begin(): void {
    this.#pump();
  }

  /** What came of a situation; the first question starts all that are planned. */
  resultOf(situation: Situation): Promise<T> {
    const job = this.#jobs.get(keyOf(situation)) ?? this.#enqueue(situation, 0);
    this.#pump();
    return job.result;
  }

  /** Those that are planned and have not begun will not be played. */
  cancel(error: Error): void {
    for (const { settle } of this.#queue.splice(0)) settle.reject(error);
  }

  #enqueue(situation: Situation, takes: number, before?: Job<T>): Job<T> {
    if (before !== undefined) this.#queue = this.#queue.filter((job) => job !== before);
    const { promise, ...settle } = before === undefined ? deferred<T>() : { promise: before.result, ...before.settle };
    const job = { situation, takes, result: promise, settle };
    this.#jobs.set(keyOf(situation), job);
    this.#queue.push(job);
    this.#queue.sort((a, b) => b.takes - a.takes);
    return job;
  }

  #pump(): void {
    const { parallel, starting } = this.#limits;
    while (this.#running < parallel && this.#starting < starting && this.#queue.length > 0) {
      if (this.#isHeldBack()) return;
      const job = this.#queue.shift();
      if (job !== undefined) this.#begin(job);
    }
  }

  /** Whether to wait for this machine to keep up; looks again by itself. */
  #isHeldBack(): boolean {
    if (this.#look !== undefined) return true;
    if (this.#looks >= LOOKS || this.#limits.isBehind?.() !== true) {
      this.#looks = 0;
      return false;
    }
    this.#looks += 1;
    this.#look = setTimeout(() => {
      this.#look = undefined;
      this.#pump();
    }, LOOK);
    return true;
  }

  #begin({ situation, settle }: Job<T>): void {
    this.#running += 1;
    this.#starting += 1;
    let isStarting = true;
    const started = () => {
      if (!isStarting) return;
      isStarting = false;
      clearTimeout(late);
      this.#starting -= 1;
      this.#pump();
    };
    const late = setTimeout(started, LONGEST_START);
    const over = () => {
      this.#running -= 1;
      this.#done += 1;
      started();
      this.#pump();
    };
    this.#play(situation, started).finally(over).then(settle.resolve, settle.reject);
  }
}

function keyOf({ behavior, act }: Situation): string {
  return `${behavior}\n${act}`;
}

function deferred<T>() {
  let resolve: (result: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  // Who asks hears of it; that nobody asked is no crash.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
