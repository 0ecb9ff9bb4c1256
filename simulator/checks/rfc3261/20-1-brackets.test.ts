import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { failuresOf, outcomesOf, set, truncatedSubject } from '../row.fixture';
import { answerOf, publishSubject } from '../trace.fixture';
import { headerRows } from './7.3.1-1-header-rows';
import { brackets } from './20-1-brackets';

const row = (name: string, value: string) => publishSubject(set([name, value]));

describe('RFC3261-20-1 angle brackets', () => {
  testEntry(brackets, 'stand around a URI with comma, semicolon or question mark', {
    violation: { seen: row('Contact', 'sip:alice@192.0.2.10:5070;transport=tcp'), at: 'transport=tcp' },
    legal: {
      'From: sip:alice@example.com;tag=1 (tag is a header parameter)': {
        seen: row('From', 'sip:alice@example.com;tag=1'),
      },
      'brackets without need': { seen: row('From', '<sip:alice@example.com>;tag=1') },
    },
  });

  for (const name of ['transport', 'user', 'method', 'maddr', 'ttl', 'lr', 'comp', 'gr', 'ob']) {
    it(`fails ${name} behind an address without them`, () => {
      for (const field of ['From', 'To', 'Contact', 'Reply-To'])
        assert.deepEqual(failuresOf(brackets, row(field, `sip:a@b.c;tag=1;${name}=x`)), [`${name}=x`], field);
      assert.deepEqual(outcomesOf(brackets, row('Contact', `<sip:a@b.c>;${name}=x`)), ['pass']);
    });
  }

  const wrong: readonly [string, string, string][] = [
    ['Contact', 'sip:user@example.com?Route=%3Csip:a%3E', '?Route=%3Csip:a%3E'],
    ['From', 'sip:a,b@example.com;tag=1', ',b@example.com;tag=1'],
    ['Contact', 'sip:a,b@example.com', 'b@example.com'],
    ['Contact', '<sip:x@y.z>, sip:a;b@example.com', '@example.com'],
    ['To', 'sip:a;b@example.com', '@example.com'],
    ['P-Preferred-Identity', 'sip:alice@example.com;user=phone', ';user=phone'],
    ['P-Preferred-Identity', '<sip:a@b.c>, sip:alice@example.com ; User=phone', '; User=phone'],
    ['P-Asserted-Identity', 'sip:alice@example.com?a=b', '?a=b'],
  ];
  for (const [name, value, at] of wrong) {
    it(`fails ${name}: ${value}, and no other entry of RFC 3261 does`, () => {
      assert.deepEqual(failuresOf(brackets, row(name, value)), [at]);
      assert.deepEqual(outcomesOf(headerRows, row(name, value)), ['pass']);
    });
  }

  it('passes parameters that may belong to the header field, and lists', () => {
    for (const [name, value] of [
      ['Contact', 'sip:a@b.c;q=1;expires=60;+sip.instance="<urn:uuid:1>"'],
      ['Contact', '<sip:a@b.c;transport=tcp>;x=1, sip:d@e.f'],
      ['From', '"a,b;c?d" <sip:a@b.c>;tag=1'],
      ['P-Preferred-Identity', 'sip:a@b.c, <tel:+1>'],
      ['P-Preferred-Identity', '<sip:a@b.c>;user=phone'],
    ] as const)
      assert.deepEqual(outcomesOf(brackets, row(name, value)), ['pass'], value);
  });

  it('says nothing of a message that was cut off in its header part', () => {
    assert.deepEqual(outcomesOf(brackets, truncatedSubject('CSeq: 1')), []);
  });

  it('looks at a response without From and To, which it copies', () => {
    const outcomes = (name: string) => outcomesOf(brackets, answerOf(set([name, 'sip:a@b.c;transport=tcp'])));
    assert.deepEqual([outcomes('Contact'), outcomes('From'), outcomes('To')], [['fail'], ['pass'], ['pass']]);
  });
});
