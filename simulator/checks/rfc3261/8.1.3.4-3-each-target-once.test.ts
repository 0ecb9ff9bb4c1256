import { ALT, HOME, over, redirects } from '../provoked/redirects.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { eachTargetOnce } from './8.1.3.4-3-each-target-once';

/** A sends to B, and B to A. */
function mutual(trace: TraceBuilder, isDriven = true): void {
  redirects(trace, `<${ALT}>`, 302, isDriven);
  trace.passes(10);
  trace.answers(trace.publishes({ requestUri: ALT }), 302, [['Contact', `<${HOME}>`]]);
  trace.passes(10);
}

testProvoked(eachTargetOnce, 'each URI is tried once during redirection', {
  violation: {
    at: HOME,
    play: (trace) => {
      mutual(trace);
      trace.answers(trace.publishes(), 302, [['Contact', `<${ALT}>`]]);
      over(trace);
    },
  },
  violations: {
    'in a capture': {
      play: (trace) => {
        mutual(trace, false);
        trace.publishes();
      },
    },
  },
  legal: {
    'stop after A and B': {
      play: (trace) => {
        mutual(trace);
        over(trace);
      },
    },
  },
  passes: {
    'a third target': {
      play: (trace) => {
        redirects(trace);
        trace.answers(trace.publishes({ requestUri: ALT }), 302, [['Contact', `<${HOME}>, <sip:alice@c.example.com>`]]);
        trace.answers(trace.publishes({ requestUri: 'sip:alice@c.example.com' }));
        over(trace);
      },
    },
    'a user who tries again': {
      play: (trace) => {
        mutual(trace);
        trace.ends();
        trace.starts('publish', undefined, 2);
        trace.answers(trace.publishes());
        over(trace);
      },
    },
  },
  undecided: {
    'no loop': {
      play: (trace) => {
        redirects(trace);
        trace.answers(trace.publishes({ requestUri: ALT }));
        over(trace);
      },
    },
    'the same target again, which is the business of RFC3261-8.1.3.4-1': {
      play: (trace) => {
        redirects(trace);
        trace.answers(trace.publishes(), 302, [['Contact', `<${HOME}>`]]);
        over(trace);
      },
    },
    'a trace that ends before': {
      play: (trace) => {
        mutual(trace);
        over(trace, 1_000);
      },
    },
  },
});
