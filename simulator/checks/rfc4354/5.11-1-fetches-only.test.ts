import { describe, it } from 'node:test';
import { assertPass } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { publishSubject, subscribeSubject } from '../trace.fixture';
import { fetchesOnly } from './5.11-1-fetches-only';

const lasting = (value: string) => subscribeSubject({ set: [['Expires', value]] });

testEntry(fetchesOnly, 'the settings are fetched, not subscribed to', {
  violation: { seen: lasting('3600'), at: 'Expires: 3600' },
  legal: { 'no SUBSCRIBE at all when the user never asks for the settings': { seen: publishSubject() } },
  inapplicable: {
    'a SUBSCRIBE that states no lifetime': { seen: subscribeSubject({ without: ['Expires'] }) },
    'a lifetime that cannot be read': { seen: lasting('soon') },
  },
});

describe('RFC4354-5.11-1', () => {
  it('passes a fetch', () => assertPass(fetchesOnly, lasting('00')));
});
