import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { SipMessage } from './message';
import { parseMessage } from './parse';

function parse(text: string): SipMessage {
  const result = parseMessage(Buffer.from(text, 'latin1'));
  assert.ok(result.ok, 'is SIP');
  return result.message;
}

function rules({ defects }: SipMessage): string[] {
  return defects.map(({ rule }) => rule);
}

describe('the start line: parseMessage reports', () => {
  const startLines: readonly (readonly [line: string, rule: string, octets: string])[] = [
    ['PUBLISH  sip:a@b.c SIP/2.0', 'SP', '  '],
    ['PUBLISH sip:a@b.c\tSIP/2.0', 'SP', '\t'],
    [' PUBLISH sip:a@b.c SIP/2.0', 'Request-Line', ' '],
    ['PUBLISH sip:a@b.c SIP/2.0 x', 'Request-Line', ' x'],
    ['PUBLISH sip:a@b.c SIP/2.0x', 'SIP-Version', 'SIP/2.0x'],
    ['PUBLISH sip:a@b.c SIP/2.1', 'SIP-Version', 'SIP/2.1'],
    ['PUBLISH sip:a@b.c Sip/2.0', 'SIP-Version', 'Sip/2.0'],
    ['PUBLISH sip:a@b.c HTTP/1.1', 'SIP-Version', 'HTTP/1.1'],
    ['PUBLISH sip:a@b.c', 'SIP-Version', ''],
    ['PUBLISH SIP/2.0', 'Request-Line', ' '],
    ['PUB(LISH sip:a@b.c SIP/2.0', 'Method', 'PUB(LISH'],
    ['PUBLISH alice SIP/2.0', 'Request-URI', 'alice'],
    ['PUBLISH sip:a{b@b.c SIP/2.0', 'SIP-URI', '{'],
    ['PUBLISH sips:a"b@b.c SIP/2.0', 'SIP-URI', '"'],
    ['PUBLISH im:a"b@b.c SIP/2.0', 'Request-URI', '"'],
    ['PUBLISH sip:a\x01b@b.c SIP/2.0', 'Request-URI', '\x01'],
    ['PUBLISH sip:a@b.c> SIP/2.0', 'Request-URI', '>'],
    ['PUBLISH sip:\xfc@b.c SIP/2.0', 'SIP-URI', '\xfc'],
    ['SIP/2.0 099 x', 'Status-Code', '099'],
    ['SIP/2.0 700 x', 'Status-Code', '700'],
    ['SIP/2.0 2x0 x', 'Status-Code', '2x0'],
    ['SIP/2.0  200 OK', 'SP', '  '],
    ['SIP/2.0 200\tOK', 'Status-Line', '\t'],
    ['SIP/3.0 200 OK', 'SIP-Version', 'SIP/3.0'],
    ['SIP/2.0 200 O\0K', 'Reason-Phrase', '\0'],
    ['SIP/2.0 200 "OK"', 'Reason-Phrase', '"'],
    ['SIP/2.0 200 \xe9t', 'UTF8-NONASCII', '\xe9'],
  ];
  for (const [line, rule, octets] of startLines) {
    it(`${JSON.stringify(line)} by ${rule} and nothing else`, () => {
      const { defects, text } = parse(`${line}\r\nTo: x\r\n\r\n`);
      assert.deepEqual(
        defects.map((defect) => [defect.rule, text.slice(defect.span.start, defect.span.end)]),
        [[rule, octets]],
      );
    });
  }

  it('nothing about "#" in a telephone number, which has it by its own grammar', () => {
    assert.deepEqual(rules(parse('PUBLISH tel:*21#;phone-context=b.c SIP/2.0\r\n\r\n')), []);
    assert.deepEqual(rules(parse('PUBLISH sip:a#@b.c SIP/2.0\r\n\r\n')), ['SIP-URI']);
  });

  it('a status that is no number as 0', () => {
    const { start } = parse('SIP/2.0 abc x\r\n\r\n');
    assert.equal(start.kind === 'response' && start.status, 0);
  });
});
