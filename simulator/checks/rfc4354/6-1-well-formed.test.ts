import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { SETTINGS_DOCUMENT } from '../../sip/message.fixture';
import { assertPass, failureAt, outcomes } from '../assertions.fixture';
import { changed, notJudged, publishing } from '../document.fixture';
import { testEntry } from '../entry.fixture';
import { publishSubject } from '../trace.fixture';
import { wellFormed } from './6-1-well-formed';

testEntry(wellFormed, 'the document is well-formed XML', {
  violation: { seen: publishing('<poc-settings><entity id="a"></poc-settings>'), at: '</poc-settings>' },
  legal: {
    'no XML declaration': { seen: changed(/^<\?.*?\?>/, '') },
    'comments and processing instructions': { seen: changed('<entity', '<!-- x --><?a b?><entity') },
    'white space after the root element': { seen: publishing(`${SETTINGS_DOCUMENT}\r\n\t `) },
    'any quoting style': { seen: changed(/active="(\w+)"/g, "active = '$1'") },
  },
  inapplicable: {
    ...notJudged,
    'octets that are no UTF-8, which break RFC4354-6-3': { seen: publishing(Buffer.from('<a b="\xE9"/>', 'latin1')) },
    'a body that the capture cut off': { seen: cutOff() },
  },
});

describe('RFC4354-6-1', () => {
  const broken: readonly (readonly [string, string, string])[] = [
    ['two roots', `${SETTINGS_DOCUMENT}<a/>`, '<a/'],
    ['an unbound prefix', '<p:a b="c"/>', '<p:a b="c"/>'],
    ['something behind the root', `${SETTINGS_DOCUMENT}x`, 'x'],
    ['only white space', ' \n', ' \n'],
  ];
  for (const [name, body, at] of broken) {
    it(`fails ${name} and points at it`, () => assert.equal(failureAt(wellFormed, publishing(body)), at));
  }
  it('passes the ordinary document', () => assertPass(wellFormed, publishSubject()));
  it('looks at a body without Content-Type, too', () => {
    assert.equal(failureAt(wellFormed, publishSubject({ without: ['Content-Type'], body: '<a></b>' })), '</b>');
  });
  it('is inconclusive where only we do not read on: a DTD, a limit, a coding', () => {
    const deep = `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`;
    for (const body of [deep, '<!DOCTYPE a><a/>', `<a b="${'x'.repeat(20_000)}"/>`]) {
      assert.deepEqual(outcomes(wellFormed, publishing(body)), ['inconc']);
    }
    assert.deepEqual(outcomes(wellFormed, publishSubject({ add: [['Content-Encoding', 'gzip']] })), ['inconc']);
  });
});

function cutOff() {
  const subject = publishing('<poc-settings');
  return { ...subject, event: { ...subject.event, truncated: true as const } };
}
