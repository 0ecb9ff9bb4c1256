import { ALT, HOME, over, redirects } from '../provoked/redirects.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { movedTemporarily } from './21.3.3-1-moved-temporarily';

/** The client follows, is accepted, and has something new to say. */
function moved(next: string, status = 302, contact = `<${ALT}>`) {
  return (trace: TraceBuilder): void => {
    redirects(trace, contact, status);
    trace.answers(trace.publishes({ requestUri: ALT }));
    trace.ends();
    trace.passes(2_000);
    trace.starts('publish', undefined, 2);
    trace.answers(trace.publishes({ requestUri: next }));
    over(trace);
  };
}

testProvoked(movedTemporarily, 'the target of a 302 without Expires is used once', {
  violation: { at: ALT, play: moved(ALT) },
  legal: {
    '301 target remembered (different rule)': {
      play: (trace) => {
        moved(HOME)(trace);
        moved(ALT, 301)(trace);
      },
    },
  },
  passes: { 'back to the IM Address': { play: moved(HOME) } },
  undecided: {
    'a 302 with an expiry': { play: moved(ALT, 302, `<${ALT}>;expires=600`) },
    'the target refuses': {
      play: (trace) => {
        redirects(trace);
        trace.answers(trace.publishes({ requestUri: ALT }), 404);
        trace.publishes({ requestUri: ALT });
        over(trace);
      },
    },
    'no further change': {
      play: (trace) => {
        redirects(trace);
        trace.answers(trace.publishes({ requestUri: ALT }));
        over(trace);
      },
    },
  },
});
