import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { publishSubject } from '../trace.fixture';
import { privacyValues } from './7-1-privacy';

const asking = (...values: string[]) => publishSubject({ add: values.map((value) => ['Privacy', value] as const) });

testEntry(privacyValues, 'requested privacy carries "id", each value once', {
  violation: { seen: asking('none;id'), at: 'none' },
  legal: {
    'further values user, header': { seen: asking('user;header;id') },
    'absent without privacy': { seen: publishSubject() },
  },
  inapplicable: {
    'a request without Privacy': { seen: publishSubject() },
    'a value that the parser found broken': { seen: asking('id;\u0001') },
  },
});

describe('RFC3325-7-1', () => {
  const broken: readonly (readonly [readonly string[], string])[] = [
    [['id;user;ID'], 'ID'],
    [['id', 'id'], 'id'],
    [['user;critical'], 'user;critical'],
    [['id, user'], 'id, user'],
    [[''], ''],
  ];
  for (const [values, at] of broken) {
    it(`fails ${values.join(' | ')}`, () => assert.equal(failureAt(privacyValues, asking(...values)), at));
  }
  it('passes none alone, and values it does not know beside id', () => {
    assertPass(privacyValues, asking('none'));
    assertPass(privacyValues, asking('history ; id ; critical'));
  });
});
