import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { omaImDefault } from '../settings/binding';
import type { Settings } from '../settings/settings';
import { publish } from '../sip/message.fixture';
import { differencesFrom } from './told-values';

/** What the conforming PUBLISH of the fixture states. */
const stated: Settings = { isb: false, ipmb: false, vis: true, dms: true, chs: false };

describe('what a PUBLISH states otherwise than the client was told', () => {
  const differences = (told: Settings, changes?: Parameters<typeof publish>[0]) =>
    differencesFrom(told, publish(changes), omaImDefault);

  it('is nothing for the same values', () => assert.deepEqual(differences(stated), []));

  it('is named with the values that were sent', () => {
    assert.deepEqual(differences({ ...stated, isb: true, vis: false }), ['ISB not active', 'VIS active']);
  });

  for (const body of ['', 'no xml', '<?xml version="1.0"?><other/>']) {
    it(`is nothing where nobody mistook a value: ${body || 'no body'}`, () => {
      assert.deepEqual(differences({ ...stated, isb: true }, { body }), []);
    });
  }
});
