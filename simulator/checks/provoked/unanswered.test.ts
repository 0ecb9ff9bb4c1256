import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { TraceBuilder } from '../trace.fixture';
import type { ProvokedCheck } from './provoked-check';
import { reactionsIn } from './scene.fixture';

/** Tells of each request that nobody answered, and when it did so. */
const silence: ProvokedCheck = {
  requirement: 'RFC3261-17.1.2.2-1',
  on: ['unanswered'],
  isProvokedBy: () => true,
  window: 0,
  judge: ({ cause }) => [{ observation: { outcome: 'info', message: `${cause.at}` } }],
};

const told = (play: (trace: TraceBuilder) => void) =>
  reactionsIn(silence, { play }).map(({ observation }) => observation.message);

describe('requests that nobody answers', () => {
  it('are told of once, 200 ms after they came', () => {
    const play = (trace: TraceBuilder): void => {
      for (const _ of [1, 2]) {
        trace.publishes();
        trace.passes(1_000);
        trace.ends();
      }
    };
    assert.deepEqual(told(play), ['200', '1200']);
  });

  it('are none where a response came in time, a provisional one as well', () => {
    for (const status of [100, 200, 500]) {
      const play = (trace: TraceBuilder): void => {
        const request = trace.publishes();
        trace.passes(150);
        trace.answers(request, status);
        trace.passes(1_000);
        trace.ends();
      };
      assert.deepEqual(told(play), []);
    }
  });

  it('are none where times are unknown, nor others than ours', () => {
    const play = (trace: TraceBuilder): void => {
      trace.publishes({}, { timeUnknown: true });
      trace.subscribes({ method: 'OPTIONS' });
      trace.passes(1_000);
      trace.ends();
    };
    assert.deepEqual(told(play), []);
  });
});
