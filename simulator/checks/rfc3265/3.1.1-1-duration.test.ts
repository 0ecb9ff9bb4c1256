import { describe, it } from 'node:test';
import { assertPass } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { subscribeSubject } from '../trace.fixture';
import { statedDuration } from './3.1.1-1-duration';

testEntry(statedDuration, 'a SUBSCRIBE states its duration', {
  violation: { seen: subscribeSubject({ without: ['Expires'] }), at: 'SUBSCRIBE sip:alice@example.com SIP/2.0' },
  legal: { 'value judged by 6.1.1.2-5': { seen: subscribeSubject({ set: [['Expires', '3600']] }) } },
  inapplicable: {
    'a row that cannot be read': { seen: subscribeSubject({ raw: (text) => text.replace('Expires: 0', 'Expires 0') }) },
    'a SUBSCRIBE inside a dialog': {
      seen: subscribeSubject({ without: ['Expires'] }, { kind: 'settings-subscribe-in-dialog' }),
    },
  },
});

describe('RFC3265-3.1.1-1', () => {
  it('leaves a second row to others', () => assertPass(statedDuration, subscribeSubject({ add: [['Expires', '0']] })));
});
