import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { failureAt } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { publishSubject, subscribeSubject } from '../trace.fixture';
import { bareFlags } from './10-4-bare-flags';

const accepting = (value: string) => publishSubject({ set: [['Accept-Contact', value]] });

testEntry(bareFlags, 'require and explicit are bare flags and exist only in Accept-Contact', {
  violation: { seen: accepting('*;+g.oma.sip-im;require=true;explicit=true'), at: 'require=true' },
  legal: { 'any letter case of the flag names': { seen: accepting('*;+g.oma.sip-im;Require;EXPLICIT') } },
  inapplicable: { 'a request without caller preferences': { seen: subscribeSubject() } },
});

describe('RFC3841-10-4', () => {
  it('fails require="yes" and explicit with a value', () => {
    assert.equal(failureAt(bareFlags, accepting('*;require="yes"')), 'require="yes"');
    assert.equal(failureAt(bareFlags, accepting('*;require;explicit=1')), 'explicit=1');
  });
  it('fails a flag in Reject-Contact', () => {
    assert.equal(failureAt(bareFlags, publishSubject({ add: [['j', '*;video;require']] })), 'require');
  });
});
