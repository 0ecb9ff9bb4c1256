import { strict as assert } from 'node:assert';
import { it } from 'node:test';
import { copies, imsGaps, rightGaps, watched } from '../provoked/play.fixture';
import { outcomesIn, testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { timerF } from './17.1.2.2-3-timer-f';

function ignored(gaps: readonly number[], time = 40_000) {
  return (trace: TraceBuilder) => {
    trace.starts('publish');
    copies(trace, trace.publishes(), gaps);
    watched(trace, time);
  };
}

testProvoked(timerF, 'copies end 64 times T1 after the first transmission', {
  violation: { at: 'PUBLISH sip:alice@example.com SIP/2.0', play: ignored([...rightGaps, 4_000, 4_000]) },
  violations: {
    'giving up after two copies': { play: ignored([500, 1_000]) },
  },
  legal: {
    'a new transaction (new branch) started after the timeout': {
      play: (trace) => {
        trace.starts('publish');
        copies(trace, trace.publishes(), rightGaps);
        trace.passes(2_000);
        trace.answers(trace.publishes());
        watched(trace, 10_000);
      },
    },
  },
  passes: {
    'ten copies': { play: ignored(rightGaps) },
    'sixty-three copies, more than are kept of a transaction': { play: ignored(Array.from({ length: 63 }, () => 500)) },
    'copies until 128 s in an IMS': { play: ignored(imsGaps), context: { pics: { sip_ip_core: 'ims' } } },
    'copies until 32 s in an IMS': {
      play: ignored(rightGaps, 130_000),
      context: { pics: { sip_ip_core: 'ims' } },
    },
  },
  undecided: {
    'no copy at all': { play: ignored([]) },
    'an answer at last': {
      play: (trace) => {
        const request = trace.publishes();
        copies(trace, request, [500, 1_000]);
        trace.answers(request);
        watched(trace, 60_000);
      },
    },
    'a capture in which the client disappears': {
      play: (trace) => {
        copies(trace, trace.publishes(), [500, 1_000]);
        trace.passes(60_000);
        trace.registers({}, { remote: { host: '192.0.2.77', port: 5060 } });
      },
    },
    'a trace that ends before': { play: ignored(rightGaps, 1_000) },
  },
});

it('RFC3261-17.1.2.2-3 leaves open whether a client gave up in a capture, where the response may be missing', () => {
  const play = (trace: TraceBuilder) => {
    copies(trace, trace.publishes(), [500, 1_000]);
    trace.passes(20_000);
    trace.answers(trace.subscribes());
    trace.passes(40_000);
    trace.answers(trace.subscribes());
  };
  assert.deepEqual(outcomesIn(timerF, { play }), ['inconc']);
});
