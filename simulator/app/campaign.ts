import type { Millis } from '../core/time';
import type { Act } from './acts';

/** What the server does out of the ordinary, and what the client is made to do: one exchange, for all scenarios that need it. */
export interface Situation {
  /** The name of a scripted behaviour. */
  readonly behavior: string;
  readonly act: Act;
}

/** What came of playing a situation. */
export interface Played<T> {
  readonly result: T;
  /** Others that were under way may have spoilt it: it is played once more, alone. */
  readonly isDoubtful?: boolean;
  /** It was alone, and shows that the others did not spoil what is doubtful: that counts as it is. */
  readonly endsDoubt?: boolean;
}

/** How many situations may be under way. */
export interface CampaignLimits {
  /** At the same time; may change. */
  readonly parallel: number;
  /** At the same time, as far as one may hope; `parallel` where it is left out. */
  readonly hoped?: number;
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

/** A situation whose first result others may have spoilt. */
interface Doubtful<T> {
  readonly job: Job<T>;
  readonly first: T;
}

/**
 * Plays situations, each once, several at the same time, those that take longest first; scenarios wait for the one that they look at. A
 * class because a campaign has a queue.
 */
export class Campaign<T> {
  readonly #play: (situation: Situation, started: () => void) => Promise<Played<T>>;
  readonly #limits: CampaignLimits;
  readonly #jobs = new Map<string, Job<T>>();
  readonly #results: T[] = [];
  #queue: Job<T>[] = [];
  #doubtful: Doubtful<T>[] = [];
  #running = 0;
  #starting = 0;
  #isAlone = false;
  #isCancelled = false;
  /** How often nothing was started because this machine was behind. */
  #looks = 0;
  #look: NodeJS.Timeout | undefined;

  /** @param play plays one; calls `started` when its client runs */
  constructor(play: (situation: Situation, started: () => void) => Promise<Played<T>>, limits: CampaignLimits) {
    this.#play = play;
    this.#limits = limits;
  }

  /** Situations that are known, and those that are over. */
  get progress(): { readonly of: number; readonly done: number } {
    return { of: this.#jobs.size, done: this.#jobs.size - this.#queue.length - this.#doubtful.length - this.#running };
  }

  /** What came of those that are over, without those that are doubtful still. */
  get results(): readonly T[] {
    return this.#results;
  }

  /** Seconds that everything planned is expected to take from its beginning, the longest first, side by side. */
  get expected(): number {
    const { parallel, hoped = parallel } = this.#limits;
    const ends = new Array<number>(Math.max(1, Math.min(hoped, this.#jobs.size))).fill(0);
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

  /** Those that are planned and have not begun will not be played; what is doubtful counts as it is. */
  cancel(error: Error): void {
    this.#isCancelled = true;
    for (const { settle } of this.#queue.splice(0)) settle.reject(error);
    this.#endDoubt();
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
    if (this.#isAlone) return;
    const { starting } = this.#limits;
    while (this.#running < this.#limits.parallel && this.#starting < starting && this.#queue.length > 0) {
      if (this.#isHeldBack()) return;
      const job = this.#queue.shift();
      if (job !== undefined) this.#begin(job);
    }
    if (this.#running > 0 || this.#queue.length > 0) return;
    const again = this.#doubtful.shift();
    if (again === undefined) return;
    this.#isAlone = true;
    this.#begin(again.job);
  }

  #endDoubt(): void {
    for (const { job, first } of this.#doubtful.splice(0)) this.#settle(job, first);
  }

  #settle({ settle }: Job<T>, result: T): void {
    this.#results.push(result);
    settle.resolve(result);
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

  #begin(job: Job<T>): void {
    const { situation, settle } = job;
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
    const played = ({ result, isDoubtful, endsDoubt }: Played<T>) => {
      if (isDoubtful === true && !this.#isAlone && !this.#isCancelled) this.#doubtful.push({ job, first: result });
      else this.#settle(job, result);
      if (endsDoubt === true) this.#endDoubt();
    };
    const over = () => {
      this.#running -= 1;
      this.#isAlone = false;
      started();
      this.#pump();
    };
    this.#play(situation, started).then(played, settle.reject).finally(over);
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
