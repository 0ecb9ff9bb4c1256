import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { Endpoints, TCP_SIP, UDP_SIP } from './endpoints';

/** A source at 0 and a destination at 4. */
const words = new Int32Array([0, 0, 0xffff, 0xc0000207, 0x20010db8, 0, 0, 1]);

describe('Endpoints', () => {
  it('gives one object for one address and port', () => {
    const endpoints = new Endpoints();
    const first = endpoints.find(words, 0, 5060, 1);
    assert.equal(endpoints.find(words, 0, 5060, 2), first);
    assert.notEqual(endpoints.find(words, 0, 5061, 3), first);
    assert.notEqual(endpoints.find(words, 4, 5060, 4), first);
    for (const word of [0, 1, 2, 3]) {
      const other = words.slice();
      other[word] = (other[word] ?? 0) ^ 1;
      assert.notEqual(endpoints.find(other, 0, 5060, 5), first);
    }
    assert.deepEqual(first.address, { host: '192.0.2.7', port: 5060 });
    assert.deepEqual(endpoints.find(words, 4, 9, 6).address, { host: '2001:db8::1', port: 9 });
  });

  it('numbers them without ever giving a number again', () => {
    const endpoints = new Endpoints(1);
    const ids = Array.from({ length: 50 }, (_, port) => endpoints.find(words, 0, port, port).id);
    assert.equal(new Set(ids).size, 50);
  });

  it('forgets what was not seen for longest', () => {
    const endpoints = new Endpoints(1);
    const busy = endpoints.find(words, 0, 1, 1);
    for (let frame = 2; frame < 100; frame += 1) {
      endpoints.find(words, 0, 1000 + frame, frame);
      assert.equal(endpoints.find(words, 0, 1, frame), busy);
    }
    assert.equal(endpoints.find(words, 0, 1002, 100).seen, 100);
    assert.equal(endpoints.find(words, 0, 1, 101), busy);
  });

  it('spreads addresses of a network over its sets', () => {
    const endpoints = new Endpoints(1024);
    const many = Array.from({ length: 1000 }, (_, index) => {
      const address = words.slice();
      address[3] = 0x0a000000 + index;
      return endpoints.find(address, 0, 5060, 1);
    });
    const kept = many.filter((endpoint, index) => {
      const address = words.slice();
      address[3] = 0x0a000000 + index;
      return endpoints.find(address, 0, 5060, 2) === endpoint;
    });
    assert.ok(kept.length > 950, `${kept.length} kept`);
  });

  it('knows on which paths SIP is meant: ports of SIP, both ends known, or one that serves several', () => {
    const endpoints = new Endpoints();
    const [a, b, c, d] = [1, 2, 3, 4].map((port) => endpoints.find(words, 0, port, 1));
    const sip = endpoints.find(words, 4, 5060, 1);
    assert.ok(a && b && c && d);
    assert.deepEqual(
      [a.isSipPath(sip, UDP_SIP), sip.isSipPath(a, UDP_SIP), a.isSipPath(b, UDP_SIP)],
      [true, true, false],
    );
    a.speaksTo(b, UDP_SIP);
    a.speaksTo(b, UDP_SIP);
    assert.deepEqual([b.isSipPath(a, UDP_SIP), b.isSipPath(a, TCP_SIP), a.isSipPath(c, UDP_SIP)], [true, false, false]);
    c.speaksTo(b, UDP_SIP);
    assert.deepEqual([d.isSipPath(b, UDP_SIP), b.isSipPath(d, UDP_SIP), d.isSipPath(a, UDP_SIP)], [true, true, false]);
    assert.deepEqual([b.isSipServer(UDP_SIP), b.isSipServer(TCP_SIP), a.isSipServer(UDP_SIP)], [true, false, false]);
  });
});
