import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { added, replaced, set } from '../row.fixture';
import { answerOf, publishSubject } from '../trace.fixture';
import { faultsOf, isSound } from './syntax-faults';
import { hasUnreadableRow } from './unreadable-row';

const entries = (changes: Parameters<typeof publishSubject>[0]) =>
  faultsOf(publishSubject(changes)).map(({ entry }) => entry);

describe('faultsOf', () => {
  it('finds nothing in a conforming message, and remembers what it found in the last one', () => {
    assert.deepEqual(entries({}), []);
    const subject = publishSubject(set(['To', '"x']));
    assert.equal(faultsOf(subject), faultsOf(subject));
    assert.equal(faultsOf(subject).length, 1);
    assert.deepEqual(entries({}), []);
  });

  it('gives several faults to their entries', () => {
    const changes = { ...set(['To', '"x'], ['From', '<sip:@example.com>;tag=1']), ...added(['X', '\u0001']) };
    assert.deepEqual(entries(changes).toSorted(), ['RFC3261-19.1.1-1', 'RFC3261-7.3.1-1', 'RFC3261-7.3.1-1']);
  });

  it('does not read again what the parser found something in', () => {
    assert.deepEqual(entries(set(['From', '<sip:a\u0001@example.com>;tag=1'])), ['RFC3261-7.3.1-1']);
    assert.deepEqual(entries(added(['From', '"x'])), ['RFC3261-7.3.1-2']);
    assert.deepEqual(entries({ requestUri: '<sip:@example.com>' }), ['RFC3261-7.1-2']);
    assert.deepEqual(entries(replaced('\r\nMax', '\nMax')), ['RFC3261-7-1']);
  });

  it('leaves out what a response copies from the request', () => {
    for (const name of ['From', 'To', 'Via']) assert.deepEqual(faultsOf(answerOf(set([name, '"x']))), [], name);
    assert.equal(faultsOf(answerOf(added(['Contact', '"x']))).length, 1);
  });
});

describe('isSound', () => {
  it('is false for a row that the parser found something in, and true for the others', () => {
    const { message } = publishSubject(added(['X', 'a\u0001'], ['Y', 'b']));
    const [x, y] = message.headers.slice(-2);
    assert.ok(x !== undefined && y !== undefined);
    assert.deepEqual([isSound(x, message), isSound(y, message)], [false, true]);
  });
});

describe('hasUnreadableRow', () => {
  const has = (row: string, key: string) => {
    const { message } = publishSubject(replaced('Max-Forwards: 70', row));
    return hasUnreadableRow(message, key);
  };
  it('finds the row that was meant', () => {
    for (const row of ['Max-Forwards 70', 'max-forwards=70', 'Max Forwards: 70', 'Max_Forwards 70', 'MAX-FORWARDS'])
      assert.ok(has(row, 'max-forwards'), row);
    assert.ok(has('v SIP/2.0/UDP 192.0.2.10', 'via'));
  });
  it('finds no other, nor one that can be read', () => {
    assert.ok(!has('Max-Forwards 70', 'via'));
    assert.ok(!has('Max-Forwards: 70', 'max-forwards'));
    assert.ok(!has('Nonsense', 'max-forwards'));
  });
});
