import { row } from '../history.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { SERVER, type TraceBuilder } from '../trace.fixture';
import { noRepeatAfter489 } from './6-1-no-repeat-after-489';

const allowed = [row('Allow-Events', 'presence, poc-settings')];
const capture = { imAddress: undefined, nextHop: undefined };

function refused(trace: TraceBuilder, gap = 5_000): void {
  trace.starts('publish');
  trace.answers(trace.publishes(), 489, allowed);
  trace.passes(gap);
}

function watched(trace: TraceBuilder): void {
  trace.passes(60_000);
  trace.ends();
}

testProvoked(noRepeatAfter489, 'after 489 the same event package is not tried again', {
  violation: {
    at: 'PUBLISH sip:alice@example.com SIP/2.0',
    play: (trace) => {
      refused(trace);
      trace.publishes();
    },
  },
  violations: {
    'a SUBSCRIBE': {
      play: (trace) => {
        trace.starts('retrieve');
        trace.answers(trace.subscribes(), 489, allowed);
        trace.passes(59_000);
        trace.subscribes({ set: [row('Event', 'service-settings;id=2')] });
      },
    },
    'a capture, at once': {
      context: capture,
      play: (trace) => {
        trace.answers(trace.publishes(), 489, allowed);
        trace.passes(500);
        trace.publishes();
      },
    },
  },
  legal: {
    'fallback to another listed package if PICS says so': {
      play: (trace) => {
        refused(trace);
        trace.publishes({ set: [row('Event', 'poc-settings')] });
        watched(trace);
      },
    },
  },
  passes: {
    'nothing more': {
      play: (trace) => {
        refused(trace);
        watched(trace);
      },
    },
    'what the user asks for': {
      play: (trace) => {
        refused(trace);
        trace.starts('publish', undefined, 2);
        trace.publishes();
      },
    },
    'a fetch after a refused PUBLISH': {
      play: (trace) => {
        refused(trace);
        trace.subscribes();
        watched(trace);
      },
    },
    'another server': {
      play: (trace) => {
        refused(trace);
        trace.publishes({}, { local: { ...SERVER, port: 5070 } });
        watched(trace);
      },
    },
    'a minute later': {
      play: (trace) => {
        refused(trace, 61_000);
        trace.publishes();
      },
    },
  },
  undecided: {
    'a capture, when a user can have done it': {
      context: capture,
      play: (trace) => {
        trace.answers(trace.publishes(), 489, allowed);
        trace.passes(1_500);
        trace.publishes();
      },
    },
    'a request without a readable Event': {
      play: (trace) => {
        trace.starts('publish');
        trace.answers(trace.publishes({ without: ['Event'] }), 489, allowed);
        trace.publishes({ without: ['Event'] });
        watched(trace);
      },
    },
  },
});
