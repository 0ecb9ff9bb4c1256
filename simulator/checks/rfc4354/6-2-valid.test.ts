import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt, outcomes } from '../assertions.fixture';
import { changed, inEntity, notRead, publishing, rooted } from '../document.fixture';
import { testEntry } from '../entry.fixture';
import { publishSubject } from '../trace.fixture';
import { validDocument } from './6-2-valid';

const on = '<incoming-session-barring active="true"/>';
const isb = `<isb-settings>${on}</isb-settings>`;
const am = '<am-settings><answer-mode>manual</answer-mode></am-settings>';
const ipab = '<ipab-settings><incoming-personal-alert-barring active="0"/></ipab-settings>';
const sss = '<sss-settings><simultaneous-sessions-support active="1"/></sss-settings>';
const foreign = '<im:x a="b">text<im:y/></im:x>';

testEntry(validDocument, 'the document is valid against the schema', {
  violation: { seen: rooted(`<entity>${foreign}${isb}<ext/></entity>`), at: '<entity>' },
  legal: {
    'foreign-namespace elements after the known ones': {
      seen: rooted(`<entity id="a">${isb}${foreign}</entity>${foreign}`),
    },
    'am-, ipab- and sss-settings present as well': { seen: inEntity(`${isb}${am}${ipab}${sss}${foreign}`) },
    'foreign attributes on poc-settings, entity and the *-settings elements': {
      seen: publishing(
        `<poc-settings xmlns="urn:oma:params:xml:ns:poc:poc-settings" xmlns:q="urn:q" q:a=""><entity id="a" q:b=""><isb-settings q:c="">${on}</isb-settings></entity></poc-settings>`,
      ),
    },
  },
  inapplicable: { ...notRead, 'a document with another root': { seen: changed(/poc-settings"/, 'x"') } },
});

describe('RFC4354-6-2', () => {
  const broken: readonly (readonly [string, ReturnType<typeof rooted>, string])[] = [
    ['an extension element in the poc-settings namespace', inEntity('<ext/>'), '<ext/>'],
    ['isb-settings after a foreign element', inEntity(`${foreign}${isb}`), '<isb-settings>'],
    ['am-settings before isb-settings', inEntity(`${am}${isb}`), '<isb-settings>'],
    ['a value that is no boolean', inEntity(isb.replace('true', 'yes')), 'yes'],
  ];
  for (const [name, seen, at] of broken) {
    it(`fails ${name}`, () => assert.equal(failureAt(validDocument, seen), at));
  }
  it('tells one place of several', () => assert.deepEqual(outcomes(validDocument, inEntity('<a/><b/>')), ['fail']));
  it('passes the ordinary document, and one without entity', () => {
    assertPass(validDocument, publishSubject());
    assertPass(validDocument, rooted(''));
  });
});
