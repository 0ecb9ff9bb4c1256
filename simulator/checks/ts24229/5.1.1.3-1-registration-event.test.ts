import { row } from '../history.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { registrationEvent } from './5.1.1.3-1-registration-event';

const ims = { pics: { sip_ip_core: 'ims', reg_event: true } } as const;
const event = row('Event', 'reg');
const long = row('Expires', '600000');

const registered = (next: (trace: TraceBuilder) => void, context: object = ims) => ({
  context,
  play: (trace: TraceBuilder) => {
    trace.starts('register');
    trace.answers(trace.registers(), 200, [row('P-Associated-URI', '<sip:work@example.com>')]);
    trace.passes(500);
    next(trace);
    trace.passes(10_000);
    trace.ends();
  },
});

testProvoked(registrationEvent, 'the terminal subscribes to its registration', {
  violation: { at: 'no SUBSCRIBE', ...registered(() => {}) },
  violations: {
    'for too short a time': registered((trace) => trace.subscribes({ set: [event, row('Expires', '3600')] })),
    'of somebody else': registered((trace) =>
      trace.subscribes({ requestUri: 'sip:bob@example.com', set: [event, long] }),
    ),
    'a fetch of the settings instead': registered((trace) => trace.fetches()),
  },
  legal: {
    'Accept: application/reginfo+xml': registered((trace) =>
      trace.subscribes({ set: [event, long, row('Accept', 'application/reginfo+xml')] }),
    ),
    'default public identity used when the registered one is barred': registered((trace) =>
      trace.subscribes({
        requestUri: 'sip:work@example.com',
        set: [event, long, row('From', '<sip:work@example.com>;tag=w1'), row('To', '<sip:work@example.com>')],
      }),
    ),
  },
  passes: {
    'silence of a client that declares nothing: a remark': registered(() => {}, { pics: { sip_ip_core: 'ims' } }),
  },
  undecided: {
    'a client that declares that it does not': registered(() => {}, { pics: { sip_ip_core: 'ims', reg_event: false } }),
    'a refresh of the registration': {
      context: ims,
      play: (trace) => {
        trace.answers(trace.registers());
        trace.starts('register');
        trace.answers(trace.registers());
        trace.passes(11_000);
        trace.ends();
      },
    },
    'an end of the registration': {
      context: ims,
      play: (trace) => {
        trace.starts('deregister');
        trace.answers(trace.registers({ set: [row('Contact', '*'), row('Expires', '0')] }));
        trace.passes(11_000);
        trace.ends();
      },
    },
    'a capture': {
      context: { ...ims, imAddress: undefined, nextHop: undefined },
      play: (trace) => {
        trace.answers(trace.registers());
        trace.passes(11_000);
        trace.subscribes();
      },
    },
  },
});
