import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { outcomesIn } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { onceOverStream } from './17.1.2.2-7-once-over-stream';

const tcp = { transport: 'tcp', connection: 1 } as const;

describe('RFC3261-17.1.2.2-7 passes where a request over a stream was sent once', () => {
  const outcomes = (play: (trace: TraceBuilder) => void) => outcomesIn(onceOverStream, { play });

  it('until Timer F', () => {
    assert.deepEqual(
      outcomes((trace) => {
        trace.publishes({}, tcp);
        trace.passes(40_000);
        trace.ends();
      }),
      ['pass'],
    );
  });

  it('until a late answer, but not until a soon one', () => {
    for (const [time, expected] of [
      [10_000, ['pass']],
      [1_000, []],
    ] as const) {
      const seen = outcomes((trace) => {
        const request = trace.publishes({}, tcp);
        trace.passes(time);
        trace.answers(request);
      });
      assert.deepEqual(seen, expected);
    }
  });

  it('not where a copy came, nor over UDP, nor before the end', () => {
    const plays: readonly ((trace: TraceBuilder) => void)[] = [
      (trace) => trace.sends(trace.publishes({}, tcp).bytes, tcp),
      (trace) => trace.publishes(),
    ];
    for (const play of plays) {
      const seen = outcomes((trace) => {
        play(trace);
        trace.passes(40_000);
        trace.ends();
      });
      assert.deepEqual(seen, []);
    }
    assert.deepEqual(
      outcomes((trace) => void trace.publishes({}, tcp)),
      [],
    );
  });
});
