import { row } from '../history.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { forgetsTag } from './5-3-forgets-tag';

const using = (tag: string) => ({ set: [row('SIP-If-Match', tag)] });
const grants = (tag: string) => [row('SIP-ETag', tag)];

/** A change is refused with 412, and the client publishes anew. */
function renewed(trace: TraceBuilder, tag = 'new1'): void {
  trace.starts('publish');
  trace.answers(trace.publishes(using('old1')), 412);
  trace.answers(trace.publishes(), 200, grants(tag));
  trace.passes(2_000);
}

testProvoked(forgetsTag, 'the entity-tag that caused a 412 is forgotten', {
  violation: {
    at: 'SIP-If-Match: old1',
    play: (trace) => {
      renewed(trace);
      trace.answers(trace.publishes(using('new1')), 200, grants('new2'));
      trace.publishes(using('old1'));
    },
  },
  violations: {
    'at once': {
      play: (trace) => {
        renewed(trace);
        trace.publishes(using('old1'));
      },
    },
    'much later, although nothing was published since': {
      play: (trace) => {
        trace.answers(trace.publishes(using('old1')), 412);
        trace.passes(30_000);
        trace.publishes(using('old1'));
      },
    },
  },
  legal: {
    'a server that issues the same tag again (not done by the simulator)': {
      play: (trace) => {
        renewed(trace, 'old1');
        trace.publishes(using('old1'));
      },
    },
  },
  passes: {
    'two changes with the new entity-tags': {
      play: (trace) => {
        renewed(trace);
        trace.answers(trace.publishes(using('new1')), 200, grants('new2'));
        trace.publishes(using('new2'));
      },
    },
    'one change, and nothing for a minute': {
      play: (trace) => {
        renewed(trace);
        trace.answers(trace.publishes(using('new1')), 200, grants('new2'));
        trace.passes(60_000);
        trace.ends();
      },
    },
    'a similar entity-tag': {
      play: (trace) => {
        renewed(trace);
        trace.answers(trace.publishes(using('OLD1')), 200, grants('new2'));
        trace.publishes(using('new2'));
      },
    },
  },
  undecided: {
    'the same PUBLISH once more, which breaks RFC3903-5-1': {
      play: (trace) => {
        trace.answers(trace.publishes(using('old1')), 412);
        trace.publishes(using('old1'));
        trace.passes(70_000);
        trace.ends();
      },
    },
    'no change since': {
      play: (trace) => {
        renewed(trace);
        trace.passes(70_000);
        trace.subscribes();
      },
    },
  },
});
