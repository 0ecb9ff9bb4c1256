import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { compareSettings } from './compare';
import { statedValues } from './document';
import { accepted, combinations, oneLine, oneLineSettings } from './read.fixture';
import { settingKeys } from './settings';

describe('compareSettings', () => {
  it('tells for each setting whether it is equal, differs or is absent', () => {
    const text = oneLine
      .replace('active="false"', 'active="true"')
      .replace('active="true"/></im:vis', 'active="yes"/></im:vis');
    assert.deepEqual(compareSettings(oneLineSettings, statedValues(accepted(text))), {
      isb: 'differs',
      ipmb: 'equal',
      vis: 'absent',
      dms: 'equal',
      chs: 'equal',
    });
  });

  it('finds equality in the 32 combinations with themselves only', () => {
    for (const a of combinations) {
      for (const b of combinations) {
        const outcomes = Object.values(compareSettings(a, b));
        assert.equal(
          outcomes.every((outcome) => outcome === 'equal'),
          a === b,
        );
        assert.equal(
          outcomes.filter((outcome) => outcome === 'differs').length,
          settingKeys.filter((key) => a[key] !== b[key]).length,
        );
      }
    }
  });
});
