import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { SETTINGS_DOCUMENT } from '../../sip/message.fixture';
import { assertPass, failureAt } from '../assertions.fixture';
import { publishSubject } from '../trace.fixture';
import { publishMethod } from './1-publish-method';

type Changes = Parameters<typeof publishSubject>[0];
const replace = (from: string | RegExp, to: string) => ({ raw: (text: string) => text.replace(from, to) });

const letters: Readonly<Record<string, string>> = {
  Via: 'v',
  From: 'f',
  To: 't',
  'Call-ID': 'i',
  'Accept-Contact': 'a',
  Event: 'o',
  'Content-Type': 'c',
  'Content-Length': 'l',
};

function compact(text: string, form = (letter: string) => letter): string {
  return text.replace(/^([A-Z][A-Za-z-]+)(?=:)/gm, (name) => form(letters[name] ?? name));
}

describe('6.1.1.1-1 the settings are conveyed with a well-formed PUBLISH', () => {
  const legal: readonly [string, Changes][] = [
    ['a plain one', {}],
    ['compact names', { raw: compact }],
    ['compact names in upper case', { raw: (text) => compact(text, (letter) => letter.toUpperCase()) }],
    ['folded header fields', replace(/^From: /m, 'From:\r\n ')],
    [
      'unknown header fields and parameters',
      {
        add: [
          ['X-Any', ';;,,'],
          ['User-Agent', 'x/1 (y)'],
          ['Date', 'Thu, 21 Feb 2002 13:02:03 GMT'],
        ],
      },
    ],
    ['no Content-Length over UDP', { without: ['Content-Length'] }],
    ['a bare From', { set: [['From', 'sip:alice@example.com;tag=a']] }],
    ['CSeq with leading zeros', { set: [['CSeq', '007 PUBLISH']] }],
    ['Max-Forwards 0', { set: [['Max-Forwards', '0']] }],
    [
      'several Via values',
      { set: [['Via', 'SIP/2.0/UDP a.example.com;branch=z9hG4bK1, SIP/2.0/TCP b.example.com;branch=z9hG4bK2']] },
    ],
    ['Call-ID without host and with brackets', { set: [['Call-ID', 'a<b>"c"']] }],
    ['a Contact, which has no meaning', { add: [['Contact', '<sip:alice@192.0.2.10>']] }],
    ['SIP-If-Match', { add: [['SIP-If-Match', 'e1-Zx.9']] }],
    ['Content-Type with a parameter', { set: [['Content-Type', 'application/poc-settings+xml;charset=UTF-8']] }],
    ['Content-Type in another case', { set: [['Content-Type', 'Application/POC-Settings+XML']] }],
  ];
  for (const [name, changes] of legal) it(`passes ${name}`, () => assertPass(publishMethod, publishSubject(changes)));

  describe('leaves to the entries of RFC 3261 what they judge, whose verdicts it takes over', () => {
    const broken: readonly [string, Changes][] = [
      ['no Max-Forwards', { without: ['Max-Forwards'] }],
      ['From without a tag', { set: [['From', '<sip:alice@example.com>']] }],
      ['CSeq of another method', { set: [['CSeq', '1 SUBSCRIBE']] }],
      ['a branch without cookie', { set: [['Via', 'SIP/2.0/UDP 192.0.2.10;branch=1']] }],
      ['From twice', { add: [['From', '<sip:alice@example.com>;tag=4fa3c2d19b']] }],
      ['line ends without CR', { raw: (text) => text.replaceAll('\r\n', '\n') }],
      ['a header row without colon', replace('Max-Forwards: 70', 'Max-Forwards: 70\r\nNonsense')],
      ['another version', replace('SIP/2.0\r', 'SIP/7.0\r')],
      ['a Request-URI in brackets', { requestUri: '<sip:alice@example.com>' }],
    ];
    for (const [name, changes] of broken) it(name, () => assertPass(publishMethod, publishSubject(changes)));
  });

  describe('leaves to the entries of RFC 3903 and RFC 4354 what they judge, whose verdicts it takes over', () => {
    const elsewhere: readonly [string, Changes][] = [
      ['no Event', { without: ['Event'] }],
      ['a list in SIP-If-Match', { add: [['SIP-If-Match', 'a, b']] }],
      ['a quoted entity-tag', { add: [['SIP-If-Match', '"a"']] }],
      ['another media type', { set: [['Content-Type', 'text/xml']] }],
      ['no body', { body: '', without: ['Content-Type'] }],
      ['malformed XML', { body: SETTINGS_DOCUMENT.replace('</entity>', '') }],
      ['another root', { body: '<im-settings/>' }],
      ['an entity without id', { body: SETTINGS_DOCUMENT.replace(/ id="[^"]*"/, '') }],
      ['a body in a coding', { add: [['Content-Encoding', 'gzip']] }],
    ];
    for (const [name, changes] of elsewhere) it(name, () => assertPass(publishMethod, publishSubject(changes)));

    it('an entity-tag that may not be used', () => {
      const changes = { add: [['SIP-If-Match', 'e0']] as const };
      assertPass(publishMethod, publishSubject(changes, { entityTagProblem: { text: 'why' } }));
    });
  });

  it('fails settings that another method conveys, pointing at the method', () => {
    const subject = publishSubject({ method: 'MESSAGE' }, { kind: 'publish-by-other-means' });
    assert.equal(failureAt(publishMethod, subject), 'MESSAGE');
  });
});
