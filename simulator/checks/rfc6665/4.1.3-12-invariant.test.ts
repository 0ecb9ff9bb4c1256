import { fieldIn, notified, passive, scene, subscribed, tells } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { invariant } from './4.1.3-12-invariant';

const state = 'terminated;reason=invariant;retry-after=5';

/** The subscription is ended for this reason, and a new SUBSCRIBE comes so long behind that. */
function again(time: number, before?: (trace: TraceBuilder) => void): Scene {
  return scene((trace) => {
    trace.acknowledges(tells(trace, subscribed(trace), { state }));
    trace.passes(time);
    before?.(trace);
    trace.subscribes();
  });
}

testProvoked(invariant, 'a new subscription after invariant', {
  violation: { at: 'SUBSCRIBE sip:alice@example.com SIP/2.0', ...again(5000) },
  violations: {
    'at once in a capture': passive((trace) => {
      trace.acknowledges(tells(trace, subscribed(trace), { state }));
      trace.passes(100);
      trace.subscribes();
    }),
  },
  legal: {
    'a fetch started by the user': again(5000, (trace) => trace.starts('retrieve', undefined, 2)),
  },
  passes: {
    'a fetch for somebody else': scene((trace) => {
      trace.acknowledges(tells(trace, subscribed(trace), { state }));
      trace.subscribes({ requestUri: 'sip:bob@example.com' });
    }),
    'a fetch that was under way': scene((trace) => {
      const other = trace.subscribes();
      trace.answers(other, 401, [['WWW-Authenticate', 'Digest realm="a", nonce="b"']]);
      trace.acknowledges(tells(trace, subscribed(trace), { state }));
      trace.subscribes({ set: [['Call-ID', fieldIn(other, 'Call-ID')]] });
    }),
    'behind that time': again(11000),
    'no attempt': notified({ state }, 200),
  },
  undecided: {
    'another reason': scene((trace) => {
      trace.acknowledges(tells(trace, subscribed(trace)));
      trace.subscribes();
    }),
    'a NOTIFY that the client refused': scene((trace) => {
      trace.acknowledges(tells(trace, subscribed(trace), { state }), 500);
      trace.subscribes();
    }),
    'where nobody knows whether the user acted': passive((trace) => {
      trace.acknowledges(tells(trace, subscribed(trace), { state }));
      trace.passes(2_000);
      trace.subscribes();
    }),
  },
});
