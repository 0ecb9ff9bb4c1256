import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { added, failuresOf, outcomesOf, set, truncatedSubject } from '../row.fixture';
import { answerOf, publishSubject } from '../trace.fixture';
import { repeatedParams } from './7.3.1-3-repeated-params';

const row = (name: string, value: string) => publishSubject(set([name, value]));

describe('RFC3261-7.3.1-3 parameters', () => {
  testEntry(repeatedParams, 'a parameter name stands once in a value', {
    violation: {
      seen: row('Via', 'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK1;branch=z9hG4bK2'),
      at: 'branch=z9hG4bK2',
    },
    legal: {
      'same parameter name in different values of a comma list': {
        seen: publishSubject(added(['Contact', '<sip:a@b.c>;q=1;x=1, <sip:d@e.f>;q=0;x=1'])),
      },
      'same name once as URI parameter inside <> and once as header parameter outside': {
        seen: publishSubject(added(['Contact', '<sip:a@192.0.2.1;x=1;y=1>;x=1;y=1'])),
      },
    },
  });

  const wrong: readonly [string, string, string][] = [
    ['From', '<sip:alice@example.com>;x=1;tag=a;X=2', 'X=2'],
    ['To', 'sip:alice@example.com;a;a', 'a'],
    ['Contact', '<sip:a@192.0.2.1>;q=1 ; q = 0.5', 'q = 0.5'],
    ['Route', '<sip:a@192.0.2.1;lr>;x=1;x=2', 'x=2'],
    ['Event', 'service-settings;id=1;id=1', 'id=1'],
    ['Content-Type', 'application/poc-settings+xml;a=1;a=2', 'a=2'],
  ];
  for (const [name, value, at] of wrong) {
    it(`fails a repeat in ${name}, and points at it`, () => {
      assert.deepEqual(failuresOf(repeatedParams, row(name, value)), [at]);
    });
  }

  const right: readonly [string, string][] = [
    ['From', '"a;x;x" <sip:alice@example.com>;tag=1;y="b;tag=2;tag=3"'],
    ['X-Any', 'a;b;b'],
    ['From', '<sip:alice@example.com;x;x>;tag=1;a;a'],
    ['Contact', '*'],
    ['Accept-Contact', '*;+g.oma.sip-im;require;require;explicit'],
  ];
  for (const [name, value] of right) {
    it(`passes ${name}: ${value}`, () => assert.deepEqual(outcomesOf(repeatedParams, row(name, value)), ['pass']));
  }

  it('looks at a response without what it copies from the request', () => {
    const outcomes = (name: string) => outcomesOf(repeatedParams, answerOf(set([name, '<sip:a@b.c>;x=1;x=2'])));
    assert.deepEqual(outcomes('Contact'), ['fail']);
    for (const name of ['From', 'To', 'Via']) assert.deepEqual(outcomes(name), ['pass'], name);
  });

  it('says nothing of a message that was cut off in its header part', () => {
    assert.deepEqual(outcomesOf(repeatedParams, truncatedSubject('CSeq: 1')), []);
  });
});
