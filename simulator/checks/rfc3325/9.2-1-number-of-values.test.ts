import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { failureAt } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { publishSubject } from '../trace.fixture';
import { preferredIdentities } from './9.2-1-number-of-values';

const preferring = (...values: string[]) =>
  publishSubject({ add: values.map((value) => ['P-Preferred-Identity', value] as const) });

testEntry(preferredIdentities, 'P-Preferred-Identity has one URI, or one sip(s) and one tel URI', {
  violation: { seen: preferring('<sip:a@x.net>, <sip:b@x.net>'), at: '<sip:b@x.net>' },
  legal: {
    'display name': { seen: preferring('"Alice, A." <sips:a@x.net>') },
    'bare addr-spec': { seen: preferring('tel:+12015550123') },
    'two rows': { seen: preferring('<tel:+12015550123>', '<sip:a@x.net>') },
  },
  inapplicable: {
    'a request without it': { seen: publishSubject() },
    'a value that cannot be read, which breaks RFC3325-9.2-2': { seen: preferring('<sip:a@x.net>;a=b, <sip:b@x.net>') },
  },
});

describe('RFC3325-9.2-1', () => {
  const broken: readonly (readonly [readonly string[], string])[] = [
    [['<sip:a@x.net>, <tel:+1>, <sips:b@x.net>'], '<sips:b@x.net>'],
    [['<sip:a@x.net>', '<sips:a@x.net>'], '<sips:a@x.net>'],
    [['<tel:+1>, <tel:+2>'], '<tel:+2>'],
    [['<mailto:a@x.net>'], '<mailto:a@x.net>'],
    [['<sip:a@x.net>, <http://x.net>'], '<http://x.net>'],
    [[''], 'P-Preferred-Identity: '],
    [['<sip:a@x.net>', ''], 'P-Preferred-Identity: '],
  ];
  for (const [values, at] of broken) {
    it(`fails "${values.join('" | "')}"`, () =>
      assert.equal(failureAt(preferredIdentities, preferring(...values)), at));
  }
});
