import { copies, watched } from '../provoked/play.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { timerEProceeding } from './17.1.2.2-4-timer-e-proceeding';

/** 100 Trying after a while, and what the client sends from then on. */
function trying(before: readonly number[], pause: number, after: readonly number[], time = 20_000) {
  return (trace: TraceBuilder) => {
    trace.starts('publish');
    const request = trace.publishes();
    copies(trace, request, before);
    trace.passes(pause);
    trace.answers(request, 100);
    trace.passes(-pause);
    copies(trace, request, after);
    watched(trace, time);
  };
}

const ordinary = [500, 1_000, 2_000] as const;

testProvoked(timerEProceeding, 'copies every T2 after a provisional response', {
  violation: { at: 'no copy', play: trying(ordinary, 100, []) },
  violations: {
    'gaps that go on doubling from T1': { play: trying([], 100, [500, 1_000]) },
    'one copy, and then none': { play: trying(ordinary, 100, [4_000]) },
    'gaps of 6 s': { play: trying(ordinary, 100, [4_000, 6_000]) },
  },
  legal: {
    'last gap cut short by Timer F': { play: trying([...ordinary, 4_000, 4_000, 4_000], 100, [4_000, 4_000, 4_000]) },
  },
  passes: {
    'gaps of T2': { play: trying(ordinary, 100, [4_000, 4_000, 4_000]) },
    'an early 100, with the gap of state Trying first': { play: trying([], 100, [500, 4_000, 4_000]) },
    'Timer E set anew by the 100': { play: trying([], 100, [4_100, 4_000, 4_000]) },
    'copies of which the tester took one late': {
      play: (trace) => {
        const request = trace.publishes();
        copies(trace, request, ordinary);
        trace.passes(100);
        trace.answers(request, 100);
        copies(trace, request, [3_900]);
        trace.passes(4_500);
        const { remote, local } = request;
        trace.sends(request.bytes, { remote, local, late: 500 });
        copies(trace, request, [3_500]);
        watched(trace, 20_000);
      },
    },
    'a final response after two copies': {
      play: (trace) => {
        const request = trace.publishes();
        copies(trace, request, ordinary);
        trace.answers(request, 100);
        trace.answers(copies(trace, request, [4_000, 4_000]));
      },
    },
  },
  undecided: {
    'a final response soon after': {
      play: (trace) => {
        const request = trace.publishes();
        trace.answers(request, 100);
        trace.passes(400);
        trace.answers(request);
        watched(trace, 60_000);
      },
    },
    'a 100 shortly before Timer F': {
      play: trying([...ordinary, 4_000, 4_000, 4_000, 4_000, 4_000, 4_000, 4_000], 100, []),
    },
    'a capture in which the client disappears': {
      play: (trace) => {
        trace.answers(trace.publishes(), 100);
        trace.passes(60_000);
        trace.registers({}, { remote: { host: '192.0.2.77', port: 5060 } });
      },
    },
    'a trace that ends before': { play: trying(ordinary, 100, [4_000], 1_000) },
  },
});
