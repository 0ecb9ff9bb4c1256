import { fieldIn, NOTIFIER, notified, passive, scene, subscribed, tells } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { deactivated } from './4.1.3-6-deactivated';

const state = 'terminated;reason=deactivated';

/** A new SUBSCRIBE with these fields of the old one. */
function again(names: readonly string[], time = 500): Scene {
  return scene((trace) => {
    const subscribe = subscribed(trace);
    trace.acknowledges(tells(trace, subscribe, { state }));
    trace.passes(time);
    trace.subscribes({ set: names.map((name) => [name, fieldIn(subscribe, name)] as const) });
  });
}

testProvoked(deactivated, 'deactivated asks for a new subscription', {
  violation: { at: 'no SUBSCRIBE', ...notified({ state }, 200) },
  violations: {
    'with the old Call-ID': again(['Call-ID']),
    'with the old From tag': again(['From']),
    'too late': again([], 6_000),
  },
  legal: {
    'a fetch started by the user': scene((trace) => {
      trace.acknowledges(tells(trace, subscribed(trace), { state }));
      trace.starts('retrieve', undefined, 2);
      trace.subscribes();
    }),
  },
  passes: {
    'at once': again([]),
  },
  undecided: {
    'in the old dialog': scene((trace) => {
      const subscribe = subscribed(trace);
      trace.acknowledges(tells(trace, subscribe, { state }));
      trace.subscribes({
        set: [
          ['Call-ID', fieldIn(subscribe, 'Call-ID')],
          ['To', `<sip:alice@example.com>;tag=${NOTIFIER}`],
        ],
      });
    }),
    'a NOTIFY that the client refused': notified({ state }, 500),
    'another reason': notified({}, 200),
    'a capture': passive((trace) => trace.acknowledges(tells(trace, subscribed(trace), { state }))),
  },
});
