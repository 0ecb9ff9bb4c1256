import { testEntry } from '../entry.fixture';
import { testOneEvent } from '../one-event.fixture';
import { subscribeSubject } from '../trace.fixture';
import { oneSubscribedEvent } from './3.1.2-1-one-event';

testEntry(oneSubscribedEvent, 'a SUBSCRIBE has exactly one Event', {
  violation: { seen: subscribeSubject({ add: [['Event', 'presence']] }), at: 'Event: presence' },
  legal: {
    "compact header name 'o' for Event": {
      seen: subscribeSubject({ without: ['Event'], add: [['o', 'service-settings']] }),
    },
  },
  inapplicable: {
    'a SUBSCRIBE inside a dialog': {
      seen: subscribeSubject({ without: ['Event'] }, { kind: 'settings-subscribe-in-dialog' }),
    },
  },
});
testOneEvent(oneSubscribedEvent, subscribeSubject);
