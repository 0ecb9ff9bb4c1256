import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { publishSubject } from '../trace.fixture';
import { removalNamesPublication } from './4.5-1-removal-names-publication';

const zero = row('Expires', '0');
const tagged = row('SIP-If-Match', 'e1');

testEntry(removalNamesPublication, 'a removal names the publication', {
  violation: { seen: publishSubject({ set: [zero], body: '', without: ['Content-Type'] }), at: 'Expires: 0' },
  legal: { 'no removal at all: the publication simply expires': { seen: publishSubject() } },
  inapplicable: {
    'a lifetime that is asked for': { seen: publishSubject({ set: [row('Expires', '60')] }) },
    'two Expires': { seen: publishSubject({ add: [zero, zero] }) },
    'a header part that is cut off': {
      seen: publishSubject({ set: [zero], raw: (text) => text.slice(0, -700) }, { event: { truncated: true } }),
    },
  },
});

testEntry(removalNamesPublication, 'a removal names the publication: written 00, with a body', {
  violation: { seen: publishSubject({ set: [row('Expires', '00')] }), at: 'Expires: 00' },
  legal: {
    'no removal at all: the publication simply expires': { seen: publishSubject({ set: [zero, tagged], body: '' }) },
  },
});
