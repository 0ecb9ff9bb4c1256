import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { failuresOf, outcomesOf, set } from '../row.fixture';
import { answerOf, publishSubject, subscribeSubject } from '../trace.fixture';
import { headerRows } from './7.3.1-1-header-rows';
import { escapes } from './19.1.2-1-escapes';

const from = (value: string) => publishSubject(set(['From', `${value};tag=1`]));

describe('RFC3261-19.1.2-1 escapes', () => {
  testEntry(escapes, 'what a part of a URI may not hold is written as %HH', {
    violation: { seen: from('<sip:alice smith@example.com>'), at: ' ' },
    legal: {
      'lower- or upper-case hex digits': { seen: from('<sip:a%c3%A9%2f@example.com>') },
      'escaping of characters that need none': { seen: from('<sip:%61%6C%69ce@example.com;%78=%31>') },
    },
    inapplicable: { 'a response': { seen: answerOf(set(['Contact', '<sip:a b@c.d>'])) } },
  });

  const wrong: readonly [string, string][] = [
    ['<sip:al"ice@example.com>', '"'],
    ['<sip:alice@home@example.com>', '@'],
    ['<sip:al\u00efce@example.com>', '\u00c3'],
    ['<sip:al%4@example.com>', '%4'],
    ['<sip:al%zzice@example.com>', '%zz'],
    ['<sip:alice:pa;ss@example.com>', ';'],
    ['<sip:alice@%65xample.com>', '%65'],
    ['<sip:alice@example.com;x="1">', '"'],
    ['<sip:alice@example.com?a=;>', ';'],
    ['sip:alice smith@example.com', ' '],
  ];
  for (const [value, at] of wrong) {
    it(`fails ${value} once, and no other entry does`, () => {
      assert.deepEqual(failuresOf(escapes, from(value)), [at]);
      assert.deepEqual(outcomesOf(headerRows, from(value)), ['pass']);
    });
  }

  it('looks at Request-URI, To, Contact and Route', () => {
    for (const [uri, at] of [
      ['sip:al"ice@example.com', '"'],
      ['sip:al%4@example.com', '%4@'],
      ['sip:alice@%65xample.com', '%65'],
      ['sip:alice@example.com;x=|', '|'],
    ] as const)
      assert.deepEqual(failuresOf(escapes, publishSubject({ requestUri: uri })), [at]);
    for (const name of ['To', 'Contact', 'Route'])
      assert.deepEqual(failuresOf(escapes, subscribeSubject(set([name, '<sip:a b@example.com>']))), [' '], name);
  });
});
