import { ALT, HOME, over, redirects } from '../provoked/redirects.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { followsRedirect } from './8.1.3.4-1-follows-redirect';

function givingUp(trace: TraceBuilder): void {
  redirects(trace);
  over(trace);
}

testProvoked(followsRedirect, 'after a 3xx the client tries the URIs of Contact', {
  violation: { at: 'no further request', play: givingUp },
  violations: {
    'the same target again': {
      play: (trace) => {
        redirects(trace);
        trace.answers(trace.publishes(), 302, [['Contact', `<${ALT}>`]]);
        over(trace);
      },
    },
    'a SUBSCRIBE after 301': {
      play: (trace) => {
        trace.starts('retrieve');
        trace.answers(trace.subscribes(), 301, [['Contact', `<${ALT}>`]]);
        over(trace);
      },
    },
  },
  legal: {
    'user confirmation before redirect (driver)': {
      play: (trace) => {
        redirects(trace);
        trace.ends();
        trace.passes(3_000);
        trace.starts('publish', undefined, 2);
        trace.answers(trace.publishes({ requestUri: ALT }));
        over(trace);
      },
    },
  },
  passes: {
    'at once': {
      play: (trace) => {
        redirects(trace, `<sip:other@example.net>;q=0.1, <${ALT};x=1>`);
        trace.answers(trace.publishes({ requestUri: `${ALT};x=1` }));
      },
    },
    'a mutual redirection, where it stops': {
      play: (trace) => {
        redirects(trace);
        trace.answers(trace.publishes({ requestUri: ALT }), 302, [['Contact', `<${HOME}>`]]);
        over(trace);
      },
    },
  },
  undecided: {
    'a client that declares not to follow': { play: givingUp, context: { pics: { redirect_supported: false } } },
    'a capture': {
      play: (trace) => {
        redirects(trace, undefined, 302, false);
        over(trace);
      },
    },
    'a 302 without Contact': {
      play: (trace) => {
        trace.starts('publish');
        trace.answers(trace.publishes(), 302);
        over(trace);
      },
    },
    'a 305': {
      play: (trace) => {
        redirects(trace, undefined, 305);
        over(trace);
      },
    },
    'a trace that ends before': {
      play: (trace) => {
        redirects(trace);
        over(trace, 1_000);
      },
    },
  },
});
