import { once } from 'node:events';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { TraceEvent } from '../trace/event';
import { type BatchBlocks, blocksOf, type EventBatch, EventBatcher } from '../trace/event-batch';
import { unpackJudgement } from '../verdict/packed-judgement';
import type { FromJudgeThread, JudgeThreadData, ToJudgeThread } from './judge-thread';
import type { JudgedClients, JudgeSettings, Judging, PassiveResult } from './passive-judges';

/** Batches that may wait for the judges before reading does, too. */
const MOST_WAITING = 4;
/**
 * What is new in the memory of a thread is tidied up when it comes to so many MiB. V8 would let it grow to 16: more than the caches of
 * a processor hold, and three times as much of the machine's memory, in each of the threads.
 */
const NEW_MB = 4;

/** Called when the thread has judged what it has, or when it cannot any more. */
interface Waiting {
  readonly done: () => void;
  readonly failed: (error: Error) => void;
}

/**
 * Judges in a thread of its own, so that reading a capture and judging it use a core each. Every event goes to the one thread, in
 * order: what it says is what judges in this thread would say. A class because the thread has a lifetime.
 */
export class ThreadedJudges implements Judging {
  readonly #worker: Worker;
  readonly #free: BatchBlocks[] = [];
  readonly #writer = new EventBatcher(() => this.#free.pop());
  #waitingBatches = 0;
  #isLimited = false;
  #result: PassiveResult | undefined;
  #failure: Error | undefined;
  #waiting: Waiting | undefined;

  /** @param file the script of the thread */
  constructor(
    { imAddresses, context }: JudgedClients,
    settings: JudgeSettings,
    file = require.resolve('./judge-thread'),
  ) {
    const workerData: JudgeThreadData = { clients: { imAddresses, context }, settings };
    setFlagsFromString(`--min-semi-space-size=${NEW_MB}`);
    this.#worker = threadOf(file, workerData);
    this.#worker.on('message', (told: FromJudgeThread) => this.#told(told));
    this.#worker.on('error', (error) => this.#fail(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', (code) => this.#fail(new Error(`the thread that judges ended with ${code}`)));
  }

  /**
   * To be waited for before anything is read: what this thread needs before is little, and more than that it shall not take.
   * @throws the failure of the thread.
   */
  async started(): Promise<void> {
    const heard = new AbortController();
    const { signal } = heard;
    await Promise.race([once(this.#worker, 'online', { signal }), once(this.#worker, 'exit', { signal })]);
    heard.abort();
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Who the clients are is known at the end. */
  see(event: TraceEvent): undefined {
    const full = this.#writer.add(event);
    if (full !== undefined) this.#send(full);
  }

  /**
   * To be waited for before more is read; `undefined` where there is no need to.
   * @throws the failure of the thread.
   */
  get room(): Promise<void> | undefined {
    if (this.#failure === undefined && this.#waitingBatches <= MOST_WAITING) return undefined;
    return this.#settled();
  }

  async result(): Promise<PassiveResult> {
    const rest = this.#writer.take();
    if (rest !== undefined) this.#send(rest);
    const end: ToJudgeThread = 'end';
    this.#worker.postMessage(end);
    while (this.#result === undefined) await this.#settled();
    return this.#result;
  }

  /** Ends the thread, whatever it does: it would keep the program from ending. A second time does nothing. */
  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #send(batch: EventBatch): void {
    this.#waitingBatches += 1;
    const told: ToJudgeThread = batch;
    this.#worker.postMessage(told, blocksOf(batch));
  }

  /** When the thread has told something. */
  #settled(): Promise<void> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((done, failed) => {
      this.#waiting = { done, failed };
    });
  }

  #told(told: FromJudgeThread): void {
    this.#limitNew();
    if ('result' in told) {
      const { judgement, detected } = told.result;
      this.#result = { judgement: unpackJudgement(judgement), detected };
      // It has nothing more to say, and what follows here takes memory, too.
      void this.close();
    } else {
      this.#waitingBatches -= 1;
      if (told.judged.octets.byteLength > 0) this.#free.push(told.judged);
    }
    this.#waiting?.done();
    this.#waiting = undefined;
  }

  /** The other thread has its limit from the beginning; what is new in this one grows to it, and then no more. */
  #limitNew(): void {
    if (this.#isLimited) return;
    const space = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
    if (space === undefined || space.space_size < NEW_MB * 1024 * 1024) return;
    this.#isLimited = true;
    setFlagsFromString('--semi-space-growth-factor=1');
  }

  #fail(error: Error): void {
    if (this.#result !== undefined) return;
    this.#failure ??= error;
    this.#waiting?.failed(this.#failure);
    this.#waiting = undefined;
  }
}

/** In a checkout that is not compiled the thread reads TypeScript like the rest of the program. */
function threadOf(file: string, workerData: JudgeThreadData): Worker {
  // Two halves of which one is empty, and room for what is large.
  const resourceLimits = { maxYoungGenerationSizeMb: 3 * NEW_MB };
  const options = { workerData, resourceLimits, stdin: false };
  if (!file.endsWith('.ts')) return new Worker(file, options);
  const load = `require(${JSON.stringify(require.resolve('ts-node'))}).register();require(${JSON.stringify(file)});`;
  return new Worker(load, { ...options, eval: true });
}
