import { notified, scene, subscribed, tells } from '../provoked/notify.fixture';
import { type Scene, testProvoked } from '../provoked/scene.fixture';
import { eventId } from './8.2.1-2-event-id';

/** A fetch with an id in Event. */
function asked(event: string, answer: number): Scene {
  return scene((trace) => {
    const subscribe = subscribed(trace, { set: [['Event', 'service-settings;id=7']] });
    trace.acknowledges(tells(trace, subscribe, { set: [['Event', event]] }), answer);
  });
}

testProvoked(eventId, 'an id only matches the same id', {
  violation: { at: '200', ...asked('service-settings', 200) },
  violations: {
    'the id and another parameter refused': asked('service-settings;id=7;foo=bar', 481),
    'another id accepted': asked('service-settings;id=8', 200),
  },
  legal: {
    'client that never uses id': notified({ set: [['Event', 'service-settings;id=7']] }, 481),
  },
  passes: {
    'no id refused': asked('service-settings', 481),
    'the id and another parameter': asked('service-settings;id=7;foo=bar', 200),
  },
  undecided: {
    'the same id': asked('service-settings;id=7', 200),
    'another parameter without an id': notified({ set: [['Event', 'service-settings;foo=bar']] }, 400),
  },
});
