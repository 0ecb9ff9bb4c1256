import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { row } from '../history.fixture';
import { outcomesIn, testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { initialAfter412 } from './5-2-initial-after-412';

const stale = row('SIP-If-Match', 'old1');

function refused(trace: TraceBuilder): void {
  trace.starts('publish');
  trace.answers(trace.publishes({ set: [stale] }), 412);
}

function watched(trace: TraceBuilder, time = 10_000): void {
  trace.passes(time);
  trace.ends();
}

testProvoked(initialAfter412, 'after 412 the client publishes anew', {
  violation: {
    at: 'no PUBLISH',
    play: (trace) => {
      refused(trace);
      watched(trace);
    },
  },
  violations: {
    'a fetch instead': {
      play: (trace) => {
        refused(trace);
        trace.fetches();
        watched(trace);
      },
    },
  },
  legal: {
    'new Call-ID or the old one with CSeq + 1': {
      play: (trace) => {
        refused(trace);
        trace.answers(trace.publishes());
        watched(trace);
      },
    },
  },
  passes: {
    'in a capture': {
      context: { imAddress: undefined, nextHop: undefined },
      play: (trace) => {
        trace.answers(trace.publishes({ set: [stale] }), 412);
        trace.passes(4_000);
        trace.publishes();
      },
    },
    'at the next change': {
      play: (trace) => {
        refused(trace);
        trace.passes(6_000);
        trace.ends();
        trace.starts('publish', undefined, 2);
        trace.publishes();
      },
    },
  },
  undecided: {
    'a capture in which nothing follows': {
      context: { imAddress: undefined, nextHop: undefined },
      play: (trace) => {
        trace.answers(trace.publishes({ set: [stale] }), 412);
        trace.passes(20_000);
        trace.subscribes();
      },
    },
    'a user who logs out': {
      play: (trace) => {
        refused(trace);
        trace.ends();
        trace.starts('deregister', undefined, 2);
        watched(trace);
      },
    },
    'a client that logs out': {
      play: (trace) => {
        refused(trace);
        trace.registers({ set: [row('Contact', '*'), row('Expires', '0')] });
        watched(trace);
      },
    },
    'a first PUBLISH without a body, which breaks RFC3903-4.2-3': {
      play: (trace) => {
        refused(trace);
        trace.publishes({ body: '' });
        watched(trace);
      },
    },
    'the same entity-tag, which breaks RFC3903-5-1': {
      play: (trace) => {
        refused(trace);
        trace.publishes({ set: [stale] });
        watched(trace);
      },
    },
    'a removal that was refused': {
      play: (trace) => {
        trace.starts('deregister');
        trace.answers(trace.publishes({ set: [stale, row('Expires', '0')], body: '' }), 412);
        watched(trace);
      },
    },
    'the end of the trace before': {
      play: (trace) => {
        refused(trace);
        watched(trace, 9_000);
      },
    },
  },
});

describe('RFC3903-5-2', () => {
  it('cannot be decided where datagrams were lost', () => {
    const play = (trace: TraceBuilder) => {
      refused(trace);
      trace.passes(10_000);
      trace.ends('done', { datagramsLost: 1 });
    };
    assert.deepEqual(outcomesIn(initialAfter412, { play }), ['inconc']);
  });
});
