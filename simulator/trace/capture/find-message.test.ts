import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { findMessage } from './find-message';

/** The text from where a message was found, `more` with the text to be kept, or `nothing`. */
function found(text: string): string {
  const { isMessage, at } = findMessage(Buffer.from(text, 'latin1'));
  if (isMessage) return text.slice(at);
  return at === text.length ? 'nothing' : `more ${text.slice(at)}`;
}

const message = 'PUBLISH sip:a@b SIP/2.0\r\nVia: x\r\n\r\n';
const response = 'SIP/2.0 200 OK\r\nVia: x\r\n\r\n';

describe('findMessage', () => {
  for (const text of [message, response, message.replaceAll('\r\n', '\n'), 'x-y sip:a Sip/3.0\r\nA : b\r\n']) {
    it(`finds ${JSON.stringify(text.slice(0, 24))} at the first octet`, () => assert.equal(found(text), text));
  }

  for (const before of [
    '\r\n\r\n',
    '\n',
    '<a>\n\n',
    'X: y\r\n\r\n',
    '<xml>\n',
    'Via: SIP/2.0/TCP a\r\nVia : SIP/2.0/TCP b\r\n\r\n',
    'PUBLISH sip:a@b SIP/2.0\r\n\r\n',
  ]) {
    it(`finds a message behind ${JSON.stringify(before)}`, () => {
      assert.equal(found(`${before}${message}`), message);
      assert.equal(found(`${before}${response}`), response);
    });
  }

  it('finds a message behind a body that has no line end', () => {
    assert.equal(found(`</a></poc-settings>${message}`), message);
    assert.equal(found(`<a/>\r\n</a>${response}`), response);
    assert.equal(found(`</a>GROWL sip:a@b SIP/2.0\r\nVia: x\r\n`), 'nothing');
  });

  it('does not take a start line in a body for one', () => {
    assert.equal(found('X: y\r\n\r\nSIP/2.0 200 OK\r\n\r\n'), 'nothing');
    assert.equal(found('Subject: about SIP/2.0 200 OK\r\nVia: x\r\n'), 'nothing');
    assert.equal(found('a b c SIP/2.0\r\nVia: x\r\n'), 'nothing');
  });

  it('takes a broken request at the first octet only', () => {
    const broken = 'PUBLISH sip:a@b\r\nVia: x\r\n';
    assert.equal(found(broken), broken);
    assert.equal(found(`x\r\n${broken}`), 'nothing');
    assert.equal(found('publish sip:a@b\r\nVia: x\r\n'), 'nothing');
  });

  it('does not take the end of a method for a method', () => {
    assert.equal(found('LISH sip:a@b SIP/2.0\r\nVia: x\r\n'), 'nothing');
    assert.equal(found('H sip:a@b SIP/2.0\r\nVia: x\r\n'), 'nothing');
  });

  it('keeps what may yet become a message', () => {
    for (const text of [
      'PUB',
      'PUBLISH sip:a',
      'PUBLISH sip:a@b SIP/2.0\r\n',
      'PUBLISH sip:a@b SIP/2.0\r\nVi',
      'SI',
      'SIP/2',
    ]) {
      assert.equal(found(text), `more ${text}`);
      assert.equal(found(`<a>\r\n${text}`), `more ${text}`);
    }
    assert.equal(found('<a>PUBLISH sip:a@b SIP/2.0\r\n'), 'more PUBLISH sip:a@b SIP/2.0\r\n');
    assert.equal(found('<a>PUB'), 'nothing');
    for (const text of ['', '\r\n', '<a>\r\n\r\n']) assert.equal(found(text), 'nothing');
  });
});
