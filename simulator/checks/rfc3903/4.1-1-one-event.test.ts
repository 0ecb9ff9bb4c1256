import { testEntry } from '../entry.fixture';
import { testOneEvent } from '../one-event.fixture';
import { publishSubject } from '../trace.fixture';
import { onePublishedEvent } from './4.1-1-one-event';

testEntry(onePublishedEvent, 'a PUBLISH has exactly one Event with one package', {
  violation: {
    seen: publishSubject({ set: [['Event', 'service-settings, presence']] }),
    at: 'service-settings, presence',
  },
  legal: {
    "compact header name 'o' for Event": {
      seen: publishSubject({ without: ['Event'], add: [['o', 'service-settings']] }),
    },
    'event parameters': { seen: publishSubject({ set: [['Event', 'service-settings;id=4711;x="a;b"']] }) },
  },
  inapplicable: {
    'a removal': { seen: publishSubject({ body: '', without: ['Event', 'Content-Type'], add: [['Expires', '0']] }) },
  },
});
testOneEvent(onePublishedEvent, publishSubject);
