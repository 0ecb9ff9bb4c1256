import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { failuresOf, outcomesOf, set } from '../row.fixture';
import { publishSubject, subscribeSubject } from '../trace.fixture';
import { sipsContact } from './8.1.1.8-2-sips-contact';

const SIPS = 'sips:alice@example.com';
const contact = (value: string, ...rows: readonly (readonly [string, string])[]) => set(['Contact', value], ...rows);

describe('RFC3261-8.1.1.8-2 Contact behind a SIPS URI', () => {
  testEntry(sipsContact, 'is a SIPS URI as well', {
    violation: {
      seen: subscribeSubject({ requestUri: SIPS, ...contact('<sip:alice@192.0.2.10>') }),
      at: 'sip:alice@192.0.2.10',
    },
    legal: { 'sip Contact when neither is sips': { seen: subscribeSubject(contact('<sip:alice@192.0.2.10>')) } },
    inapplicable: {
      'a request to a sip URI': { seen: subscribeSubject() },
      'a PUBLISH': { seen: publishSubject({ requestUri: SIPS, ...contact('<sip:a@b.c>') }) },
      'a Contact of another scheme': { seen: subscribeSubject({ requestUri: SIPS, ...contact('<tel:+1>') }) },
      'a Contact of *': { seen: subscribeSubject({ requestUri: SIPS, ...contact('*') }) },
      'no Contact': { seen: subscribeSubject({ requestUri: SIPS, without: ['Contact'] }) },
    },
  });

  it('looks at the top Route only', () => {
    const routed = (route: string) => subscribeSubject(contact('<sip:a@192.0.2.10>', ['Route', route]));
    assert.deepEqual(failuresOf(sipsContact, routed('<SIPS:a.b.c;lr>, <sip:d.e.f;lr>')), ['sip:a@192.0.2.10']);
    assert.deepEqual(outcomesOf(sipsContact, routed('<sip:a.b.c;lr>, <sips:d.e.f;lr>')), []);
  });

  it('passes sips', () => {
    const subject = subscribeSubject({ requestUri: SIPS, ...contact('<sips:alice@192.0.2.10>') });
    assert.deepEqual(outcomesOf(sipsContact, subject), ['pass']);
  });
});
