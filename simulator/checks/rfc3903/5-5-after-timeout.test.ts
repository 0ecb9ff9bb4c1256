import { row } from '../history.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { afterTimeout } from './5-5-after-timeout';

const using = (tag: string) => ({ set: [row('SIP-If-Match', tag)] });

/** The 200 to an update is lost. */
function lost(trace: TraceBuilder): void {
  trace.starts('publish');
  trace.answers(trace.publishes(), 200, [row('SIP-ETag', 'e1')]);
  trace.publishes(using('e1'));
  trace.passes(32_000);
}

function refusedThen(trace: TraceBuilder, next: () => void): void {
  lost(trace);
  trace.answers(trace.publishes(using('e1')), 412);
  next();
  trace.passes(10_000);
  trace.ends();
}

testProvoked(afterTimeout, 'after a timeout the last entity-tag is tried, and after 412 a first publication follows', {
  violation: {
    at: 'SIP-If-Match: e1',
    play: (trace) => refusedThen(trace, () => trace.answers(trace.publishes(using('e1')), 412)),
  },
  violations: {
    'no further publication': { play: (trace) => refusedThen(trace, () => {}) },
    'in a capture, too': {
      context: { imAddress: undefined, nextHop: undefined },
      play: (trace) => {
        trace.publishes(using('e1'));
        trace.passes(40_000);
        trace.answers(trace.publishes(using('e1')), 412);
        trace.passes(3_000);
        trace.publishes(using('e1'));
      },
    },
  },
  legal: {
    'initial publication directly after the timeout (creates a second publication until the first expires: info)': {
      play: (trace) => {
        lost(trace);
        trace.publishes();
      },
    },
  },
  passes: {
    'the last entity-tag': {
      play: (trace) => {
        lost(trace);
        trace.publishes(using('e1'));
      },
    },
    'a first publication after the timeout, and a 412 much later': {
      play: (trace) => {
        lost(trace);
        trace.answers(trace.publishes(), 200, [row('SIP-ETag', 'e9')]);
        trace.answers(trace.publishes(using('e9')), 412);
        trace.publishes(using('e9'));
      },
    },
    'a first publication after the 412': { play: (trace) => refusedThen(trace, () => trace.publishes()) },
    'a connection that is gone': {
      play: (trace) => {
        trace.starts('publish');
        trace.publishes(using('e1'), { transport: 'tcp', connection: 1 });
        trace.passes(1_000);
        trace.publishes(using('e1'), { transport: 'tcp', connection: 2 });
      },
    },
  },
  undecided: {
    'a 412 without a timeout before': {
      play: (trace) => {
        trace.starts('publish');
        trace.answers(trace.publishes(using('e1')), 412);
        trace.publishes(using('e1'));
      },
    },
    'a first PUBLISH that timed out': {
      play: (trace) => {
        trace.publishes();
        trace.passes(32_000);
        trace.publishes();
      },
    },
    'another entity-tag, which breaks RFC3903-4.1-3': {
      play: (trace) => {
        lost(trace);
        trace.publishes(using('e2'));
      },
    },
    'a PUBLISH that does not wait for the timeout, which breaks RFC3903-4-1': {
      play: (trace) => {
        trace.publishes(using('e1'));
        trace.passes(20_000);
        trace.publishes(using('e1'));
      },
    },
  },
});
