import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt, outcomes } from '../assertions.fixture';
import { changed, inEntity, notRead, rooted } from '../document.fixture';
import { testEntry } from '../entry.fixture';
import { context } from '../trace.fixture';
import { booleanSettings } from './6-8-boolean';

const vis = (value: string) => changed('<im:vis-status active="true"/>', `<im:vis-status active="${value}"/>`);

testEntry(booleanSettings, 'active is an XML Schema boolean', {
  violation: { seen: vis('yes'), at: 'yes' },
  legal: {
    '1 and 0': { seen: changed(/"true"/g, '"1"') },
    'surrounding white space': { seen: vis(' \n\tfalse ') },
  },
  inapplicable: {
    ...notRead,
    'a document without settings': { seen: rooted('<entity id="a"/>') },
    'a document with another root': { seen: changed(/poc-settings"/, 'x"') },
  },
});

describe('RFC4354-6-8', () => {
  for (const value of ['TRUE', 'False', 'yes', 'on', 'active', '01', '\u00A0true']) {
    it(`fails "${value}" and points at it`, () => {
      assert.equal(failureAt(booleanSettings, vis(value)), Buffer.from(value).toString('latin1'));
    });
  }
  it('fails an empty value, and says so', () => {
    assert.equal(failureAt(booleanSettings, vis('')), '');
    assert.equal(booleanSettings.judge(vis(''), context())[0]?.actual, 'an empty value');
  });
  it('tells each setting', () =>
    assert.deepEqual(outcomes(booleanSettings, changed(/"false"/g, '"no"')), ['fail', 'fail', 'fail']));
  it("fails a value of RFC 4354's other switches", () => {
    const sss = '<sss-settings><simultaneous-sessions-support active="on"/></sss-settings>';
    assert.equal(failureAt(booleanSettings, inEntity(sss)), 'on');
  });
  it('leaves a missing value to others', () => {
    assertPass(booleanSettings, changed('<im:vis-status active="true"/>', '<im:vis-status/>'));
  });
});
