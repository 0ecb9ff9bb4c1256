import { row } from '../history.fixture';
import { copies } from '../provoked/play.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { SERVER, type TraceBuilder } from '../trace.fixture';
import { pauseAfterTimeout } from './10.2.7-1-pause-after-timeout';

const REQUEST_LINE = 'REGISTER sip:example.com SIP/2.0';
const capture = { imAddress: undefined, nextHop: undefined };
const ims = { pics: { sip_ip_core: 'ims' } } as const;

const after = (gap: number) => ({
  play: (trace: TraceBuilder) => {
    trace.starts('register');
    trace.registers();
    trace.passes(gap);
    trace.registers();
  },
});

/** A capture in which a REGISTER is sent four times, and another one follows. */
const seenAfter = (gap: number) => ({
  context: capture,
  play: (trace: TraceBuilder) => {
    copies(trace, trace.registers(), [500, 1_000, 2_000]);
    trace.passes(gap - 3_500);
    trace.registers();
  },
});

testProvoked(pauseAfterTimeout, 'a pause after a timeout', {
  violation: { at: REQUEST_LINE, ...after(32_100) },
  violations: {
    'a timer that runs a little fast': after(29_500),
    'too short a pause': after(36_000),
    'in a capture, at once': seenAfter(32_200),
    'in an IMS core, by its timers': { context: ims, ...after(128_200) },
  },
  legal: {
    'other registrar tried at once': {
      play: (trace) => {
        trace.starts('register');
        trace.registers();
        trace.passes(32_100);
        trace.registers({}, { local: { ...SERVER, port: 5070 } });
        trace.passes(5_000);
        trace.registers({}, { local: { ...SERVER, port: 5070 } });
        trace.passes(38_000);
        trace.registers({}, { local: { ...SERVER, port: 5070 } });
      },
    },
  },
  passes: { 'some seconds': after(37_000), 'in a capture': seenAfter(40_000) },
  undecided: {
    'a wish of the user': {
      play: (trace) => {
        trace.starts('register');
        trace.registers();
        trace.passes(32_000);
        trace.starts('register', undefined, 2);
        trace.registers();
      },
    },
    'before the timeout, which breaks RFC3261-10.2-6': after(20_000),
    'after a response': {
      play: (trace) => {
        trace.starts('register');
        trace.answers(trace.registers(), 503);
        trace.passes(32_000);
        trace.registers();
      },
    },
    'another address-of-record': {
      play: (trace) => {
        trace.starts('register');
        trace.registers();
        trace.passes(32_000);
        trace.registers({ set: [row('To', '<sip:alice2@example.com>')] });
      },
    },
    'a capture, when a user can have done it': seenAfter(34_000),
    'a capture that lacks the response': {
      context: capture,
      play: (trace) => {
        trace.registers();
        trace.passes(32_100);
        trace.registers();
      },
    },
  },
});
