import type { MessageEvent } from '../../trace/event';
import { row } from '../history.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { CLIENT, type TraceBuilder } from '../trace.fixture';
import { oneAtATime } from './4-1-one-at-a-time';

/** Whose publication it is nobody asked: a capture. */
const capture = { imAddress: undefined, nextHop: undefined };

/** A PUBLISH whose response is slow, and 200 ms later something else; the response comes after 5 s. */
function slow(trace: TraceBuilder, meanwhile: (first: MessageEvent) => void, isDriven = true): void {
  if (isDriven) trace.starts('publish');
  const first = trace.publishes();
  trace.passes(200);
  meanwhile(first);
  trace.passes(4_800);
  trace.answers(first);
}

testProvoked(oneAtATime, 'a PUBLISH waits for the response to the one before', {
  violation: {
    at: 'PUBLISH sip:alice@example.com SIP/2.0',
    play: (trace) => slow(trace, () => trace.publishes()),
  },
  violations: {
    'a capture, once the response has come': {
      context: capture,
      play: (trace) => slow(trace, () => trace.publishes(), false),
    },
    'an equivalent Request-URI': {
      play: (trace) => slow(trace, () => trace.publishes({ requestUri: 'sip:alice@EXAMPLE.com' })),
    },
    'just before the timeout of the one before': {
      play: (trace) => {
        trace.starts('publish');
        trace.publishes();
        trace.passes(28_700);
        trace.publishes();
      },
    },
  },
  legal: {
    'retransmissions (same branch)': {
      play: (trace) => slow(trace, (first) => trace.sends(first.bytes)),
    },
    'parallel PUBLISH to a different Request-URI': {
      play: (trace) => slow(trace, () => trace.publishes({ requestUri: 'sip:alice@example.org' })),
    },
    'parallel PUBLISH for another event package of the same user: forbidden by the letter (the rule is per Request-URI), reported as warn':
      {
        play: (trace) =>
          slow(trace, () =>
            trace.publishes({
              set: [row('Event', 'presence'), row('Content-Type', 'application/pidf+xml')],
              body: '<presence/>',
            }),
          ),
      },
  },
  passes: {
    'the next one after a slow refusal': {
      play: (trace) => {
        trace.starts('publish');
        const first = trace.publishes();
        trace.passes(3_000);
        trace.answers(first, 503);
        trace.publishes();
      },
    },
    'the next one after the timeout': {
      play: (trace) => {
        trace.starts('publish');
        trace.publishes();
        trace.passes(32_000);
        trace.publishes();
      },
    },
  },
  undecided: {
    'one after the other': {
      play: (trace) => {
        trace.starts('publish');
        trace.answers(trace.publishes());
        trace.answers(trace.publishes());
      },
    },
    'the next one after a response that does not fit, which other entries judge': {
      play: (trace) => {
        trace.starts('publish');
        const first = trace.publishes();
        trace.answers(first, 200, [row('Via', 'SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKwrong')]);
        trace.publishes();
      },
    },
    'a capture that lacks the response': {
      context: capture,
      play: (trace) => {
        trace.publishes();
        trace.passes(200);
        trace.answers(trace.publishes());
        trace.passes(40_000);
        trace.subscribes();
      },
    },
    'a capture with two devices at one address': {
      context: capture,
      play: (trace) => {
        const first = trace.publishes();
        trace.publishes({}, { remote: { ...CLIENT, port: 5061 } });
        trace.passes(500);
        trace.answers(first);
      },
    },
    'a capture behind a proxy': {
      context: capture,
      play: (trace) => {
        const via = 'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKp1, SIP/2.0/UDP 198.51.100.7;branch=z9hG4bKc1';
        const first = trace.publishes({ set: [row('Via', via)] });
        trace.publishes();
        trace.passes(500);
        trace.answers(first);
      },
    },
    'a log that knows no times': {
      play: (trace) => {
        trace.publishes({}, { timeUnknown: true });
        trace.publishes({}, { timeUnknown: true });
      },
    },
    'many on their way at once, as of a load generator, in a capture': {
      context: capture,
      play: (trace) => {
        const all = [1, 2, 3].map(() => trace.publishes());
        trace.passes(100);
        const [, second] = all;
        if (second !== undefined) trace.answers(second);
      },
    },
    'another connection': {
      play: (trace) => {
        trace.starts('publish');
        trace.publishes({}, { transport: 'tcp', connection: 1 });
        trace.passes(200);
        trace.publishes({}, { transport: 'tcp', connection: 2 });
      },
    },
  },
});
