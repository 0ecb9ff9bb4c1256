import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt, outcomes } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { publishSubject } from '../trace.fixture';
import { bareIdentities } from './9.2-2-bare-values';

const preferring = (...values: string[]) =>
  publishSubject({ add: values.map((value) => ['P-Preferred-Identity', value] as const) });

testEntry(bareIdentities, 'a value of P-Preferred-Identity is an address and nothing else', {
  violation: { seen: preferring('<sip:alice@ims.example.net>;tag=1'), at: ';tag=1' },
  legal: {
    'parameters inside the brackets': { seen: preferring('<sip:alice@ims.example.net;user=phone>') },
  },
  inapplicable: { 'a request without it': { seen: publishSubject() } },
});

describe('RFC3325-9.2-2', () => {
  const broken: readonly (readonly [string, RegExp])[] = [
    ['sip:+12015550123@x.net;user=phone', /^;user=phone$/],
    ['sip:a@x.net?x=1', /^\?x=1$/],
    ['sip:a,b@x.net', /@x\.net$/],
    ['<sip:a@x.net> x', /^x$/],
    ['Alice sip:a@x.net', /^ $/],
    ['<sip:a@x.net>,', /^$/],
    ['nobody', /nobody/],
  ];
  for (const [value, at] of broken) {
    it(`fails ${value}`, () => assert.match(failureAt(bareIdentities, preferring(value)), at));
  }
  it('looks at every row', () =>
    assert.equal(failureAt(bareIdentities, preferring('<sip:a@x.net>', '<tel:+1>;a=b')), ';a=b'));
  it('fails what the parser found in it, once', () => {
    assert.equal(failureAt(bareIdentities, preferring('<sip:\u0001a@x.net>')), '\u0001');
    assert.deepEqual(outcomes(bareIdentities, preferring('<sip:\u0001a@x.net>')), ['fail']);
  });
  it('leaves what the parser found in another row to the parser', () => {
    const subject = preferring('<sip:\u0001a@x.net>', '<sip:b@x.net');
    assert.deepEqual(outcomes(bareIdentities, subject), ['fail']);
  });
  it('leaves an empty row to RFC3325-9.2-1, and the number of values, too', () => {
    assertPass(bareIdentities, preferring(''));
    assertPass(bareIdentities, preferring('<sip:a@x.net>, <sip:b@x.net>, "x" <sip:c@x.net>'));
  });
});
