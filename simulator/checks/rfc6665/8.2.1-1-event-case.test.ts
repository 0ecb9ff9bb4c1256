import { notified } from '../provoked/notify.fixture';
import { testProvoked } from '../provoked/scene.fixture';
import { eventCase } from './8.2.1-1-event-case';

testProvoked(eventCase, 'event types are compared octet by octet', {
  violation: { at: '200', ...notified({ set: [['Event', 'Service-Settings']] }, 200) },
  legal: {
    '481 or 489': notified({ set: [['Event', 'Service-Settings']] }, 489),
    'other fitting 4xx': notified({ set: [['Event', 'Service-Settings']] }, 400),
  },
  undecided: {
    'its own package': notified({}, 200),
    'no answer': notified({ set: [['Event', 'Service-Settings']] }, 0),
  },
});
