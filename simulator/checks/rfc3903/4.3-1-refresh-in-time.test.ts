import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { row } from '../history.fixture';
import { outcomesIn, testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { refreshInTime } from './4.3-1-refresh-in-time';

const capture = { imAddress: undefined, nextHop: undefined };
const granting = (seconds: number) => [row('SIP-ETag', 'e1'), row('Expires', String(seconds))];
const refresh = { set: [row('SIP-If-Match', 'e1')] };

function granted(trace: TraceBuilder, seconds: number, gap: number): void {
  trace.starts('publish');
  trace.answers(trace.publishes(), 200, granting(seconds));
  trace.passes(gap);
}

function seen(trace: TraceBuilder, seconds: number, gap: number): void {
  trace.answers(trace.publishes(), 200, granting(seconds));
  trace.passes(gap);
}

testProvoked(refreshInTime, 'the publication is refreshed before it expires', {
  violation: {
    at: 'no PUBLISH',
    play: (trace) => {
      granted(trace, 30, 60_000);
      trace.ends();
    },
  },
  violations: {
    'a new first publication after the end': {
      play: (trace) => {
        granted(trace, 20, 21_000);
        trace.publishes();
      },
    },
    'a capture whose client is still there': {
      context: capture,
      play: (trace) => {
        seen(trace, 20, 25_000);
        trace.fetches();
        trace.passes(10_000);
        trace.fetches();
      },
    },
  },
  legal: {
    'refresh as Modify with full body (default profile) or bodyless': {
      play: (trace) => {
        granted(trace, 30, 27_000);
        trace.publishes(refresh);
      },
    },
  },
  passes: {
    'without a body': {
      play: (trace) => {
        granted(trace, 30, 15_000);
        trace.publishes({ ...refresh, body: '', without: ['Content-Type'] });
      },
    },
    'in the last moment': {
      play: (trace) => {
        granted(trace, 30, 30_400);
        trace.publishes(refresh);
      },
    },
    'in a capture': {
      context: capture,
      play: (trace) => {
        seen(trace, 20, 15_000);
        trace.publishes(refresh);
      },
    },
    'a lifetime of the ordinary in a driven run': {
      play: (trace) => {
        granted(trace, 60, 50_000);
        trace.publishes(refresh);
      },
    },
    'a fetch in between': {
      play: (trace) => {
        granted(trace, 30, 5_000);
        trace.starts('retrieve', undefined, 2);
        trace.fetches();
        trace.passes(15_000);
        trace.publishes(refresh);
      },
    },
  },
  undecided: {
    'a refresh that comes too late, which breaks RFC3903-4.2-5': {
      play: (trace) => {
        granted(trace, 20, 23_000);
        trace.publishes(refresh);
      },
    },
    'a first publication in time, which breaks RFC3903-4.3-2': {
      play: (trace) => {
        granted(trace, 20, 15_000);
        trace.publishes();
      },
    },
    'a change that the user asks for': {
      play: (trace) => {
        granted(trace, 20, 5_000);
        trace.starts('publish', undefined, 2);
        trace.publishes(refresh);
      },
    },
    'a user who logs out': {
      play: (trace) => {
        granted(trace, 20, 5_000);
        trace.registers({ set: [row('Contact', '*'), row('Expires', '0')] });
        trace.passes(40_000);
        trace.ends();
      },
    },
    'a capture whose client is gone': {
      context: capture,
      play: (trace) => {
        seen(trace, 20, 40_000);
        trace.publishes(
          { set: [row('From', '<sip:bob@example.com>;tag=bob1')] },
          { remote: { host: '192.0.2.20', port: 5060 } },
        );
      },
    },
    'a capture with a lifetime of the ordinary': {
      context: capture,
      play: (trace) => {
        seen(trace, 3_600, 3_700_000);
        trace.fetches();
        trace.passes(7_200_000);
        trace.fetches();
      },
    },
    'a removal': {
      play: (trace) => {
        trace.starts('publish');
        trace.answers(trace.publishes({ set: [...refresh.set, row('Expires', '0')], body: '' }), 200, granting(20));
        trace.passes(40_000);
        trace.ends();
      },
    },
    'times that are not known': {
      context: capture,
      play: (trace) => {
        const first = trace.publishes({}, { timeUnknown: true });
        trace.events.push({ ...trace.answers(first, 200, granting(20)), timeUnknown: true });
        trace.events.splice(-2, 1);
        trace.passes(40_000);
        trace.fetches();
      },
    },
  },
});

describe('RFC3903-4.3-1', () => {
  it('cannot be decided where datagrams were lost', () => {
    const play = (trace: TraceBuilder) => {
      granted(trace, 20, 40_000);
      trace.ends('done', { datagramsLost: 2 });
    };
    assert.deepEqual(outcomesIn(refreshInTime, { play }), ['inconc']);
  });
});
