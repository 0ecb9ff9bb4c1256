import { testEntry } from '../entry.fixture';
import { context, subscribeSubject } from '../trace.fixture';
import { noSubscribeBody } from './5.3-1-no-subscribe-body';

const body = '<filter-set xmlns="urn:ietf:params:xml:ns:simple-filter"/>';
const seen = subscribeSubject({ body, set: [['Content-Type', 'application/simple-filter+xml']] });

testEntry(noSubscribeBody, 'a settings SUBSCRIBE normally has no body', {
  violation: { seen, at: body },
  legal: {
    'filter body when PICS declares it': { seen, context: context({ pics: { subscribe_filter: true } }) },
  },
  inapplicable: {
    'a stream without Content-Length': {
      seen: subscribeSubject({ without: ['Content-Length'], body }, { event: { transport: 'tcp' } }),
    },
    'a SUBSCRIBE inside a dialog': { seen: subscribeSubject({ body }, { kind: 'settings-subscribe-in-dialog' }) },
  },
});
