import { strict as assert } from 'node:assert';
import { it } from 'node:test';
import { outcomesIn, testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { silenceAfter503 } from './21.5.4-1-silence-after-503';

function refused(trace: TraceBuilder, isDriven = true): void {
  if (isDriven) trace.starts('publish');
  trace.answers(trace.publishes(), 503, [['Retry-After', '15']]);
}

function watched(trace: TraceBuilder): void {
  trace.passes(20_000);
  trace.ends();
}

testProvoked(silenceAfter503, 'after 503 with Retry-After the server is left alone', {
  violation: {
    at: 'SUBSCRIBE sip:alice@example.com SIP/2.0',
    play: (trace) => {
      refused(trace);
      trace.passes(2_000);
      trace.fetches();
      watched(trace);
    },
  },
  violations: {
    'the same request again': {
      play: (trace) => {
        trace.starts('retrieve');
        trace.answers(trace.subscribes(), 503, [['Retry-After', '15']]);
        trace.passes(10);
        trace.subscribes();
        watched(trace);
      },
    },
    'a REGISTER in a capture': {
      play: (trace) => {
        refused(trace, false);
        trace.passes(500);
        trace.registers();
      },
    },
  },
  legal: {
    'request to an alternate server at once': {
      play: (trace) => {
        refused(trace);
        trace.subscribes({}, { local: { host: '192.0.2.2', port: 5060 } });
        watched(trace);
      },
    },
    'keep-alives': {
      play: (trace) => {
        refused(trace);
        trace.keepsAlive(Buffer.from('\r\n\r\n'), { at: 1_000 });
        watched(trace);
      },
    },
  },
  passes: {
    'a request when the time is over': {
      play: (trace) => {
        refused(trace);
        trace.passes(15_000);
        trace.fetches();
        watched(trace);
      },
    },
    'the next PUBLISH, which is the business of RFC3903-9-1': {
      play: (trace) => {
        refused(trace);
        trace.passes(2_000);
        trace.publishes();
        watched(trace);
      },
    },
    'a request that was on its way': {
      play: (trace) => {
        refused(trace);
        trace.passes(20);
        trace.subscribes();
        watched(trace);
      },
    },
  },
  undecided: {
    'a request in a capture, after seconds': {
      play: (trace) => {
        refused(trace, false);
        trace.passes(3_000);
        trace.subscribes();
        watched(trace);
      },
    },
    'a 503 without Retry-After': {
      play: (trace) => {
        trace.starts('publish');
        trace.answers(trace.publishes(), 503);
        watched(trace);
      },
    },
    'a trace that ends before': { play: refused },
  },
});

it('RFC3261-21.5.4-1 decides nothing where the user forces a request', () => {
  const play = (trace: TraceBuilder): void => {
    refused(trace);
    trace.passes(2_000);
    trace.starts('retrieve', undefined, 2);
    trace.fetches();
  };
  assert.deepEqual(outcomesIn(silenceAfter503, { play }), ['inconc']);
});
