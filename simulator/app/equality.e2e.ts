import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Judgement } from '../verdict/result';
import { alike, comparable, type Exchange, imAddress, recheck, recordRun, recordServe } from './equality.fixture';

/**
 * What only a run knows, because it made the client act: what the client told its user, what it was told to publish, where it was
 * told to send to. From the wire alone such a breach cannot be seen. Each client names what it breaks in this way.
 */
const clients: readonly (readonly [fault: string | undefined, knownToTheRunOnly?: readonly string[]])[] = [
  [undefined],
  ['publish-as-message'],
  ['publish-other-request-uri'],
  ['publish-server-request-uri'],
  ['publish-other-originator'],
  ['publish-anonymous'],
  ['publish-no-accept-contact'],
  ['publish-no-explicit'],
  ['publish-misspelt-feature-tag'],
  ['publish-wrong-event'],
  ['publish-event-case'],
  ['publish-expires'],
  ['publish-wrong-next-hop', ['6.1.1.1-8']],
  ['publish-no-isb'],
  ['publish-bad-vis'],
  ['publish-inverted-dms', ['6.1.1.1-7d']],
  ['publish-no-body-on-refresh'],
  ['retrieve-by-options'],
  ['retrieve-refuses-notify'],
  ['retrieve-other-originator'],
  ['retrieve-wrong-event'],
  ['retrieve-expires'],
  ['retrieve-no-expires'],
  ['retrieve-wrong-next-hop', ['6.1.1.2-6']],
];

/** Indications of the client; a refresh and a fetch that would be one too many, had nobody asked for them. */
const toldToTheRun = ['6.1.1.1-MAY', '6.1.1.2-MAY', 'RFC4354-5.18-1', 'RFC6665-4.4.3-1'];

/** The passive server serves everybody, and listens where it was told to, so that the exchange with it is another one. */
const servedOtherwise = [
  'publish-other-request-uri',
  'publish-server-request-uri',
  'publish-wrong-next-hop',
  'retrieve-wrong-next-hop',
];

/** A run that asked for a procedure is inconclusive about what it could not look at; of a capture nobody asked anything. */
function asUnasked({ requirements, ...judgement }: Judgement): Judgement {
  const unasked = requirements.map((result) =>
    result.verdict === 'inconc' && result.observations === 0 ? { ...result, verdict: 'none' as const } : result,
  );
  return { ...judgement, requirements: unasked };
}

function without(ids: readonly string[], verdicts: ReturnType<typeof alike>): ReturnType<typeof alike> {
  return Object.fromEntries(Object.entries(verdicts).filter(([id]) => !ids.includes(id)));
}

async function withExchange(record: () => Promise<Exchange>, test: (exchange: Exchange) => Promise<void>) {
  const exchange = await record();
  try {
    await test(exchange);
  } finally {
    exchange.remove();
  }
}

describe('one exchange, judged live, from its trace, from its capture and from a text log', { concurrency: 2 }, () => {
  for (const [fault, knownToTheRunOnly = []] of clients) {
    const faults = fault === undefined ? [] : [fault];

    it(`of ${fault ?? 'the conforming client'} gives equal verdicts and findings`, async () => {
      await withExchange(
        () => recordRun(faults),
        async ({ folder, judgement: run }) => {
          const at = (name: string) => join(folder, name);
          assert.deepEqual(comparable(await recheck(at('trace.ndjson'))), comparable(run), 'trace.ndjson');
          const wire = await recheck(at('trace.pcapng'), { imAddress });
          assert.deepEqual(comparable(await recheck(at('trace.log'), { imAddress })), comparable(wire), 'text log');
          const other = [...toldToTheRun, ...knownToTheRunOnly];
          assert.deepEqual(without(other, alike(wire)), without(other, alike(asUnasked(run))), 'run and capture');
          for (const id of knownToTheRunOnly) {
            assert.equal(run.requirements.find((result) => result.id === id)?.verdict, 'fail', id);
            assert.equal(wire.requirements.find((result) => result.id === id)?.verdict, 'pass', id);
          }
          await withExchange(
            () => recordServe(faults),
            async ({ folder, judgement: served }) => {
              const at = (name: string) => join(folder, name);
              assert.deepEqual(
                comparable(await recheck(at('trace.ndjson'))),
                comparable(served),
                'served, trace.ndjson',
              );
              const capture = await recheck(at('trace.pcapng'), { imAddress });
              assert.deepEqual(comparable(capture), comparable(served), 'served, capture');
              if (!servedOtherwise.includes(fault ?? ''))
                assert.deepEqual(alike(served), alike(wire), 'served and run');
            },
          );
        },
      );
    });
  }
});
