import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { BOB, bobs, lastOf, row } from '../history.fixture';
import { outcomesOf } from '../row.fixture';
import { subscribeSubject, type TraceBuilder } from '../trace.fixture';
import { sparingPolls } from './4.4.3-1-sparing-polls';

/** Fetches at these times, in seconds. */
const fetches = (times: readonly number[], rows: readonly (readonly [string, string])[] = []) =>
  lastOf((trace) => {
    for (const at of times) trace.answers(trace.subscribes({ set: rows }, { at: at * 1000 }));
  });
const every = (seconds: number, count: number) => fetches(Array.from({ length: count }, (_, index) => index * seconds));

testEntry(sparingPolls, 'a client polls sparingly', {
  violation: { seen: every(5, 4), at: subscribeSubject().message.text.split('\r\n')[0] ?? '' },
  legal: {
    'fetch at start-up, after re-registration and on user request': { seen: fetches([0, 50, 3650]) },
  },
  inapplicable: {
    'the first fetch': { seen: subscribeSubject() },
    'a subscription that lasts': { seen: fetches([0, 1, 2, 3], [row('Expires', '600')]) },
    'fetches that a driver asked for': {
      seen: lastOf((trace) => {
        for (let stimulus = 1; stimulus <= 4; stimulus += 1) {
          trace.starts('retrieve', undefined, stimulus);
          trace.fetches();
          trace.ends('done', { stimulus });
        }
      }),
    },
  },
});

describe('RFC6665-4.4.3-1 fetches', () => {
  it('are too many from the third within 60 s', () => {
    assert.deepEqual(outcomesOf(sparingPolls, fetches([0, 20, 59])), ['fail']);
    assert.deepEqual(outcomesOf(sparingPolls, fetches([0, 20, 60])), ['pass']);
  });

  it('are too many with one a minute for ten minutes', () => {
    assert.deepEqual(outcomesOf(sparingPolls, every(59, 10)), ['fail']);
    assert.deepEqual(outcomesOf(sparingPolls, every(59, 9)), ['pass']);
    assert.deepEqual(outcomesOf(sparingPolls, every(67, 30)), ['pass']);
  });

  it('count once with their copies and repeats', () => {
    const seen = lastOf((trace: TraceBuilder) => {
      const set = [row('Call-ID', 'f')];
      const first = trace.subscribes({ set: [...set, row('CSeq', '1 SUBSCRIBE')] });
      trace.sends(first.bytes);
      trace.answers(first, 401);
      trace.answers(trace.subscribes({ set: [...set, row('CSeq', '2 SUBSCRIBE')] }));
      trace.subscribes();
    });
    assert.deepEqual(outcomesOf(sparingPolls, seen), ['pass']);
  });

  it('are counted for each client', () => {
    const seen = lastOf(
      (trace) => {
        for (const at of [0, 1000]) {
          trace.subscribes({}, { at });
          trace.subscribes({ set: bobs(`b${at}b${at}`) }, { at, remote: BOB });
        }
      },
      { imAddress: undefined, nextHop: undefined },
    );
    assert.deepEqual(outcomesOf(sparingPolls, seen), ['pass']);
  });
});
