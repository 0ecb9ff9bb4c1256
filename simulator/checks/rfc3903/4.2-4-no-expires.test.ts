import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { failureAt, outcomes } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { publishSubject } from '../trace.fixture';
import { noSuggestedLifetime } from './4.2-4-no-expires';

const expires = (...values: string[]) => ({ add: values.map((value) => ['Expires', value] as const) });

testEntry(noSuggestedLifetime, 'at most one Expires as a suggestion, which the profile forbids', {
  violation: { seen: publishSubject(expires('3600', '60')), at: 'Expires: 60' },
  legal: { absent: { seen: publishSubject() } },
  inapplicable: {
    'a removal': { seen: publishSubject({ body: '', without: ['Content-Type'], ...expires('0') }) },
  },
});

describe('RFC3903-4.2-4', () => {
  it('tells of one, too, and refers to the item that judges it', () => {
    assert.equal(failureAt(noSuggestedLifetime, publishSubject(expires('3600'))), 'Expires: 3600');
    assert.deepEqual(outcomes(noSuggestedLifetime, publishSubject(expires('1', '2', '3'))), ['fail']);
  });
});
