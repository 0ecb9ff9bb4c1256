import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Rules } from '../../requirements/configuration';
import { response } from '../../sip/message.fixture';
import { assertPass, failureAt, outcomes } from '../assertions.fixture';
import type { Subject } from '../check';
import { context, publishSubject } from '../trace.fixture';
import { noExpires } from './6-no-expires';

const expires = (...values: string[]) => ({ add: values.map((value) => ['Expires', value] as const) });
const rule = (expires_in_publish: Rules['expires_in_publish']) => context({ rules: { expires_in_publish } });
const removal = {
  body: '',
  without: ['Content-Type'],
  add: [
    ['SIP-If-Match', 'e1'],
    ['Expires', '0'],
  ] as const,
};

describe('6.1.1.1-6 a settings PUBLISH carries no Expires', () => {
  it('passes a request without the field', () => assertPass(noExpires, publishSubject()));

  it('passes other header fields and parameters of that sound', () => {
    const add = [
      ['Min-Expires', '60'],
      ['Session-Expires', '90'],
      ['Contact', '<sip:a@example.com>;expires=60'],
    ] as const;
    assertPass(noExpires, publishSubject({ add }));
  });

  for (const value of ['3600', '0', '', 'soon']) {
    it(`fails a request with "Expires: ${value}" and points at the field`, () => {
      assert.equal(failureAt(noExpires, publishSubject(expires(value))), `Expires: ${value}`);
    });
  }

  it('fails any spelling of the name, and every row', () => {
    assert.equal(failureAt(noExpires, publishSubject({ add: [['EXPIRES', '1']] })), 'EXPIRES: 1');
    assert.deepEqual(outcomes(noExpires, publishSubject(expires('1', '2'))), ['fail', 'fail']);
  });

  it('fails a removal, and a repeat after 423', () => {
    failureAt(noExpires, publishSubject(removal));
    failureAt(noExpires, publishSubject(expires('3600'), after(423, '3600')));
  });

  it('tolerate: any is a remark', () => {
    assert.deepEqual(outcomes(noExpires, publishSubject(expires('3600')), rule('tolerate')), ['info']);
    assertPass(noExpires, publishSubject(), rule('tolerate'));
  });

  it('tolerate-zero-removal: warns of a removal, fails all others', () => {
    const of = rule('tolerate-zero-removal');
    assert.deepEqual(outcomes(noExpires, publishSubject(removal), of), ['warn']);
    assert.deepEqual(outcomes(noExpires, publishSubject({ ...removal, add: [['Expires', '0']] }), of), ['fail']);
    assert.deepEqual(outcomes(noExpires, publishSubject(expires('0')), of), ['fail']);
    assert.deepEqual(outcomes(noExpires, publishSubject(expires('3600')), of), ['fail']);
  });

  describe('tolerate-after-423', () => {
    const of = rule('tolerate-after-423');

    it('passes the one repeat with at least Min-Expires', () => {
      for (const value of ['3600', '7200'])
        assertPass(noExpires, publishSubject(expires(value), after(423, '3600')), of);
    });

    it('fails a smaller value, a second repeat, another refusal and none', () => {
      failureAt(noExpires, publishSubject(expires('3599'), after(423, '3600')), of);
      failureAt(noExpires, publishSubject(expires('3600'), after(423, '3600', 2)), of);
      failureAt(noExpires, publishSubject(expires('3600'), after(412, '3600')), of);
      failureAt(noExpires, publishSubject(expires('3600')), of);
      failureAt(noExpires, publishSubject(expires('3600', '3600'), after(423, '3600')), of);
    });
  });
});

function after(status: number, minimum: string, times = 1): { after: NonNullable<Subject['after']> } {
  return { after: { status, times, response: response({ status, set: [['Min-Expires', minimum]] }) } };
}
