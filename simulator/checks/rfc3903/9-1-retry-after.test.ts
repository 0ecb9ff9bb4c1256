import { row } from '../history.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { SERVER, type TraceBuilder } from '../trace.fixture';
import { waitsAfter503 } from './9-1-retry-after';

const capture = { imAddress: undefined, nextHop: undefined };

function pushedBack(trace: TraceBuilder, wait = '15'): void {
  trace.starts('publish');
  trace.answers(trace.publishes(), 503, [row('Retry-After', wait)]);
}

function after(time: number, wait?: string) {
  return (trace: TraceBuilder) => {
    pushedBack(trace, wait);
    trace.passes(time);
    trace.publishes();
  };
}

testProvoked(waitsAfter503, 'after 503 the client waits the Retry-After time', {
  violation: { at: 'PUBLISH sip:alice@example.com SIP/2.0', play: after(3_000) },
  violations: {
    'a little early': { play: after(13_400) },
    'with a comment and a parameter': { play: after(5_000, '15 (I am busy);duration=60') },
    'a capture, at once': {
      context: capture,
      play: (trace) => {
        trace.answers(trace.publishes(), 503, [row('Retry-After', '15')]);
        trace.passes(200);
        trace.publishes();
      },
    },
  },
  legal: {
    'alternate server': {
      play: (trace) => {
        pushedBack(trace);
        trace.publishes({}, { local: { ...SERVER, port: 5070 } });
        trace.passes(15_000);
        trace.ends();
      },
    },
  },
  passes: {
    'in time': { play: after(15_000) },
    'a clock that runs a little fast': { play: after(13_600) },
    'giving up': {
      play: (trace) => {
        pushedBack(trace);
        trace.passes(15_000);
        trace.ends();
      },
    },
  },
  undecided: {
    'the user wants it': {
      play: (trace) => {
        pushedBack(trace);
        trace.passes(3_000);
        trace.starts('publish', undefined, 2);
        trace.publishes();
      },
    },
    'a capture, when a user can have done it': {
      context: capture,
      play: (trace) => {
        trace.answers(trace.publishes(), 503, [row('Retry-After', '15')]);
        trace.passes(2_000);
        trace.publishes();
      },
    },
    'no Retry-After': {
      play: (trace) => {
        trace.answers(trace.publishes(), 503);
        trace.publishes();
      },
    },
  },
});
