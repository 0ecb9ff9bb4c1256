import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { readAcceptContact } from './accept-contact';
import { accepted, breach, field } from './read.fixture';

function values(text: string) {
  return accepted(readAcceptContact(field('Accept-Contact', text))).map(({ star, params }) => ({
    star,
    params: params.map(({ key, value, quoted }) => [key, value, quoted]),
  }));
}

describe('readAcceptContact', () => {
  it('reads the feature tag in all its forms, blanks and letter case aside', () => {
    assert.deepEqual(values('* ; +G.OMA.SIP-IM ;Require; explicit'), [
      {
        star: true,
        params: [
          ['+g.oma.sip-im', undefined, false],
          ['require', undefined, false],
          ['explicit', undefined, false],
        ],
      },
    ]);
    assert.deepEqual(values('*;+g.oma.sip-im="TRUE"')[0]?.params, [['+g.oma.sip-im', 'TRUE', true]]);
    assert.deepEqual(values('*;+g.oma.sip-im=TRUE')[0]?.params, [['+g.oma.sip-im', 'TRUE', false]]);
  });

  it('splits values at commas outside quotes and keeps repeats', () => {
    const read = values('*;methods="PUBLISH,NOTIFY";x;x, *;explicit,*');
    assert.deepEqual(
      read.map(({ params }) => params.length),
      [3, 1, 0],
    );
  });

  it('says where the star is missing, and reads the rest', () => {
    assert.deepEqual(values('+g.oma.sip-im;require'), [
      {
        star: false,
        params: [
          ['+g.oma.sip-im', undefined, false],
          ['require', undefined, false],
        ],
      },
    ]);
    assert.equal(values(';require')[0]?.star, false);
    assert.equal(values('*x;require')[0]?.star, false);
  });

  it('points at each value', () => {
    const from = field('Accept-Contact', '*;a , *;b="c"');
    const spans = accepted(readAcceptContact(from)).map(({ span }) => [
      span.start - from.valueSpan.start,
      span.end - from.valueSpan.start,
    ]);
    assert.deepEqual(spans, [
      [0, 3],
      [6, 13],
    ]);
  });

  const breaches: readonly (readonly [value: string, rule: string, octets: string])[] = [
    ['', 'ac-value', ''],
    ['*;', 'generic-param', ''],
    ['*;+g.oma.sip-im="TRUE', 'quoted-string', '"TRUE'],
    ['*;a,', 'ac-value', ''],
    ['"*";a', 'ac-value', '"*";a'],
    ['<sip:a@b.c>;require', 'ac-value', '<sip:a@b.c>;require'],
  ];
  for (const [value, rule, octets] of breaches) {
    it(`refuses "${value}" by ${rule}`, () => {
      assert.deepEqual(breach(readAcceptContact, 'Accept-Contact', value), [rule, octets]);
    });
  }
});
