import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { KeptResponses } from './kept-responses';
import type { Packet } from './packet';

const local = { host: '192.0.2.1', port: 5060 };

function response(text: string, port = 5070): Packet {
  return { transport: 'udp', local, remote: { host: '192.0.2.10', port }, bytes: Buffer.from(text) };
}

describe('KeptResponses', () => {
  it('gives a response back as it was put in, with its way and its end', () => {
    const kept = new KeptResponses();
    kept.put(1, response('one'), 100);
    kept.put(2, response('two', 5071), 200);
    assert.deepEqual(kept.find(1), { final: response('one'), endsAt: 100 });
    assert.deepEqual(kept.find(2), { final: response('two', 5071), endsAt: 200 });
    assert.equal(kept.find(3), undefined);
  });

  it('keeps octets of its own', () => {
    const kept = new KeptResponses();
    const given = response('one');
    kept.put(1, given, 100);
    given.bytes.fill('x');
    kept.find(1)?.final.bytes.fill('y');
    assert.deepEqual(kept.find(1)?.final.bytes, Buffer.from('one'));
  });

  it('drops the first one first, and counts what is left', () => {
    const kept = new KeptResponses();
    kept.put(1, response('one'), 100);
    kept.put(2, response('seven'), 200);
    const both = kept.octets;
    kept.shift();
    assert.deepEqual([kept.find(1), kept.size, kept.endsAt()], [undefined, 1, 200]);
    assert.deepEqual(kept.find(2)?.final, response('seven'));
    assert.ok(kept.octets >= 'seven'.length && kept.octets < both);
    kept.shift();
    kept.shift();
    assert.deepEqual([kept.size, kept.octets, kept.endsAt()], [0, 0, undefined]);
  });

  it('keeps the later one of two with one key when the earlier one goes', () => {
    const kept = new KeptResponses();
    kept.put(1, response('old'), 100);
    kept.put(1, response('new'), 200);
    kept.shift();
    assert.deepEqual(kept.find(1), { final: response('new'), endsAt: 200 });
  });

  it('finds each of very many, while the first ones go, and long ones among them', () => {
    const kept = new KeptResponses();
    const textOf = (number: number) => (number % 500 === 0 ? `${number} `.repeat(60_000) : `response ${number}`);
    for (let number = 0; number < 6_000; number += 1) {
      kept.put(number, response(textOf(number)), number);
      if (number >= 1_500) kept.shift();
    }
    assert.equal(kept.size, 1_500);
    assert.equal(kept.find(4_499), undefined);
    for (let number = 4_500; number < 6_000; number += 1) {
      assert.equal(kept.find(number)?.final.bytes.toString(), textOf(number));
      assert.equal(kept.find(number)?.endsAt, number);
    }
  });
});
