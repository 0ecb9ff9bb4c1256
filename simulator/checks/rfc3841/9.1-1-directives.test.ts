import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { publishSubject } from '../trace.fixture';
import { oneDirectivePerType } from './9.1-1-directives';

const asking = (...values: string[]) =>
  publishSubject({ add: values.map((value) => ['Request-Disposition', value] as const) });

testEntry(oneDirectivePerType, 'Request-Disposition has at most one directive of each type', {
  violation: { seen: asking('fork, no-fork'), at: 'no-fork' },
  legal: {
    "compact 'd'": { seen: publishSubject({ add: [['d', 'proxy, cancel, fork, recurse, parallel, queue']] }) },
    'header absent': { seen: publishSubject() },
  },
  inapplicable: {
    'a request without it': { seen: publishSubject() },
    'a row that cannot be read': { seen: asking('fork, no-fork', 'a;b') },
  },
});

describe('RFC3841-9.1-1', () => {
  const pairs: readonly (readonly [string, string])[] = [
    ['proxy', 'redirect'],
    ['no-cancel', 'cancel'],
    ['recurse', 'NO-recurse'],
    ['sequential', 'parallel'],
    ['queue', 'no-queue'],
    ['fork', 'fork'],
  ];
  for (const [one, other] of pairs) {
    it(`fails ${one} and ${other}, over several rows too`, () => {
      assert.equal(failureAt(oneDirectivePerType, asking(`${one}, x, ${other}`)), other);
      assert.equal(failureAt(oneDirectivePerType, asking(one, other)), other);
    });
  }
  it('passes directives that it does not know, repeated too', () => {
    assertPass(oneDirectivePerType, asking('x, x, fork, no-forks'));
  });
});
