import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Span } from '../core/span';
import { type Binding, omaImDefault } from './binding';
import { statedValue, statedValues, valuesOf } from './document';
import { accepted, im, oneLine, oneLineSettings, poc } from './read.fixture';

const at = (text: string, { start, end }: Span): string => Buffer.from(text).toString('utf8', start, end);
const entity = (content: string): string =>
  `<poc-settings xmlns="${poc}" xmlns:im="${im}"><entity id="a">${content}</entity></poc-settings>`;
const isb = (value: string): string =>
  entity(`<isb-settings><incoming-session-barring active=${value}/></isb-settings>`);

describe('readDocument finds the five settings', () => {
  it('reads the document of fact sheet 12.4 with its places', () => {
    const document = accepted(oneLine);
    assert.deepEqual(valuesOf(document), oneLineSettings);
    assert.equal(document.isSettings, true);
    assert.equal(document.entities[0]?.id, 'urn:uuid:00000000-0000-1000-8000-AABBCCDDEEFF');
    const [vis] = document.settings.vis.found;
    assert.ok(vis !== undefined);
    assert.equal(at(oneLine, vis.span), '<im:vis-status active="true"/>');
    assert.equal(at(oneLine, vis.valueSpan), 'true');
    assert.equal(vis.entity, 0);
  });

  const variants: readonly [string, string][] = [
    ['no XML declaration', oneLine.slice(oneLine.indexOf('?>') + 2)],
    ['pretty print with CR LF', oneLine.replaceAll('><', '>\r\n  <')],
    [
      'other prefixes',
      oneLine.replaceAll('im:', 'x-1:').replaceAll(':im', ':x-1').replaceAll('urn:oma:xml:x-1:', 'urn:oma:xml:im:'),
    ],
    ['single quotes', oneLine.replaceAll('"', "'")],
    ['white space around the value', oneLine.replaceAll('active="true"', 'active = "\n\t true "')],
    ['1 and 0', oneLine.replaceAll('"true"', '"1"').replaceAll('"false"', '"0"')],
    ['character references in the value', oneLine.replaceAll('"true"', '"&#116;ru&#x65;"')],
    ['comments and instructions', oneLine.replaceAll('<im:', '<!-- & < --><?a <b> ?><im:')],
    ['comment behind the root', `${oneLine}<!-- end -->\n`],
    ['standalone', oneLine.replace('"UTF-8"', '"utf-8" standalone="yes"')],
    ['US-ASCII declared', oneLine.replace('UTF-8', 'us-ascii')],
    ['byte order mark', `\uFEFF${oneLine}`],
    ['end tags instead of empty elements', oneLine.replace(/<([\w:-]+)( active="\w+")\/>/g, '<$1$2></$1>')],
    [
      'foreign elements and attributes',
      oneLine.replace('</entity>', '<e:x xmlns:e="urn:e" e:active="no" active="no"/></entity>'),
    ],
    [
      'am-settings beside',
      oneLine.replace('<im:ipmb', '<am-settings><answer-mode>manual</answer-mode></am-settings><im:ipmb'),
    ],
    ['attribute in another namespace beside', oneLine.replaceAll(' active=', ' im:active="x" active=')],
    [
      'default namespace on the elements',
      oneLine.replace(
        /<im:vis-settings>.*<\/im:vis-settings>/,
        `<vis-settings xmlns="${im}"><vis-status active="true"/></vis-settings>`,
      ),
    ],
  ];
  for (const [name, text] of variants) {
    it(`accepts ${name}`, () => {
      const document = accepted(text);
      assert.deepEqual(valuesOf(document), oneLineSettings);
      for (const reading of Object.values(document.settings)) assert.deepEqual(reading.misplaced, []);
    });
  }

  it('counts octets, not characters', () => {
    const text = oneLine.replace('<isb-', '<!-- äöü € \u{1F600} --><isb-');
    const [found] = accepted(`\uFEFF${text}`).settings.isb.found;
    assert.ok(found !== undefined);
    assert.equal(at(`\uFEFF${text}`, found.valueSpan), 'false');
    assert.equal(at(`\uFEFF${text}`, found.span), '<incoming-session-barring active="false"/>');
  });
});

describe('readDocument judges a value as xs:boolean', () => {
  for (const value of ['TRUE', 'True', 'yes', 'on', 'active', '', ' ', 'tr ue', '\u00A0true', '01', '+1']) {
    it(`takes "${value}" for no value and keeps it`, () => {
      const [found] = accepted(isb(`"${value}"`)).settings.isb.found;
      assert.equal(found?.active, undefined);
      assert.equal(found?.value, value);
    });
  }

  it('tells a missing attribute by its start tag', () => {
    const text = entity('<isb-settings><incoming-session-barring Active="true"/></isb-settings>');
    const [found] = accepted(text).settings.isb.found;
    assert.equal(found?.value, undefined);
    assert.deepEqual(found?.valueSpan, found?.span);
  });

  it('has no value where two contradict, and one where two agree', () => {
    const twice = (a: string, b: string): string =>
      entity(
        `<isb-settings><incoming-session-barring active="${a}"/><incoming-session-barring active="${b}"/></isb-settings>`,
      );
    assert.equal(statedValue('isb', accepted(twice('true', 'false')).settings.isb), undefined);
    assert.equal(statedValue('isb', accepted(twice('true', '1')).settings.isb), true);
    assert.equal(statedValue('isb', accepted(twice('true', 'x')).settings.isb), undefined);
  });

  it('takes Conversation History for active if any kind of it is', () => {
    const kinds = (a: string, b: string): string =>
      entity(
        `<im:hist-settings><im:hist-activation kind="session-mode" active="${a}"/><im:hist-activation kind="pager-large-mode" active="${b}"/></im:hist-settings>`,
      );
    assert.equal(statedValue('chs', accepted(kinds('false', 'true')).settings.chs), true);
    assert.equal(statedValue('chs', accepted(kinds('false', '0')).settings.chs), false);
    assert.equal(statedValue('chs', accepted(kinds('true', 'yes')).settings.chs), undefined);
  });
});

describe('readDocument looks at the place', () => {
  const nowhere = (text: string): void => {
    const { isb: reading } = accepted(text).settings;
    assert.deepEqual(reading.found, []);
    assert.equal(reading.misplaced.length, 1);
    assert.equal(
      at(text, reading.misplaced[0]?.span ?? { start: 0, end: 0 }).includes('incoming-session-barring'),
      true,
    );
  };

  it('calls another namespace misplaced and names it', () => {
    const text = entity('<isb-settings><im:incoming-session-barring active="true"/></isb-settings>');
    nowhere(text);
    assert.equal(accepted(text).settings.isb.misplaced[0]?.ns, im);
  });
  it('calls a container of another namespace misplaced', () =>
    nowhere(entity('<im:isb-settings><incoming-session-barring active="true"/></im:isb-settings>')));
  it('calls another depth misplaced', () => {
    nowhere(entity('<incoming-session-barring active="true"/>'));
    nowhere(entity('<isb-settings><x><incoming-session-barring active="true"/></x></isb-settings>'));
    nowhere(entity('<x><isb-settings><incoming-session-barring active="true"/></isb-settings></x>'));
  });
  it('calls a setting behind its container misplaced', () =>
    nowhere(entity('<isb-settings/><x><incoming-session-barring active="true"/></x>')));
  it('calls a setting outside an entity misplaced', () =>
    nowhere(
      `<poc-settings xmlns="${poc}"><isb-settings><incoming-session-barring active="true"/></isb-settings></poc-settings>`,
    ));
  it('calls a setting in another element beside the entity misplaced', () =>
    nowhere(
      entity('').replace('</poc', '<x><isb-settings><incoming-session-barring active="true"/></isb-settings></x></poc'),
    ));
  it('calls everything below another root misplaced', () => {
    const text = oneLine.replaceAll('poc-settings xmlns', 'settings xmlns').replace('/poc-settings', '/settings');
    nowhere(text);
    assert.equal(accepted(text).isSettings, false);
    assert.equal(accepted(text).root.name, 'settings');
  });
  it('compares namespaces character for character', () => {
    const text = oneLine.replace(`xmlns="${poc}"`, `xmlns="${poc} "`);
    assert.equal(accepted(text).isSettings, false);
    assert.equal(accepted(oneLine.replace(`"${im}"`, `" ${im}"`)).settings.vis.misplaced[0]?.ns, ` ${im}`);
  });
  it('tells the entity of each value, and has no single set of values for two', () => {
    const two = oneLine.replace(/(<entity.*<\/entity>)/, '$1$1');
    const document = accepted(two);
    assert.deepEqual(
      document.settings.dms.found.map((found) => found.entity),
      [0, 1],
    );
    assert.equal(document.entities.length, 2);
    assert.equal(valuesOf(document), undefined);
    assert.deepEqual(statedValues(document), oneLineSettings);
  });
  it('tells the version that is declared', () => {
    const version = (head: string) => {
      const text = oneLine.replace(/^<\?.*?\?>/, head);
      const { declaredVersion: declared } = accepted(text);
      return declared && [declared.value, Buffer.from(text).toString('utf8', declared.span.start, declared.span.end)];
    };
    assert.deepEqual(version('<?xml version="1.0"?>'), ['1.0', '1.0']);
    assert.deepEqual(version("\uFEFF<?xml  version = '1.1' encoding='utf-8'?>"), ['1.1', '1.1']);
    assert.equal(version(''), undefined);
  });
  it('tells the encoding that is declared, and a byte order mark', () => {
    const encoding = (head: string) => {
      const text = oneLine.replace(/^<\?.*?\?>/, head);
      const { declaredEncoding: declared, hasByteOrderMark } = accepted(text);
      const place = declared && Buffer.from(text).toString('utf8', declared.span.start, declared.span.end);
      return [declared?.value, place, hasByteOrderMark];
    };
    assert.deepEqual(encoding('<?xml version="1.0" encoding="utf-8"?>'), ['utf-8', 'utf-8', false]);
    const marked = "\uFEFF<?xml version='1.0'  encoding = 'US-ASCII' standalone='yes'?>";
    assert.deepEqual(encoding(marked.slice(1)), ['US-ASCII', 'US-ASCII', false]);
    assert.deepEqual(encoding(marked.replace('US-ASCII', 'UTF-8')), ['UTF-8', 'UTF-8', true]);
    assert.deepEqual(encoding('<?xml version="1.0" standalone="no"?>'), [undefined, undefined, false]);
  });
  it('tells a missing id', () => {
    assert.equal(accepted(oneLine.replace(/<entity id="[^"]*">/, '<entity>')).entities[0]?.id, undefined);
    assert.equal(accepted(oneLine.replace(/<entity id="[^"]*">/, '<entity id="">')).entities[0]?.id, '');
  });
});

describe('readDocument follows another binding', () => {
  const place = (name: string) => ({ ns: 'urn:x', path: [name], type: 'boolean' as const });
  const vendor: Binding = {
    name: 'vendor',
    mediaTypes: ['application/x'],
    root: { ns: 'urn:x', name: 'im' },
    entity: { ns: 'urn:x', name: 'user', idAttribute: 'name' },
    settings: {
      isb: place('isb'),
      ipmb: place('ipmb'),
      vis: place('vis'),
      dms: { ...place('stored'), attribute: 'dms' },
      chs: { ...place('stored'), attribute: 'chs' },
    },
  };
  const text =
    '<x:im xmlns:x="urn:x"><x:user name="é"><x:isb> true\n</x:isb><x:ipmb>f<!-- - --><![CDATA[alse]]></x:ipmb>' +
    '<x:vis>&#49;</x:vis><x:stored chs="0" dms="1"/></x:user></x:im>';

  it('reads texts and several attributes of one element', () => {
    const document = accepted(text, vendor);
    assert.deepEqual(valuesOf(document), { isb: true, ipmb: false, vis: true, dms: true, chs: false });
    assert.equal(document.entities[0]?.id, 'é');
    const [ipmb] = document.settings.ipmb.found;
    assert.equal(at(text, ipmb?.valueSpan ?? { start: 0, end: 0 }), 'f<!-- - --><![CDATA[alse]]>');
    const [chs] = document.settings.chs.found;
    assert.equal(at(text, chs?.valueSpan ?? { start: 0, end: 0 }), '0');
  });

  it('takes a text with elements, and an empty one, for no value', () => {
    const { isb: reading, vis } = accepted(
      text.replace(' true', 'true<x:y>true</x:y>').replace('&#49;', ''),
      vendor,
    ).settings;
    assert.equal(reading.found[0]?.active, undefined);
    assert.deepEqual(
      { ...vis.found[0], span: 0, valueSpan: 0 },
      { value: '', active: undefined, span: 0, valueSpan: 0, entity: 0 },
    );
    assert.deepEqual(vis.found[0]?.valueSpan, vis.found[0]?.span);
  });

  it('does not take a text for the default binding', () => {
    assert.equal(accepted(text, omaImDefault).isSettings, false);
  });
});
