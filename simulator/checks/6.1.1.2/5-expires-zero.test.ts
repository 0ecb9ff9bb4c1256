import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt } from '../assertions.fixture';
import { subscribeSubject } from '../trace.fixture';
import { expiresZero } from './5-expires-zero';

const row = (to: string) => ({ raw: (text: string) => text.replace(/^Expires: 0/m, to) });

describe('6.1.1.2-5 the SUBSCRIBE carries Expires: 0', () => {
  for (const legal of ['Expires: 0', 'Expires:0', 'Expires : 0', 'Expires: 00', 'EXPIRES: 0', 'Expires:\r\n 0']) {
    it(`passes ${JSON.stringify(legal)}`, () => assertPass(expiresZero, subscribeSubject(row(legal))));
  }

  for (const value of ['3600', '-1', '', '0 0', '0x0', '1', '0;a=b']) {
    it(`fails "Expires: ${value}" and points at the field`, () => {
      assert.equal(failureAt(expiresZero, subscribeSubject(row(`Expires: ${value}`))), `Expires: ${value}`);
    });
  }

  it('fails without the field, also with an expires parameter of Contact', () => {
    const changes = { without: ['Expires'], set: [['Contact', '<sip:a@192.0.2.10>;expires=0']] as const };
    assert.match(failureAt(expiresZero, subscribeSubject(changes)), /^SUBSCRIBE/);
  });

  it('fails a second field, and points at it', () => {
    assert.equal(failureAt(expiresZero, subscribeSubject({ add: [['expires', '0']] })), 'expires: 0');
  });

  it('in a dialog passes the end of a subscription and fails its refresh', () => {
    const kind = 'settings-subscribe-in-dialog';
    assertPass(expiresZero, subscribeSubject({}, { kind }));
    assert.equal(failureAt(expiresZero, subscribeSubject({ set: [['Expires', '600']] }, { kind })), 'Expires: 600');
  });
});
