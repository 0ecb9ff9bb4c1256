import { strict as assert } from 'node:assert';
import { it } from 'node:test';
import type { Operation } from './order';
import type { Script, Seen } from './scripted-peer.fixture';
import { Stage, type StageOptions } from './stage.fixture';

/** What a client with a fault does where a client without it does something else. */
export interface Trial extends Omit<Partial<StageOptions>, 'faults' | 'script'> {
  readonly fault: string;
  /** A new script for each client. */
  readonly script: () => Script;
  /** Operations one after the other, each with the milliseconds that pass then. */
  readonly acts: readonly (readonly [operation: Operation, milliseconds: number])[];
  /** What is looked at. */
  readonly see: (stage: Stage) => unknown;
  readonly right: unknown;
  readonly wrong: unknown;
}

/** Runs the right client and the faulty one through the same. */
export function tries(trials: readonly Trial[]): void {
  for (const trial of trials) {
    it(`${trial.fault} does wrong, where the client is right`, async () => {
      assert.deepEqual(await seenWith([], trial), trial.right, 'the client without fault');
      assert.deepEqual(await seenWith([trial.fault], trial), trial.wrong, 'the client with the fault');
    });
  }
}

async function seenWith(faults: readonly string[], { script, acts, see, ...options }: Trial): Promise<unknown> {
  const stage = await Stage.open({ ...options, faults, script: script() });
  try {
    for (const [operation, milliseconds] of acts) await stage.play(operation, milliseconds);
    await stage.advance(1);
    return see(stage);
  } finally {
    await stage.close();
  }
}

/** How often a request of that method came. */
export const countOf = (method: string) => (stage: Stage) => stage.of(method).length;

/** When the requests of that method came, in milliseconds after the first. */
export const timesOf = (method: string) => (stage: Stage) => {
  const all = stage.of(method);
  return all.map(({ at }) => at - (all[0]?.at ?? 0));
};

/** A header of the requests of that method. */
export const headerIn = (method: string, name: string) => (stage: Stage) =>
  stage.of(method).map((request) => request.header(name) ?? '-');

/** Answers the first request of that method so, everything else 200. */
export function firstRefused(method: string, status: string, headers: readonly string[] = []): () => Script {
  return () => {
    let isRefused = false;
    return (request) => {
      if (request.method !== method || isRefused) return good(request);
      isRefused = true;
      request.reply(status, headers);
    };
  };
}

/** Answers every request of that method so, everything else 200. */
export function allRefused(method: string, status: string, headers: readonly string[] = []): () => Script {
  return () => (request) => (request.method === method ? request.reply(status, headers) : good(request));
}

let tags = 0;

/** 200 with what each method needs; no NOTIFY. */
export function good(request: Seen, ...headers: readonly string[]): void {
  tags += 1;
  const extra = request.method === 'PUBLISH' ? [`SIP-ETag: T${tags}x`, 'Expires: 3600'] : ['Expires: 3600'];
  request.reply('200 OK', [...extra, ...headers]);
}
