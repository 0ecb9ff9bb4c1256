import { strict as assert } from 'node:assert';
import { isIP } from 'node:net';
import { describe, it } from 'node:test';
import { formatListener, parseListener } from './address';

describe('an address to listen on', () => {
  for (const host of [
    '127.0.0.1',
    'localhost',
    'im_server.example-1.com.',
    'a',
    '1a.b2',
    '[::]',
    '[::1]',
    '[2001:db8::1:0]',
    '[1:2:3:4:5:6:7:8]',
    '[1:2:3:4:5:6:7::]',
    '[::ffff:192.0.2.1]',
    '[1:2:3:4:5:6:192.0.2.1]',
  ]) {
    it(`may be ${host}`, () => {
      const listener = parseListener(`tcp:${host}:5060`);
      assert.deepEqual(
        [listener?.transport, listener?.host, listener?.port],
        ['tcp', host.replace(/[[\]]/g, ''), 5060],
      );
      assert.equal(listener && formatListener(listener), `tcp:${host}:5060`);
    });
  }

  for (const host of [
    '127.0.0.256',
    '127.0.0',
    '1.2.3.4.5',
    '12345',
    'a.1',
    'bad host',
    '-a',
    'a-',
    'a..b',
    'a@b',
    'ü',
    '*',
    'x'.repeat(64),
    '',
    '::1',
    '[127.0.0.1]',
    '[1:2:3]',
    '[1::2::3]',
    '[:::]',
    '[:1::]',
    '[12345::]',
    '[1:2:3:4:5:6:7:8:9]',
    '[1:2:3:4:5:6:7::8]',
    '[1:2:3:4:5:6:7:192.0.2.1]',
    '[::192.0.2.1:1]',
    '[::192.0.2.256]',
    '[192.0.2.1::]',
    '[]',
  ]) {
    it(`is not ${host}`, () => assert.equal(parseListener(`udp:${host}:5060`), undefined));
  }

  it('takes the IPv6 addresses that Node takes', () => {
    const pieces = ['', '0', 'ff', '1.2.3.4', '12345'];
    for (let number = 0; number < pieces.length ** 4; number += 1) {
      const groups = [1, 5, 25, 125].map((unit) => pieces[Math.floor(number / unit) % pieces.length]);
      for (const text of [groups.join(':'), `1:2:3:4:${groups.join(':')}`, `::${groups.join(':')}`]) {
        assert.equal(parseListener(`udp:[${text}]:1`) !== undefined, isIP(text) === 6, text);
      }
    }
  });

  it('has a transport that is served and a port', () => {
    for (const text of [
      'ws:127.0.0.1:80',
      '127.0.0.1:5060',
      'udp:127.0.0.1',
      'udp:127.0.0.1:65536',
      'udp:127.0.0.1:x',
    ]) {
      assert.equal(parseListener(text), undefined, text);
    }
  });
});
