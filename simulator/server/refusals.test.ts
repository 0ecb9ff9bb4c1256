import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { type Changes, publishBytes, subscribeBytes } from '../sip/message.fixture';
import { headerOf, Wire } from './endpoint.fixture';

describe('endpoint: requests that get no 200', () => {
  const raw = (from: string | RegExp, to: string): Changes => ({ raw: (text) => text.replace(from, to) });
  const cases: readonly (readonly [string, Changes, number, RegExp])[] = [
    ['another version', raw('SIP/2.0\r\nVia', 'SIP/7.0\r\nVia'), 505, /Version/],
    ['no version', raw(' SIP/2.0\r\nVia', '\r\nVia'), 400, /Version/],
    ['another method in CSeq', { set: [['CSeq', '1 SUBSCRIBE']] }, 400, /CSeq/],
    ['an unreadable CSeq', { set: [['CSeq', 'PUBLISH']] }, 400, /CSeq/],
    ['a CSeq of 2**31', { set: [['CSeq', '2147483648 PUBLISH']] }, 400, /CSeq/],
    ['no CSeq', { without: ['CSeq'] }, 400, /CSeq/],
    ['no Call-ID', { without: ['Call-ID'] }, 400, /Call-ID/],
    ['no From', { without: ['From'] }, 400, /From/],
    ['no To', { without: ['To'] }, 400, /To/],
    ['two different To', { add: [['To', '<sip:bob@example.com>']] }, 400, /To/],
    ['an unterminated quote', { set: [['From', '"Alice <sip:alice@example.com>;tag=1']] }, 400, /From/],
    ['an unreadable Via', { set: [['Via', 'SIP/2.0/UDP']] }, 400, /Via/],
    ['a control character in an unreadable To', { set: [['To', '<sip:\x01>']] }, 400, /To/],
    ['too long a Content-Length', { set: [['Content-Length', '9999']] }, 400, /Content-Length/],
    ['a negative Content-Length', { set: [['Content-Length', '-1']] }, 400, /Content-Length/],
    ['two Content-Lengths', { add: [['Content-Length', '5']] }, 400, /Content-Length/],
    ['a Request-URI in brackets', { requestUri: '<sip:alice@example.com>' }, 400, /Request-URI/],
    ['another scheme', { requestUri: 'mailto:alice@example.com' }, 416, /Scheme/],
    ['a required extension', { add: [['Require', 'path, foo']] }, 420, /Extension/],
    ['an unreadable Require', { add: [['Require', 'a b']] }, 400, /Require/],
    ['CANCEL', { method: 'CANCEL' }, 481, /Transaction/],
    ['MESSAGE', { method: 'MESSAGE' }, 405, /Method/],
    ['an unknown method', { method: 'BREW' }, 405, /Method/],
    ['INVITE', { method: 'INVITE' }, 405, /Method/],
  ];
  for (const [what, changes, status, reason] of cases) {
    it(`answers ${status} to ${what}`, () => {
      const response = new Wire().ask(publishBytes(changes));
      assert.equal(response.start.status, status);
      assert.match(response.start.reason, reason);
      for (const name of ['From', 'To', 'Call-ID', 'CSeq']) assert.ok(headerOf(response, name), name);
    });
  }

  it('names what is allowed, and what is not supported', () => {
    assert.equal(
      headerOf(new Wire().ask(publishBytes({ method: 'MESSAGE' })), 'Allow'),
      'REGISTER, PUBLISH, SUBSCRIBE, OPTIONS',
    );
    const refusal = new Wire().ask(publishBytes({ add: [['Require', 'Path, foo, sec-agree']] }));
    assert.equal(headerOf(refusal, 'Unsupported'), 'foo, sec-agree');
    const ims = { serviceRoute: [], associatedUris: [] };
    assert.equal(new Wire({ ims }).ask(publishBytes({ add: [['Require', 'sec-agree']] })).start.status, 200);
  });

  it('answers what is odd and can be understood', () => {
    const odd: readonly Changes[] = [
      { raw: (text) => text.replaceAll('\r\n', '\n') },
      { without: ['Max-Forwards', 'Accept-Contact', 'Content-Length'] },
      { raw: (text) => text.replace('PUBLISH sip:alice@example.com', 'PUBLISH  sip:alice@example.com') },
      { set: [['To', '<sip:alice@example.com>;tag=outside-a-dialog']] },
      { add: [['X-Odd', '\x01']] },
      { add: [['Call-ID', 'b89rjhnedlrfjflslj40a222']] },
      { raw: (text) => text.replace('Call-ID:', 'i :').replace('From: ', 'f:\r\n ') },
    ];
    for (const changes of odd)
      assert.equal(new Wire().ask(publishBytes(changes)).start.status, 200, JSON.stringify(changes));
  });

  it('answers nothing to ACK, to what is no SIP, and to a request without Via', () => {
    const wire = new Wire();
    for (const bytes of [
      publishBytes({ method: 'ACK' }),
      Buffer.from('hello'),
      Buffer.from([0, 255, 13, 10]),
      publishBytes({ without: ['Via'] }),
    ]) {
      assert.deepEqual(wire.send(bytes).packets, []);
    }
  });

  it('stays well-formed whatever it is asked', () => {
    const text = subscribeBytes().toString('latin1');
    for (let index = 0; index < text.length; index += 3) {
      for (const octet of ['\x00', '\xff', '"', '<', ',', '\r', '\n', '%']) {
        // Wire reads every answer strictly.
        new Wire().send(Buffer.from(text.slice(0, index) + octet + text.slice(index + 1), 'latin1'));
      }
      new Wire().send(Buffer.from(text.slice(0, index), 'latin1'));
    }
  });
});
