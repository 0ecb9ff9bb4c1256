import { testEntry } from '../entry.fixture';
import { lastOf, row } from '../history.fixture';
import { context, type TraceBuilder } from '../trace.fixture';
import { onlyWhileRegistered } from './5.1.1.2-10-only-while-registered';

const pics = { pics: { sip_ip_core: 'ims' } } as const;
const ims = context(pics);
const capture = { ...pics, imAddress: undefined, nextHop: undefined };

const after = (before: (trace: TraceBuilder) => void, changes = {}) =>
  lastOf(
    (trace) => {
      before(trace);
      trace.passes(20);
      trace.publishes();
    },
    { ...pics, ...changes },
  );

/** A registration for 60 s, and time that passes then. */
const registered = (gap: number) => (trace: TraceBuilder) => {
  trace.answers(trace.registers(), 200, [row('Contact', '<sip:alice@192.0.2.10:5060>;expires=60')]);
  trace.passes(gap);
};

const REQUEST_LINE = 'PUBLISH sip:alice@example.com SIP/2.0';

testEntry(onlyWhileRegistered, 'settings are published while an identity is registered', {
  violation: { seen: after((trace) => trace.registers()), context: ims, at: REQUEST_LINE },
  legal: { 'PUBLISH directly after the 200': { seen: after(registered(0)), context: ims } },
  inapplicable: {
    'a client that was not seen to register': { seen: after((trace) => trace.subscribes()), context: ims },
    'a capture, which may begin in the middle': {
      seen: after((trace) => trace.registers(), capture),
      context: context(capture),
    },
    'a client outside an IMS core': { seen: after((trace) => trace.registers()) },
    'the end of a registration in a capture': {
      seen: after(registered(90_000), capture),
      context: context(capture),
    },
  },
});

for (const [what, before] of [
  ['after a 403', (trace: TraceBuilder) => trace.answers(trace.registers(), 403)],
  ['after the registration ended', registered(66_000)],
  [
    'after it was ended',
    (trace: TraceBuilder) => {
      registered(1_000)(trace);
      trace.answers(trace.registers({ set: [row('Contact', '*'), row('Expires', '0')] }), 200);
    },
  ],
] as const) {
  testEntry(onlyWhileRegistered, `settings are published while an identity is registered: ${what}`, {
    violation: { seen: after(before), context: ims, at: REQUEST_LINE },
    legal: { 'PUBLISH directly after the 200': { seen: after(registered(60_000)), context: ims } },
  });
}
