import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { catalogue } from '../../requirements/catalogue';
import { parserRules } from '../../sip/defects';
import { singleRowKeys } from '../../sip/header-names';
import { publishBytes, responseBytes, subscribeBytes } from '../../sip/message.fixture';
import { parseMessage } from '../../sip/parse';
import type { SubjectKind } from '../check';
import { entryOfDefect, entryOfRule, ownersOfText } from './defect-entries';

const ids: ReadonlySet<string> = new Set(catalogue.map(({ id }) => id));
const text = publishBytes().toString('latin1');
const response = responseBytes().toString('latin1');

/** A message for each rule that the parser knows, and the entry that its defect belongs to. */
const samples: readonly (readonly [rule: string, message: string, entry: string])[] = [
  ['CRLF', text.replace('\r\nFrom', '\nFrom'), 'RFC3261-7-1'],
  ['Request', subscribeBytes().toString('latin1').slice(0, -2), 'RFC3261-7-1'],
  ['Response', response.slice(0, -2), 'RFC3261-7-1'],
  ['Request-Line', text.replace('SIP/2.0\r', 'SIP/2.0 \r'), 'RFC3261-7.1-1'],
  ['SP', text.replace(' SIP/2.0\r', '  SIP/2.0\r'), 'RFC3261-7.1-1'],
  ['SP', response.replace(' 200 ', '  200 '), 'RFC3261-7-1'],
  ['SIP-Version', text.replace('SIP/2.0\r', 'sip/2.0\r'), 'RFC3261-7.1-1'],
  ['SIP-Version', response.replace('SIP/2.0 ', 'sip/2.0 '), 'RFC3261-7-1'],
  ['Method', text.replace('PUBLISH ', 'PUB(LISH '), 'RFC3261-7.1-1'],
  ['Request-URI', text.replace(' sip:alice@example.com ', ' <sip:alice@example.com> '), 'RFC3261-7.1-2'],
  ['SIP-URI', text.replace('sip:alice@', 'sip:al"ice@'), 'RFC3261-19.1.2-1'],
  ['escaped', text.replace('sip:alice@', 'sip:al%4@'), 'RFC3261-19.1.2-1'],
  ['Status-Line', response.replace('200 OK', '200'), 'RFC3261-7-1'],
  ['Status-Code', response.replace('200 OK', '700 OK'), 'RFC3261-7-1'],
  ['Reason-Phrase', response.replace('200 OK', '200 "OK"'), 'RFC3261-7-1'],
  ['UTF8-NONASCII', response.replace('200 OK', '200 \xff'), 'RFC3261-7-1'],
  ['message-header', text.replace('Via', ' x\r\nVia'), 'RFC3261-7.3.1-1'],
  ['row-limit', text.replace('Via', `${'X: 1\r\n'.repeat(600)}Via`), 'RFC3261-7.3.1-1'],
  ['HCOLON', text.replace('Event:', 'Event'), 'RFC3261-7.3.1-1'],
  ['header-name', text.replace('Event:', 'Ev(ent:'), 'RFC3261-7.3.1-1'],
  ['header-value', text.replace('Via:', 'Subject: \x01\r\nVia:'), 'RFC3261-7.3.1-1'],
  ['UTF8-NONASCII', text.replace('Via:', 'Subject: \xe9\r\nVia:'), 'RFC3261-7.3.1-1'],
  ['Content-Length', text.replace('Content-Length: 600', 'Content-Length: 601'), 'RFC3261-20.14-1'],
  ['Content-Length', text.replace('Content-Length: 600', 'Content-Length: -1'), 'RFC3261-20.14-1'],
  ['Content-Length', response.replace('Content-Length: 0', 'Content-Length: 2'), 'RFC3261-20.14-3'],
  ['Content-Length', response.replace('Content-Length: 0', 'Content-Length: -2'), 'RFC3261-20.14-1'],
  ['RFC 3261 §18.3', text.replace('Content-Length: 600\r\n', ''), 'RFC3261-20.14-2'],
];

describe('each defect of the parser belongs to one entry', () => {
  it('which exists', () => {
    for (const entry of Object.values(entryOfRule)) assert.ok(ids.has(entry), entry);
    for (const owner of Object.values(ownersOfText))
      for (const entry of typeof owner === 'object' ? Object.values(owner) : [owner]) assert.ok(ids.has(entry), entry);
  });

  it('with a sample of every rule', () => {
    const rules = new Set(samples.map(([rule]) => rule));
    assert.deepEqual([...rules].toSorted(), [...parserRules].toSorted());
  });

  for (const [rule, sample, entry] of samples) {
    it(`${rule}: ${entry}`, () => assert.deepEqual(entriesOf(sample, rule), [[rule, entry]]));
  }

  for (const key of singleRowKeys) {
    it(`a second row of ${key}: RFC3261-7.3.1-2`, () => {
      const sample = text.replace(/^Via/m, `${key}: 600\r\n${key}: 600\r\nVia`);
      assert.ok(entriesOf(sample, key).some(([rule, entry]) => rule === key && entry === 'RFC3261-7.3.1-2'));
    });
  }

  it('where another document has an entry for the header field, that one, as far as it is about the request', () => {
    const event = text.replace('service-settings', 'service-settings;x="\x01"');
    const entry = (kind: SubjectKind) => entriesOf(event, 'header-value', kind)[0]?.[1];
    assert.equal(entry('settings-publish'), 'RFC3903-4.1-1');
    assert.equal(entry('settings-subscribe'), 'RFC3265-3.1.2-1');
    assert.equal(entry('register'), 'RFC3261-7.3.1-1');
    const contact = text.replace('require;', 'require;x="\x01";');
    assert.equal(entriesOf(contact, 'header-value', 'other-request')[0]?.[1], 'RFC3841-10-1');
  });
});

/** The rules of all defects of a message with their entries. */
function entriesOf(sample: string, rule: string, kind?: SubjectKind): readonly (readonly [string, string])[] {
  const result = parseMessage(Buffer.from(sample, 'latin1'), { stream: rule === 'RFC 3261 §18.3' });
  assert.ok(result.ok);
  const { message } = result;
  const whose = message.start.kind === 'response' ? 'answer' : (kind ?? 'settings-publish');
  return message.defects.map((defect) => [defect.rule, entryOfDefect(defect, message, whose)] as const);
}
