import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { alterDocument, readDocument, writeDocument } from './document';
import { notifiedDocument, notifiedSettings } from './scripted-peer.fixture';
import { type Settings, settingKeys } from './settings';

const id = 'urn:uuid:00000000-0000-1000-8000-AABBCCDDEEFF';
const combination = (bits: number) =>
  Object.fromEntries(settingKeys.map((key, index) => [key, (bits >> index) % 2 === 1])) as Settings;

describe('the settings document', () => {
  it('stands on one line of 600 octets', () => {
    const text = writeDocument({ isb: false, ipmb: false, vis: true, dms: true, chs: false }, id);
    assert.equal(Buffer.byteLength(text), 600);
    assert.doesNotMatch(text, /\n/);
  });

  it('reads back all 32 combinations', () => {
    for (let bits = 0; bits < 32; bits += 1)
      assert.deepEqual(readDocument(writeDocument(combination(bits), id)), combination(bits));
  });

  it('reads other prefixes, 0 and 1, white space, comments, and ignores what it does not know', () => {
    const text = notifiedDocument.replace(
      '</s:entity>',
      '<!-- - --><y:z xmlns:y="urn:y" a="&lt;&#65;"><![CDATA[<]]></y:z></s:entity>',
    );
    assert.deepEqual(readDocument(`\ufeff<?xml version="1.0"?>\n${text}\n`), notifiedSettings);
  });

  it('knows nothing where nothing is published', () => {
    assert.deepEqual(readDocument('<poc-settings xmlns="urn:oma:params:xml:ns:poc:poc-settings"/>'), {});
  });

  for (const text of [
    '',
    'x',
    '<poc-settings/>',
    '<a xmlns="urn:oma:params:xml:ns:poc:poc-settings"/>',
    notifiedDocument.slice(0, -5),
    `${notifiedDocument}<a/>`,
    notifiedDocument.replace('</s:entity>', '</s:entitx>'),
    notifiedDocument.replace('id="a"', 'id="a" id="b"'),
    notifiedDocument.replace('id="a"', 'id=a'),
    notifiedDocument.replace('id="a"', 'id="&x;"'),
    notifiedDocument.replace('xmlns:x=', 'xmlns:z='),
    `<!DOCTYPE a []>${notifiedDocument}`,
  ]) {
    it(`refuses ${JSON.stringify(text.slice(0, 40))} (${text.length} characters)`, () => {
      assert.throws(() => readDocument(text));
    });
  }

  it('is altered in one setting only', () => {
    const text = writeDocument(combination(5), id);
    const { vis: _vis, ...others } = combination(5);
    assert.deepEqual(readDocument(alterDocument(text, 'vis', () => undefined)), others);
    assert.deepEqual(readDocument(alterDocument(text, 'isb', () => 'false')), { ...combination(5), isb: false });
  });
});
