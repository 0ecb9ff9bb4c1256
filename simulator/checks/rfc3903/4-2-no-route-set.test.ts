import { row } from '../history.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { noRouteSet } from './4-2-no-route-set';

const recorded = row('Record-Route', '<sip:rr.example.com;lr>');
const routed = (uri: string) => ({ set: [row('Route', `<${uri}>`)] });

function recordedThen(trace: TraceBuilder, next: (trace: TraceBuilder) => void): void {
  trace.answers(trace.publishes(), 200, [recorded]);
  trace.passes(1_000);
  next(trace);
}

testProvoked(noRouteSet, 'Record-Route in the response to a PUBLISH is ignored', {
  violation: {
    at: 'Route: <sip:rr.example.com;lr>',
    play: (trace) => recordedThen(trace, () => trace.publishes(routed('sip:rr.example.com;lr'))),
  },
  violations: {
    'written in another way, behind another value': {
      play: (trace) =>
        recordedThen(trace, () =>
          trace.publishes({ set: [row('Route', '<sip:p.example.com;lr>, <sip:RR.example.com;lr>')] }),
        ),
    },
  },
  legal: {
    'Route from Service-Route or configuration': {
      play: (trace) => recordedThen(trace, () => trace.publishes(routed('sip:proxy.example.com;lr'))),
    },
  },
  passes: {
    'no Route': { play: (trace) => recordedThen(trace, () => trace.publishes()) },
    'a proxy that was in Route before': {
      play: (trace) => {
        trace.answers(trace.publishes(routed('sip:rr.example.com;lr')), 200, [recorded]);
        trace.publishes(routed('sip:rr.example.com;lr'));
      },
    },
    'a proxy that the registrar names': {
      play: (trace) =>
        recordedThen(trace, () => {
          trace.answers(trace.registers(), 200, [row('Service-Route', '<sip:rr.example.com;lr>')]);
          trace.publishes(routed('sip:rr.example.com;lr'));
        }),
    },
  },
  undecided: {
    'no further PUBLISH': {
      play: (trace) =>
        recordedThen(trace, () => {
          trace.passes(90_000);
          trace.subscribes(routed('sip:rr.example.com;lr'));
        }),
    },
    'a response without Record-Route': {
      play: (trace) => {
        trace.answers(trace.publishes());
        trace.publishes(routed('sip:rr.example.com;lr'));
      },
    },
  },
});
