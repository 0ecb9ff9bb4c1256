import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt } from '../assertions.fixture';
import { inEntity, notRead } from '../document.fixture';
import { testEntry } from '../entry.fixture';
import { isbSettings } from './6-7-isb-settings';

const on = '<incoming-session-barring active="true"/>';
const isb = (content: string) => `<isb-settings>${content}</isb-settings>`;

testEntry(isbSettings, 'isb-settings occurs once and holds one incoming-session-barring', {
  violation: {
    seen: inEntity(isb('<incoming-session-barring>true</incoming-session-barring>')),
    at: '<incoming-session-barring>',
  },
  legal: {
    'foreign elements after incoming-session-barring': { seen: inEntity(isb(`${on}<im:x/><im:y>z</im:y>`)) },
    'element written as start/end tag pair': {
      seen: inEntity(isb('<incoming-session-barring active="1" ></incoming-session-barring>')),
    },
  },
  inapplicable: { ...notRead, 'a document without isb-settings': { seen: inEntity('<im:isb-settings/>') } },
});

describe('RFC4354-6-7', () => {
  const broken: readonly (readonly [string, string, string])[] = [
    ['two isb-settings', `${isb(on)}${isb(on)}`, '<isb-settings>'],
    ['two incoming-session-barring', isb(`${on}${on}`), on],
    ['two that contradict', isb(`${on}${on.replace('true', 'false')}`), on.replace('true', 'false')],
    ['an attribute that is missing', isb('<incoming-session-barring/>'), '<incoming-session-barring/>'],
    [
      'another attribute',
      isb('<incoming-session-barring active="1" a="b"/>'),
      '<incoming-session-barring active="1" a="b"/>',
    ],
    ['an element in it', isb('<incoming-session-barring active="1"><a/></incoming-session-barring>'), '<a/>'],
    ['none in it', '<isb-settings/>', '<isb-settings/>'],
  ];
  for (const [name, content, at] of broken) {
    it(`fails ${name}`, () => assert.equal(failureAt(isbSettings, inEntity(content)), at));
  }
  it('leaves the value to RFC4354-6-8', () => assertPass(isbSettings, inEntity(isb(on.replace('true', 'yes')))));
});
