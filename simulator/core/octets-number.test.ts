import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { numberOfOctets } from './octets-number';

const text = 'PUBLISH sip:alice@example.com SIP/2.0\r\nEvent: service-settings\r\n\r\n<poc-settings/>';

function numberOf(octets: Uint8Array, seed = 0, start = 0, end = octets.length): number {
  return numberOfOctets(new DataView(octets.buffer, octets.byteOffset, octets.byteLength), seed, start, end);
}

describe('numberOfOctets', () => {
  it('is another for every other octet at every place', () => {
    const met = new Set([numberOf(Buffer.from(text))]);
    for (let at = 0; at < text.length; at += 1) {
      for (let flip = 1; flip < 256; flip += 1) {
        const octets = Buffer.from(text);
        octets[at] = (octets[at] ?? 0) ^ flip;
        met.add(numberOf(octets));
      }
    }
    assert.equal(met.size, text.length * 255 + 1);
  });

  it('is another for two octets that differ in the same bit, wherever they stand', () => {
    const met = new Set<number>();
    for (let one = 0; one < text.length; one += 1) {
      for (let two = one + 1; two < text.length; two += 1) {
        const octets = Buffer.from(text);
        for (const at of [one, two]) octets[at] = (octets[at] ?? 0) ^ 0x80;
        met.add(numberOf(octets));
      }
    }
    assert.equal(met.size, (text.length * (text.length - 1)) / 2);
  });

  it('depends on the seed, on the number of octets, and on nothing before and behind them', () => {
    const octets = Buffer.from(`__${text}__`);
    const plain = numberOf(Buffer.from(text));
    assert.equal(numberOf(octets, 0, 2, 2 + text.length), plain);
    assert.notEqual(numberOf(octets, 1, 2, 2 + text.length), plain);
    assert.notEqual(numberOf(octets, 2 ** 40, 2, 2 + text.length), plain);
    assert.notEqual(numberOf(Buffer.alloc(4)), numberOf(Buffer.alloc(8)));
    assert.ok(Number.isSafeInteger(plain) && plain >= 0);
  });
});
