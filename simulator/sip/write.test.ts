import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { bodyOf, type SipMessage } from './message';
import { parseMessage } from './parse';
import { writeRequest, writeResponse } from './write';

function parsed(bytes: Buffer): SipMessage {
  const result = parseMessage(bytes, { stream: true });
  assert.ok(result.ok);
  assert.deepEqual(result.message.defects, []);
  return result.message;
}

describe('writeRequest and writeResponse', () => {
  it('write what the parser reads without a defect', () => {
    const bytes = writeRequest({
      method: 'NOTIFY',
      requestUri: 'sip:a@b.c',
      headers: [['To', '<sip:a@b.c>']],
      body: 'é',
    });
    assert.equal(bytes.toString(), 'NOTIFY sip:a@b.c SIP/2.0\r\nTo: <sip:a@b.c>\r\nContent-Length: 2\r\n\r\né');
    assert.equal(bodyOf(parsed(bytes)).toString(), 'é');
  });

  it('write a response without a body and with an empty phrase', () => {
    const bytes = writeResponse({ status: 200, reason: '', headers: [] });
    assert.equal(bytes.toString(), 'SIP/2.0 200 \r\nContent-Length: 0\r\n\r\n');
    parsed(bytes);
  });

  it('leave a Content-Length of the caller alone', () => {
    const bytes = writeResponse({ status: 200, reason: 'OK', headers: [['l', '1']], body: Buffer.from('xy') });
    assert.equal(bytes.toString(), 'SIP/2.0 200 OK\r\nl: 1\r\n\r\nxy');
  });

  it('give octets of a received value back as they were', () => {
    const value = '"\xd1\x80\\\0" <sip:a@b.c>';
    const bytes = writeResponse({ status: 200, reason: 'OK', headers: [['To', value]] });
    assert.equal(parsed(bytes).headers[0]?.value, value);
  });

  it('let no value start a row of its own', () => {
    const bytes = writeResponse({ status: 400, reason: 'Bad\r\nX: 1', headers: [['Warning', 'a\r\n\r\nb']] });
    assert.deepEqual(
      parsed(bytes).headers.map(({ key, value }) => [key, value]),
      [
        ['warning', 'a b'],
        ['content-length', '0'],
      ],
    );
  });
});
