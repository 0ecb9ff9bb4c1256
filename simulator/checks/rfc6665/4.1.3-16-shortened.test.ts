import type { MessageEvent } from '../../trace/event';
import { fieldIn, NOTIFIER, notified, scene, tells } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import type { TraceBuilder } from '../trace.fixture';
import { shortened } from './4.1.3-16-shortened';

const state = 'active;expires=30';

/** A subscription for an hour with a NOTIFY. */
function hour(trace: TraceBuilder, told: string, answer: number): MessageEvent {
  const subscribe = trace.subscribes({ set: [['Expires', '3600']] });
  trace.answers(subscribe, 200, [
    ['To', `<sip:alice@example.com>;tag=${NOTIFIER}`],
    ['Expires', '3600'],
  ]);
  trace.acknowledges(tells(trace, subscribe, { state: told }), answer);
  return subscribe;
}

/** The same, renewed so long behind it. */
function lasting(renewed?: number, told = state, answer = 200): Scene {
  return scene((trace) => {
    const subscribe = hour(trace, told, answer);
    if (renewed === undefined) return;
    trace.passes(renewed);
    const own = ['Call-ID', 'From'].map((name) => [name, fieldIn(subscribe, name)] as const);
    trace.subscribes({ set: [...own, ['To', `<sip:alice@example.com>;tag=${NOTIFIER}`]] });
  });
}

testProvoked(shortened, 'a shorter duration counts', {
  violation: { at: 'no SUBSCRIBE', ...lasting() },
  violations: {
    'renewed too late': lasting(31_000),
  },
  legal: {
    'refresh at any moment before the announced time': lasting(29_000),
  },
  undecided: {
    'a fetch': notified({ state: 'active;expires=30' }, 200),
    'no less than the 2xx gave': lasting(undefined, 'active;expires=3590'),
    'a NOTIFY that the client refused': lasting(undefined, state, 481),
    'a capture': { play: (trace) => hour(trace, state, 200) },
  },
});
