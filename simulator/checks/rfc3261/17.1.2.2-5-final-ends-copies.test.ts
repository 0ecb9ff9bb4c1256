import { strict as assert } from 'node:assert';
import { it } from 'node:test';
import { copies, watched } from '../provoked/play.fixture';
import { answered, byRport, plainly, untilTimerF } from '../provoked/reception.fixture';
import { outcomesIn, testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { finalEndsCopies } from './17.1.2.2-5-final-ends-copies';

testProvoked(finalEndsCopies, 'a final response ends retransmission', {
  violation: { at: 'PUBLISH sip:alice@example.com SIP/2.0', play: answered(plainly, [4_000, 4_000]) },
  violations: {
    'copies to a client that asked for rport': { play: answered(byRport, [4_000, 4_000, 4_000]) },
    'a copy of a client that uses the entity-tag already': {
      play: (trace) => {
        trace.starts('publish');
        const request = trace.publishes();
        trace.answers(copies(trace, request, [500]));
        trace.passes(100);
        trace.answers(trace.publishes({ set: [['SIP-If-Match', 'e1-Zx.9']] }));
        copies(trace, request, [4_000]);
        watched(trace, 10_000);
        trace.publishes({ set: [['SIP-If-Match', 'e1-Zx.9']] });
      },
    },
    'a copy in a capture of a client that uses the entity-tag already': {
      play: (trace) => {
        const request = trace.publishes();
        trace.answers(copies(trace, request, [500]));
        trace.passes(100);
        trace.answers(trace.publishes({ set: [['SIP-If-Match', 'e1-Zx.9']] }));
        copies(trace, request, [4_000]);
        watched(trace, 60_000);
      },
    },
  },
  legal: { 'one copy that was already in flight': { play: answered(plainly, [20]) } },
  passes: { 'no further copy': { play: answered(byRport, []) } },
  undecided: {
    'one copy, as when the response got lost': { play: answered(plainly, [4_000]) },
    'a client that does not hear': { play: answered(plainly, untilTimerF) },
    'two copies in a capture': {
      play: (trace) => {
        const request = trace.publishes();
        copies(trace, request, [500, 1_000]);
        for (const gap of [2_000, 4_000, 4_000]) trace.answers(copies(trace, request, [gap]));
        trace.passes(60_000);
        trace.subscribes();
      },
    },
    'an ordinary exchange': {
      play: (trace) => {
        trace.answers(trace.publishes());
        watched(trace, 60_000);
      },
    },
    'copies in a capture before the client uses the entity-tag: the first responses may have got lost': {
      play: (trace) => {
        const request = trace.publishes();
        trace.answers(request);
        for (const gap of [500, 1_000]) trace.answers(copies(trace, request, [gap]));
        trace.passes(2_000);
        trace.answers(trace.publishes({ set: [['SIP-If-Match', 'e1-Zx.9']] }));
        watched(trace, 60_000);
      },
    },
    'a trace that ends before': { play: answered(plainly, [], 5_060, 100) },
  },
});

it('RFC3261-17.1.2.2-5 leaves open whether the responses of a capture reached the client', () => {
  const play = (trace: TraceBuilder) => {
    const request = trace.publishes();
    copies(trace, request, [500, 1_000]);
    for (const gap of [2_000, 4_000, 4_000, 4_000]) trace.answers(copies(trace, request, [gap]));
    trace.passes(60_000);
    trace.subscribes();
  };
  assert.deepEqual(outcomesIn(finalEndsCopies, { play }), ['inconc']);
});
