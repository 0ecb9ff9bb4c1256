import {
  accepts,
  ended,
  fieldIn,
  live,
  NOTIFIER,
  notified,
  notifiedTwice,
  scene,
  subscribed,
  tells,
} from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { unaskedState } from './4.2.2-1-unasked-state';

/** A NOTIFY to a SUBSCRIBE that asks for an hour. */
function lasting(state: string, answer: number): Scene {
  return scene((trace) => {
    const subscribe = subscribed(trace, { set: [['Expires', '3600']] });
    trace.acknowledges(tells(trace, subscribe, { state }), answer);
  });
}

testProvoked(unaskedState, 'states that were not asked for', {
  violation: { at: '481', ...notifiedTwice({}, {}, 481) },
  violations: {
    'the active one refused': notified({ state: live }, 500),
    'terminated though more was asked for': lasting(ended, 481),
  },
  legal: {
    'client that unsubscribes inside the dialog after an unexpected active state': scene((trace) => {
      const subscribe = subscribed(trace);
      trace.acknowledges(tells(trace, subscribe, { state: live }));
      const own = ['Call-ID', 'From'].map((name) => [name, fieldIn(subscribe, name)] as const);
      const inside = trace.subscribes({ set: [...own, ['To', `<sip:alice@example.com>;tag=${NOTIFIER}`]] });
      accepts(trace, inside);
      trace.acknowledges(tells(trace, subscribe, { cseq: 2 }), 200);
    }),
  },
  passes: {
    'both accepted': notifiedTwice({}, {}, 200),
    'terminated though more was asked for': lasting(ended, 200),
  },
  undecided: {
    'what was asked for': notified({}, 481),
    'a lasting subscription': lasting(live, 481),
    'a document that cannot be read': notified({ state: live, body: '<poc-settings>' }, 400),
    'no answer to the second': scene((trace) => void tells(trace, subscribed(trace), { state: live })),
  },
});
