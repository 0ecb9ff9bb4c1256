import { parentPort, type TransferListItem, workerData } from 'node:worker_threads';
import { type BatchBlocks, blocksOf, type EventBatch, readBatch } from '../trace/event-batch';
import { type PackedJudgement, packJudgement } from '../verdict/packed-judgement';
import { type JudgedClients, type JudgeSettings, PassiveJudges, type PassiveResult } from './passive-judges';

/** What the thread is started with. */
export interface JudgeThreadData {
  readonly clients: JudgedClients;
  readonly settings: JudgeSettings;
}

/** What the thread is told: events, or that there are no more. */
export type ToJudgeThread = EventBatch | 'end';
/** What comes of it all. */
export interface PackedResult extends Omit<PassiveResult, 'judgement'> {
  readonly judgement: PackedJudgement;
}
/** What the thread tells: that a batch is judged, with its blocks, or what came of it all. */
export type FromJudgeThread = { readonly judged: BatchBlocks } | { readonly result: PackedResult };

/** The other end of `ThreadedJudges`: takes batches of events and judges them in order. */
function judgeBatches(port: NonNullable<typeof parentPort>, { clients, settings }: JudgeThreadData): void {
  const judges = new PassiveJudges(clients, settings);
  const tell = (answer: FromJudgeThread, blocks: readonly TransferListItem[]) => port.postMessage(answer, blocks);
  port.on('message', (told: ToJudgeThread) => {
    if (told === 'end') {
      const { judgement, detected } = judges.result();
      const packed = packJudgement(judgement);
      tell({ result: { judgement: packed, detected } }, packed.evidence.flatMap(blocksOf));
      return;
    }
    readBatch(told, (event) => judges.see(event));
    const { octets, rows } = told;
    tell({ judged: { octets, rows } }, blocksOf(told));
  });
}

if (parentPort !== null) judgeBatches(parentPort, workerData as JudgeThreadData);
