import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { copies, imsGaps, rightGaps, watched } from '../provoked/play.fixture';
import { outcomesIn, testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { timerE } from './17.1.2.2-1-timer-e';

/** Nobody told the client where to send. */
const unknownPlace = { nextHop: undefined };

/** A PUBLISH that nobody answers, and its copies. */
function ignored(gaps: readonly number[], time = 40_000) {
  return (trace: TraceBuilder) => {
    trace.starts('publish');
    copies(trace, trace.publishes(), gaps);
    watched(trace, time);
  };
}

function unasked(gaps: readonly number[], later = false) {
  return (trace: TraceBuilder) => {
    copies(trace, trace.publishes(), gaps);
    trace.passes(30_000);
    if (later) trace.subscribes();
    trace.passes(40_000);
    trace.subscribes();
  };
}

testProvoked(timerE, 'copies come after T1, then after gaps that double up to T2', {
  violation: { at: 'no copy', play: ignored([]) },
  violations: {
    'constant gaps': { play: ignored([500, 500]) },
    'too early by more than a tenth': { play: ignored([440]) },
    'a flood': { play: ignored([20, 20, 20]) },
    'a first gap of T2': { play: ignored([4_000, 4_000]) },
    'doubling beyond T2': { play: ignored([500, 1_000, 2_000, 4_000, 8_000, 16_000]) },
    'a capture with gaps that are too short': { play: unasked([200, 200]) },
    'a capture with a shorter T1 than PIXIT states': {
      play: unasked([200, 400]),
      context: { pixit: { t1_ms: 1_000 } },
    },
    'copies with the default T1 where PIXIT states a longer one': {
      play: ignored(rightGaps),
      context: { pixit: { t1_ms: 2_000, t2_ms: 16_000 } },
    },
  },
  legal: {
    'larger T1 declared in PICS (high-latency access)': {
      play: ignored([1_000, 2_000, 4_000, 4_000, 4_000, 4_000]),
      context: { pixit: { t1_ms: 1_000 } },
    },
    'a retransmission that crosses the response on the wire': {
      play: (trace) => {
        trace.starts('publish');
        const request = trace.publishes();
        copies(trace, request, [500, 1_000, 2_000]);
        trace.answers(request);
        copies(trace, request, [5]);
        watched(trace, 5_000);
      },
    },
  },
  passes: {
    'all copies until Timer F': { play: ignored(rightGaps) },
    'gaps at the edges of the tolerance': { play: ignored([460, 1_350, 1_850, 5_200, 3_700, 4_000]) },
    'one copy that got lost': { play: ignored([500, 1_000, 6_000, 4_000, 4_000, 4_000]) },
    'the timers of an IMS': { play: ignored(imsGaps), context: { pics: { sip_ip_core: 'ims' } } },
    'default timers in an IMS': { play: ignored(rightGaps), context: { pics: { sip_ip_core: 'ims' } } },
    'a client that gives up after three copies': { play: ignored([500, 1_000, 2_000]) },
  },
  undecided: {
    'an answer in time': {
      play: (trace) => {
        trace.answers(trace.publishes());
        watched(trace, 60_000);
      },
    },
    'an answer after one copy': {
      play: (trace) => {
        const request = trace.publishes();
        copies(trace, request, [500]);
        trace.answers(request);
        watched(trace, 60_000);
      },
    },
    'a client that gives up after one copy': { play: ignored([500]) },
    'a request over TCP': {
      play: (trace) => {
        trace.publishes({}, { transport: 'tcp', connection: 1 });
        watched(trace, 60_000);
      },
    },
    'a capture in which the client disappears': {
      play: (trace) => {
        trace.publishes();
        trace.passes(60_000);
        trace.registers({}, { remote: { host: '192.0.2.77', port: 5060 } });
      },
    },
    'a trace that ends before': { play: ignored([500, 1_000], 1_000) },
  },
});

describe('RFC3261-17.1.2.2-1 what a capture leaves open', () => {
  const captures = {
    'no copy: the response may be missing': unasked([], true),
    'a shorter T1': unasked([200, 400, 800], true),
    'a longer T1': unasked([1_000, 2_000, 4_000], true),
  };
  for (const [name, play] of Object.entries(captures)) {
    it(name, () => assert.deepEqual([...new Set(outcomesIn(timerE, { play, context: unknownPlace }))], ['inconc']));
  }

  it('takes a datagram that was seen twice for one', () => {
    const play = unasked([1, 499, 1, 999, 1, 1_999, 1], true);
    assert.deepEqual(outcomesIn(timerE, { play, context: unknownPlace }).slice(0, 1), ['pass']);
  });
});
