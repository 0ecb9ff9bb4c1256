import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt } from '../assertions.fixture';
import { inEntity, notRead, rooted } from '../document.fixture';
import { testEntry } from '../entry.fixture';
import { publishSubject } from '../trace.fixture';
import { extensionElements } from './6-9-extensions';

const isb = '<isb-settings><incoming-session-barring active="true"/></isb-settings>';

testEntry(extensionElements, 'own elements live in another namespace and follow the defined ones', {
  violation: { seen: inEntity(`${isb}<ipmb-settings/>`), at: '<ipmb-settings/>' },
  legal: {
    'several foreign namespaces': {
      seen: rooted(`<entity id="a">${isb}<im:x/><q:y xmlns:q="urn:q"/></entity><im:z/>`),
    },
    'foreign attributes': { seen: inEntity(`${isb}<im:x im:a="b" c="d"/>`) },
  },
  inapplicable: { ...notRead, 'a document without extensions': { seen: inEntity(isb) } },
});

describe('RFC4354-6-9', () => {
  it('passes the ordinary document', () => assertPass(extensionElements, publishSubject()));
  it('fails a foreign element before a defined one, and points at it', () => {
    assert.equal(failureAt(extensionElements, inEntity(`<im:x/>${isb}`)), '<im:x/>');
    assert.equal(failureAt(extensionElements, rooted('<im:x/><entity id="a"/>')), '<im:x/>');
  });
  it('fails an element without namespace', () => {
    assert.equal(failureAt(extensionElements, inEntity(`${isb}<x xmlns=""/>`)), '<x xmlns=""/>');
  });
});
