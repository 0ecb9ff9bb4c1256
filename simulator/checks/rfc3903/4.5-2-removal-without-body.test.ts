import { SETTINGS_DOCUMENT } from '../../sip/message.fixture';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { publishSubject } from '../trace.fixture';
import { removalWithoutBody } from './4.5-2-removal-without-body';

const removal = [row('Expires', '0'), row('SIP-If-Match', 'e1')];

testEntry(removalWithoutBody, 'a removal has no body', {
  violation: { seen: publishSubject({ set: removal }), at: SETTINGS_DOCUMENT },
  legal: { 'Content-Length: 0': { seen: publishSubject({ set: removal, body: '', without: ['Content-Type'] }) } },
  inapplicable: {
    'a lifetime that is asked for': {
      seen: publishSubject({ set: [row('Expires', '10'), row('SIP-If-Match', 'e1')] }),
    },
    'a first PUBLISH, which removes nothing': { seen: publishSubject({ set: [row('Expires', '0')] }) },
  },
});
