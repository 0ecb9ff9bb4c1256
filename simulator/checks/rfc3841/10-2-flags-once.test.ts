import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt, outcomes } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { publishSubject, subscribeSubject } from '../trace.fixture';
import { flagsOnce } from './10-2-flags-once';

const accepting = (value: string) => publishSubject({ set: [['Accept-Contact', value]] });

testEntry(flagsOnce, 'one Accept-Contact value has at most one require and one explicit', {
  violation: { seen: accepting('*;+g.oma.sip-im;require;require;explicit'), at: 'require' },
  legal: { 'require in several different values': { seen: accepting('*;a;require, *;b;require;explicit') } },
  inapplicable: {
    'a request without caller preferences': { seen: subscribeSubject() },
    'a row that cannot be read': { seen: accepting('*;require;require;=') },
  },
});

describe('RFC3841-10-2', () => {
  it('points at the second one, in any letter case, with a value too, once for each value', () => {
    const subject = accepting('*;explicit;Explicit=yes, *;require;x;require');
    assert.equal(failureAt(flagsOnce, subject), 'Explicit=yes');
    assert.deepEqual(outcomes(flagsOnce, subject), ['fail', 'fail']);
  });
  it('leaves other parameters and Reject-Contact to others', () => {
    assertPass(flagsOnce, accepting('*;a;a;require'));
    assertPass(flagsOnce, publishSubject({ add: [['Reject-Contact', '*;require;require']] }));
  });
});
