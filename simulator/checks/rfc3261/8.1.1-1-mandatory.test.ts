import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { added, compact, failuresOf, outcomesOf, replaced, truncatedSubject } from '../row.fixture';
import { answerOf, otherSubject, publishSubject, registerSubject } from '../trace.fixture';
import { maxForwards } from './8.1.1.6-1-max-forwards';
import { mandatory } from './8.1.1-1-mandatory';

const START = 'PUBLISH sip:alice@example.com SIP/2.0';
const reversed = (text: string) => {
  const [head = '', body = ''] = text.split('\r\n\r\n');
  const [start = '', ...rows] = head.split('\r\n');
  return `${[start, ...rows.toReversed()].join('\r\n')}\r\n\r\n${body}`;
};
const everyLetter = 'acdefijklmorstuv'
  .split('')
  .map((letter) => [letter, letter] as const)
  .filter(([letter]) => !'cfilotv'.includes(letter));

describe('RFC3261-8.1.1-1 mandatory header fields', () => {
  testEntry(mandatory, 'every request has Via, Max-Forwards, From, To, Call-ID and CSeq', {
    violation: { seen: publishSubject({ without: ['Max-Forwards'] }), at: START },
    legal: {
      'compact header names (a c d e f i j k l m o r s t u v) in either letter case': {
        seen: publishSubject({ ...added(...everyLetter), ...compact((letter) => letter.toUpperCase()) }),
      },
      'header field names in any letter case': {
        seen: publishSubject({ raw: (text) => text.replace(/^[A-Z][\w-]+(?=:)/gm, (name) => name.toUpperCase()) }),
      },
      'header fields in any order': { seen: publishSubject({ raw: reversed }) },
    },
    inapplicable: { 'a response': { seen: answerOf({ without: ['CSeq'] }) } },
  });

  for (const name of ['Via', 'Max-Forwards', 'From', 'To', 'Call-ID', 'CSeq']) {
    it(`fails without ${name}, in every request`, () => {
      for (const subject of [publishSubject, registerSubject, otherSubject])
        assert.equal(failuresOf(mandatory, subject({ without: [name] })).length, 1);
    });
  }

  it('names each that is missing', () => {
    assert.equal(failuresOf(mandatory, publishSubject({ without: ['Via', 'To', 'From'] })).length, 3);
  });

  it('is the only one to fail for a missing Max-Forwards', () => {
    assert.deepEqual(outcomesOf(maxForwards, publishSubject({ without: ['Max-Forwards'] })), []);
  });

  it('says nothing of one whose row cannot be read as a header field', () => {
    for (const row of ['Max-Forwards 70', 'Max Forwards: 70', 'max-forwards=70']) {
      assert.deepEqual(outcomesOf(mandatory, publishSubject(replaced('Max-Forwards: 70', row))), [], row);
    }
    assert.deepEqual(
      outcomesOf(mandatory, publishSubject(replaced(/^Via: .*/m, 'v SIP/2.0/UDP a;branch=z9hG4bK1'))),
      [],
    );
    assert.deepEqual(outcomesOf(mandatory, publishSubject(replaced('Max-Forwards: 70', 'Min-Forwards 70'))), ['fail']);
  });

  it('says nothing where the capture cut them off', () => {
    assert.deepEqual(outcomesOf(mandatory, truncatedSubject('Max-Forwards: 70')), []);
    assert.deepEqual(outcomesOf(mandatory, truncatedSubject('\r\n\r\n')), ['pass']);
  });
});
