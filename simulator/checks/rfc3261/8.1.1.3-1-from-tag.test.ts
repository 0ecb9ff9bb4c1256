import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { compact, failuresOf, outcomesOf, set } from '../row.fixture';
import { answerOf, otherSubject, publishSubject } from '../trace.fixture';
import { fromTag } from './8.1.1.3-1-from-tag';

const from = (value: string) => publishSubject(set(['From', value]));

describe('RFC3261-8.1.1.3-1 the tag of From', () => {
  testEntry(fromTag, 'From has a tag behind the address', {
    violation: { seen: from('<sip:alice@example.com;tag=88sja8x>'), at: '<sip:alice@example.com;tag=88sja8x>' },
    legal: {
      "compact 'f'": { seen: publishSubject(compact()) },
      'blanks around ; and =': { seen: from('<sip:alice@example.com> ; tag = 88sja8x') },
      'From in addr-spec form: From: sip:alice@example.com;tag=88sja8x': {
        seen: from('sip:alice@example.com;tag=88sja8x'),
      },
    },
    inapplicable: {
      'a response': { seen: answerOf(set(['From', '<sip:alice@example.com>'])) },
      'a request without From': { seen: publishSubject({ without: ['From'] }) },
      'a From that cannot be read': { seen: from('"Alice <sip:alice@example.com>') },
      'a From with a control character': { seen: from('"\u0001" <sip:alice@example.com>') },
    },
  });

  for (const [value, at] of [
    ['<sip:alice@example.com>', '<sip:alice@example.com>'],
    ['<sip:alice@example.com>;tag', '<sip:alice@example.com>;tag'],
    ['<sip:alice@example.com>;tag=', 'tag='],
    ['<sip:alice@example.com>;Tag =', 'Tag ='],
    ['<sip:alice@example.com>;tag="a"', '<sip:alice@example.com>;tag="a"'],
    ['<sip:alice@example.com>;tag=[::1]', '<sip:alice@example.com>;tag=[::1]'],
    ['"a;tag=1" <sip:alice@example.com>;x=tag', '"a;tag=1" <sip:alice@example.com>;x=tag'],
  ] as const) {
    it(`fails ${value}`, () => assert.deepEqual(failuresOf(fromTag, from(value)), [at]));
  }

  it('looks at every request, and takes any letter case', () => {
    assert.deepEqual(outcomesOf(fromTag, otherSubject(set(['From', '<sip:a@b.c>']))), ['fail']);
    assert.deepEqual(outcomesOf(fromTag, from('<sip:alice@example.com>;TAG=a')), ['pass']);
  });
});
