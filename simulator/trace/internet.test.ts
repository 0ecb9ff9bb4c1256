import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checksum, formatIpv4, formatIpv6, parseIp, sumOfWords } from './internet';

describe('parseIp', () => {
  const cases: readonly [string, string | undefined][] = [
    ['192.0.2.255', 'c00002ff'],
    ['::', '00'.repeat(16)],
    ['::1', `${'00'.repeat(15)}01`],
    ['2001:db8::7:0', '20010db8000000000000000000070000'],
    ['1:2:3:4:5:6:7:8', '00010002000300040005000600070008'],
    ['fe80::1%eth0', 'fe800000000000000000000000000001'],
    ['::ffff:192.0.2.1', 'c0000201'],
    ['64:ff9b::192.0.2.1', '0064ff9b0000000000000000c0000201'],
    ['localhost', undefined],
    ['256.0.0.1', undefined],
    ['1.2.3', undefined],
    ['1:2:3:4:5:6:7', undefined],
    ['1:2:3:4:5:6:7:8:9', undefined],
    ['1::2::3', undefined],
    ['::12345', undefined],
    [':1', undefined],
    ['', undefined],
  ];
  for (const [text, hex] of cases) {
    it(`reads "${text}" as ${hex}`, () => assert.equal(parseIp(text)?.toString('hex'), hex));
  }
});

describe('formatIpv6', () => {
  const wordsOf = (octets: Buffer): number[] => [0, 4, 8, 12].map((at) => octets.readInt32BE(at));
  const cases: readonly string[] = [
    '::',
    '::1',
    '1::',
    '2001:db8::7',
    '2001:db8:0:1:1:1:1:1',
    '2001:0:0:1::1',
    '2001:db8::1:0:0:1',
    'fe80::ffff:ffff:ffff:ffff',
    '1:2:3:4:5:6:7:8',
  ];
  for (const text of cases) {
    it(`writes ${text} as RFC 5952 §4 wants it`, () => {
      assert.equal(formatIpv6(wordsOf(parseIp(text) ?? Buffer.alloc(16))), text);
    });
  }

  it('writes what parseIp reads back', () => {
    const group = fc.oneof(fc.constant(0), fc.nat(0xffff));
    const words = fc.array(fc.tuple(group, group), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(words, (pairs) => {
        const address = pairs.map(([high, low]) => high * 0x1_0000 + low);
        fc.pre(address[0] !== 0 || address[1] !== 0 || address[2] !== 0xffff);
        assert.deepEqual(
          wordsOf(parseIp(formatIpv6(address)) ?? Buffer.alloc(16)),
          address.map((word) => word | 0),
        );
      }),
    );
  });
});

describe('formatIpv4', () => {
  it('writes an address whose first bit is set', () => {
    assert.equal(formatIpv4(0xc0000207 | 0), '192.0.2.7');
  });
});

describe('checksum', () => {
  it('computes the example of RFC 1071 §3', () => {
    assert.equal(checksum(sumOfWords(Buffer.from('0001f203f4f5f6f7', 'hex'))), ~0xddf2 & 0xffff);
  });
  it('pads an odd octet with zero', () => {
    assert.equal(sumOfWords(Buffer.from('010203', 'hex')), 0x0102 + 0x0300);
  });
});
