import { fieldIn, type NotifyChanges, notified, scene, subscribed, tells } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { timeout } from './4.1.3-9-timeout';

/** A fetch that ends without a document, and another SUBSCRIBE with these fields of the old one. */
function again(names: readonly string[], changes: NotifyChanges = { body: '' }): Scene {
  return scene((trace) => {
    const subscribe = subscribed(trace);
    trace.acknowledges(tells(trace, subscribe, changes));
    trace.passes(500);
    trace.subscribes({ set: names.map((name) => [name, fieldIn(subscribe, name)] as const) });
  });
}

testProvoked(timeout, 'another fetch is a new request', {
  violation: { at: 'Call-ID: call-1@192.0.2.10', ...again(['Call-ID', 'From']) },
  legal: {
    'no new attempt': notified({ body: '' }, 200),
  },
  passes: {
    'a new request': again([]),
  },
  undecided: {
    'a fetch with a document': again(['Call-ID'], {}),
    'a NOTIFY that the client refused': notified({ body: '' }, 500),
  },
});
