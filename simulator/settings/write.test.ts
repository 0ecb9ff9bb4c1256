import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Binding, omaImDefault } from './binding';
import { valuesOf } from './document';
import { accepted, combinations, oneLine, oneLineSettings } from './read.fixture';
import { writeComposed, writeDocument, writeEmptyDocument } from './write';

const entityId = 'urn:uuid:00000000-0000-1000-8000-AABBCCDDEEFF';
const value = { type: 'boolean' as const };

/** One namespace, one container, texts beside attributes. */
const oneNamespace: Binding = {
  name: 'one-namespace',
  mediaTypes: ['application/x'],
  root: { ns: 'urn:x', name: 'im' },
  entity: { ns: 'urn:x', name: 'user', idAttribute: 'name' },
  settings: {
    isb: { ns: 'urn:x', path: ['barring', 'session'], ...value },
    ipmb: { ns: 'urn:x', path: ['barring', 'pager'], ...value },
    vis: { ns: 'urn:x', path: ['presence'], attribute: 'visible', ...value },
    dms: { ns: 'urn:x', path: ['store'], attribute: 'deferred', ...value },
    chs: { ns: 'urn:x', path: ['store'], attribute: 'history', ...value },
  },
};

/** The root without a namespace, settings in two others. */
const noNamespace: Binding = {
  ...oneNamespace,
  name: 'no-namespace',
  root: { ns: 'urn:x', name: 'im' },
  entity: { ns: '', name: 'user', idAttribute: 'name' },
  settings: { ...oneNamespace.settings, vis: { ns: 'urn:y', path: ['presence'], attribute: 'visible', ...value } },
};

describe('writeDocument', () => {
  it('writes the one-line form of fact sheet 12.4', () => {
    const text = writeDocument({ settings: oneLineSettings, entityId }, omaImDefault);
    assert.equal(text, oneLine);
    assert.equal(Buffer.byteLength(text), 600);
  });

  for (const binding of [omaImDefault, oneNamespace, noNamespace]) {
    it(`is read back as written, for all 32 combinations (${binding.name})`, () => {
      for (const settings of combinations) {
        assert.deepEqual(valuesOf(accepted(writeDocument({ settings, entityId }, binding), binding)), settings);
      }
    });
  }

  it('writes the settings of one container into one element', () => {
    const text = writeDocument({ settings: oneLineSettings, entityId: 'a' }, oneNamespace);
    assert.match(text, /<barring><session>false<\/session><pager>false<\/pager><\/barring>/);
    assert.match(text, /<store deferred="true" history="false"\/>/);
  });

  it('carries any id that XML can carry', () => {
    const legal = fc
      .string({ unit: 'grapheme' })
      .filter((id) => !/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(id));
    fc.assert(
      fc.property(legal, (id) => {
        const text = writeDocument({ settings: oneLineSettings, entityId: id }, omaImDefault);
        assert.equal(accepted(text).entities[0]?.id, id);
      }),
    );
    const text = writeDocument({ settings: oneLineSettings, entityId: '<&"\'\t\n\r' }, omaImDefault);
    assert.equal(accepted(text).entities[0]?.id, '<&"\'\t\n\r');
  });

  it('writes U+FFFD for what XML cannot carry', () => {
    const text = writeDocument({ settings: oneLineSettings, entityId: 'a\u0000\uD800' }, omaImDefault);
    assert.equal(accepted(text).entities[0]?.id, 'a\uFFFD\uFFFD');
  });
});

describe('writeEmptyDocument and writeComposed', () => {
  it('writes the root without an entity', () => {
    for (const binding of [omaImDefault, oneNamespace, noNamespace]) {
      const document = accepted(writeEmptyDocument(binding), binding);
      assert.equal(document.isSettings, true);
      assert.deepEqual(document.entities, []);
    }
  });

  it('writes an entity for each client', () => {
    const states = combinations.slice(3, 6).map((settings, index) => ({ settings, entityId: `client ${index}` }));
    const document = accepted(writeComposed(states, omaImDefault));
    assert.deepEqual(
      document.entities.map(({ id }) => id),
      ['client 0', 'client 1', 'client 2'],
    );
    for (const [index, { settings }] of states.entries()) {
      assert.equal(document.settings.isb.found[index]?.active, settings.isb);
      assert.equal(document.settings.chs.found[index]?.active, settings.chs);
    }
  });
});
