import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Binding } from './binding';
import { omaImDefault } from './binding';
import { accepted, im, oneLine } from './read.fixture';
import { type Flaw, POC, type SchemaReading } from './schema';

const on = '<incoming-session-barring active="true"/>';
const isb = `<isb-settings>${on}</isb-settings>`;
const foreign = '<im:x/>';

function rooted(content: string): string {
  return `<poc-settings xmlns="${POC}" xmlns:im="${im}">${content}</poc-settings>`;
}

function entity(content: string): string {
  return rooted(`<entity id="é">${content}</entity>`);
}

function readingOf(text: string): SchemaReading {
  const { schema } = accepted(text);
  assert.ok(schema);
  return schema;
}

/** What a flaw says, and the octets that it points at. */
function shown(text: string, flaw: Flaw | undefined): readonly [string, string] | undefined {
  return flaw && [flaw.message, Buffer.from(text).toString('utf8', flaw.span.start, flaw.span.end)];
}

describe('what a document of RFC 4354 says of its schema', () => {
  it('nothing bad of an ordinary one', () => {
    assert.deepEqual(readingOf(oneLine), { hasIsb: true, hasExtensions: true, notBoolean: [] });
    assert.deepEqual(readingOf(rooted('')), { hasIsb: false, hasExtensions: false, notBoolean: [] });
  });

  it('nothing at all of a document with another root', () => {
    assert.equal(accepted('<poc-settings><entity/></poc-settings>').schema, undefined);
    assert.equal(accepted(`<x xmlns="${POC}"><entity/></x>`).schema, undefined);
    const other: Binding = { ...omaImDefault, root: { ns: 'urn:x', name: 'x' } };
    assert.notEqual(accepted(oneLine, other).schema, undefined);
  });

  const invalid: readonly (readonly [string, string, string, string])[] = [
    ['an entity without id', rooted('<entity/>'), 'entity without the attribute id', '<entity/>'],
    ['text in the root', rooted('x'), 'text within <poc-settings>', rooted('').replace('</poc-settings>', '')],
    ['text in an entity', entity('<![CDATA[x]]>'), 'text within <entity>', '<entity id="é">'],
    [
      'text in a group',
      entity(`<am-settings>x${'<answer-mode>manual</answer-mode>'}</am-settings>`),
      'text within <am-settings>',
      '<am-settings>',
    ],
    [
      'groups out of order',
      entity(`<sss-settings><simultaneous-sessions-support active="1"/></sss-settings>${isb}`),
      '<isb-settings> behind <sss-settings>',
      '<isb-settings>',
    ],
    [
      'an entity behind a foreign element',
      rooted(`${foreign}<entity id="1"/>`),
      '<entity> behind an element that RFC 4354 does not define',
      '<entity id="1"/>',
    ],
    [
      'a group behind a foreign element',
      entity(`${foreign}${isb}`),
      '<isb-settings> behind an element that RFC 4354 does not define',
      '<isb-settings>',
    ],
    ['an empty group', entity('<am-settings/>'), '<am-settings> without <answer-mode>', '<am-settings/>'],
    [
      'a group that starts with something else',
      entity(`<am-settings>${foreign}<answer-mode>manual</answer-mode></am-settings>`),
      '<x> as first element of <am-settings>',
      foreign,
    ],
    [
      'a mode that is none',
      entity('<am-settings><answer-mode>Manual</answer-mode></am-settings>'),
      '<answer-mode> is neither "automatic" nor "manual"',
      '<answer-mode>',
    ],
    [
      'a switch that is no boolean',
      entity('<ipab-settings><incoming-personal-alert-barring active="on"/></ipab-settings>'),
      'a value of <incoming-personal-alert-barring> that is no boolean',
      'on',
    ],
    [
      'a foreign attribute on a switch',
      entity(`<isb-settings><incoming-session-barring active="1" im:a=""/></isb-settings>`),
      '<incoming-session-barring> with the attribute im:a',
      '<incoming-session-barring active="1" im:a=""/>',
    ],
  ];
  for (const [name, text, message, at] of invalid) {
    it(`refuses ${name}`, () => assert.deepEqual(shown(text, readingOf(text).invalid), [message, at]));
  }

  const ofIsb: readonly (readonly [string, string, string, string])[] = [
    ['a second isb-settings', isb + isb, 'a second <isb-settings>', '<isb-settings>'],
    [
      'a second incoming-session-barring',
      `<isb-settings>${on}${foreign}${on}</isb-settings>`,
      'a second <incoming-session-barring>',
      on,
    ],
    ['none in it', '<isb-settings/>', '<isb-settings> without <incoming-session-barring>', '<isb-settings/>'],
    [
      'no attribute',
      '<isb-settings><incoming-session-barring/></isb-settings>',
      '<incoming-session-barring> without the attribute active',
      '<incoming-session-barring/>',
    ],
    [
      'another attribute',
      '<isb-settings><incoming-session-barring active="1" x=""/></isb-settings>',
      '<incoming-session-barring> with the attribute x',
      '<incoming-session-barring active="1" x=""/>',
    ],
    [
      'an element in it',
      `<isb-settings><incoming-session-barring active="1"><im:y/></incoming-session-barring></isb-settings>`,
      '<y> within <incoming-session-barring>',
      '<im:y/>',
    ],
    [
      'text in it',
      '<isb-settings><incoming-session-barring active="1">1</incoming-session-barring></isb-settings>',
      'text within <incoming-session-barring>',
      '<incoming-session-barring active="1">',
    ],
  ];
  for (const [name, content, message, at] of ofIsb) {
    it(`tells of isb-settings: ${name}`, () => {
      const text = entity(content);
      assert.deepEqual(shown(text, readingOf(text).isb), [message, at]);
    });
  }

  it('lets isb-settings have what the schema admits', () => {
    const full = `<isb-settings im:a=""><incoming-session-barring xmlns:q="u" active="1" ></incoming-session-barring>${foreign}<any/></isb-settings>`;
    const twoEntities = rooted(`<entity id="1">${isb}</entity><entity id="2">${isb}</entity>`);
    for (const text of [entity(full), twoEntities]) {
      assert.deepEqual(readingOf(text), { hasIsb: true, hasExtensions: false, notBoolean: [] });
    }
    const located = `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${POC} x"`;
    const text = oneLine.replace('<incoming-session-barring', `<incoming-session-barring ${located}`);
    assert.equal(readingOf(text).invalid, undefined);
  });

  it('looks for isb-settings right within an entity only', () => {
    const elsewhere = `<x:isb-settings xmlns:x="urn:x"/><im:y><isb-settings/></im:y>`;
    assert.equal(readingOf(entity(elsewhere)).hasIsb, false);
    assert.equal(readingOf(rooted(`<im:x>${isb}</im:x>`)).hasIsb, false);
  });

  const extensions: readonly (readonly [string, string, string, string])[] = [
    [
      'in the namespace of RFC 4354',
      entity(`${isb}<ext/>`),
      '<ext> in the namespace of RFC 4354, which does not define it',
      '<ext/>',
    ],
    [
      'in it behind a foreign one',
      entity(`${isb}${foreign}<ext/>`),
      '<ext> in the namespace of RFC 4354, which does not define it',
      '<ext/>',
    ],
    [
      'in it beside the entity',
      rooted('<ext/>'),
      '<ext> in the namespace of RFC 4354, which does not define it',
      '<ext/>',
    ],
    ['in no namespace', entity('<ext xmlns=""/>'), '<ext> in no namespace', '<ext xmlns=""/>'],
    [
      'before isb-settings',
      entity(`${foreign}${isb}`),
      'an element that RFC 4354 does not define before <isb-settings>',
      foreign,
    ],
    [
      'before the entity',
      rooted(`${foreign}<entity id="1"/>`),
      'an element that RFC 4354 does not define before <entity>',
      foreign,
    ],
  ];
  for (const [name, text, message, at] of extensions) {
    it(`tells of an extension ${name}`, () => {
      assert.deepEqual(shown(text, readingOf(text).extension), [message, at]);
      assert.equal(readingOf(text).hasExtensions, true);
    });
  }

  it('says nothing of foreign elements in their place', () => {
    const text = rooted(`<entity id="1">${isb}${foreign}<q:x xmlns:q="urn:q"/></entity><im:y/>`);
    assert.deepEqual(readingOf(text), { hasIsb: true, hasExtensions: true, notBoolean: [] });
  });

  it('takes thousands of groups and long names without a delay, and cuts the names', () => {
    const many = entity('<isb-settings/><sss-settings/>'.repeat(1500));
    assert.match(readingOf(many).invalid?.message ?? '', /without <incoming/);
    const long = 'n'.repeat(5000);
    assert.equal(
      readingOf(entity(`<${long}/>`)).invalid?.message.length,
      60 + '<...> in the namespace of RFC 4354, which does not define it'.length,
    );
  });
});

describe('the values of a document that are no xs:boolean', () => {
  const at = (text: string) =>
    accepted(text).notBoolean.map(({ start, end }) => Buffer.from(text).toString('utf8', start, end));

  it('are none in an ordinary one', () => assert.deepEqual(at(oneLine), []));

  it('are told once, whoever looks at them', () => {
    assert.deepEqual(at(oneLine.replaceAll('false', 'no')), ['no', 'no', 'no']);
    assert.deepEqual(at(oneLine.replace('"true"', '""')), ['']);
    const ipab = '<ipab-settings><incoming-personal-alert-barring active="on"/></ipab-settings>';
    assert.deepEqual(at(entity(`${isb.replace('true', 'yes')}${ipab}`)), ['yes', 'on']);
  });

  it('are bounded', () => {
    const bad = '<ipab-settings><incoming-personal-alert-barring active="on"/></ipab-settings>';
    assert.equal(at(entity(bad.repeat(300))).length, 8);
  });

  it('are not those that are missing', () => {
    assert.deepEqual(at(entity('<isb-settings><incoming-session-barring/></isb-settings>')), []);
  });
});
