import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { failuresOf, outcomesOf, set } from '../row.fixture';
import { otherSubject, publishSubject, registerSubject, subscribeSubject } from '../trace.fixture';
import { noToTag } from './8.1.1.2-1-no-to-tag';

const to = (value: string) => set(['To', value]);
const stray = { hasStrayToTag: true } as const;

describe('RFC3261-8.1.1.2-1 a tag in To', () => {
  testEntry(noToTag, 'no request outside a dialog has one', {
    violation: { seen: publishSubject(to('<sip:alice@example.com>;tag=1'), stray), at: 'tag=1' },
    legal: {
      'other To parameters': { seen: publishSubject(to('<sip:alice@example.com>;x=1;y')) },
      'a tag-looking string inside the URI brackets': { seen: publishSubject(to('<sip:alice@example.com;tag=1>')) },
    },
    inapplicable: {
      'a request inside a dialog': { seen: publishSubject(to('<sip:alice@example.com>;tag=1')) },
      'a SUBSCRIBE inside a dialog': { seen: subscribeSubject({}, { kind: 'settings-subscribe-in-dialog' }) },
      'another request': { seen: otherSubject(to('<sip:alice@example.com>;tag=1'), stray) },
      'a To that cannot be read': { seen: publishSubject(to('"x'), stray) },
    },
  });

  it('fails SUBSCRIBE and REGISTER, and points at the tag behind the URI', () => {
    const both = to('"a;tag=0" <sip:alice@example.com;tag=x> ; a=b ; tag = 1');
    assert.deepEqual(failuresOf(noToTag, subscribeSubject(both, stray)), ['tag = 1']);
    assert.deepEqual(failuresOf(noToTag, registerSubject(both, stray)), ['tag = 1']);
  });

  it('passes what has none', () => {
    for (const seen of [publishSubject(), subscribeSubject(), registerSubject()])
      assert.deepEqual(outcomesOf(noToTag, seen), ['pass']);
  });
});
