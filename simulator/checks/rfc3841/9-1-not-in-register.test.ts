import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { failureAt, outcomes } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { publishSubject, registerSubject } from '../trace.fixture';
import { noPreferencesInRegister } from './9-1-not-in-register';

const adding = (...add: (readonly [string, string])[]) => registerSubject({ add });

testEntry(noPreferencesInRegister, 'a REGISTER carries no caller preferences', {
  violation: { seen: adding(['Accept-Contact', '*;+g.oma.sip-im']), at: 'Accept-Contact: *;+g.oma.sip-im' },
  legal: {
    'feature tags as Contact parameters (that is where they belong)': { seen: registerSubject() },
    'Request-Disposition (allowed)': { seen: adding(['Request-Disposition', 'fork']) },
  },
  inapplicable: { 'a PUBLISH': { seen: publishSubject() } },
});

describe('RFC3841-9-1', () => {
  it('fails Reject-Contact, compact forms, and each of several', () => {
    assert.equal(failureAt(noPreferencesInRegister, adding(['Reject-Contact', '*'])), 'Reject-Contact: *');
    assert.deepEqual(outcomes(noPreferencesInRegister, adding(['a', '*'], ['J', '*'])), ['fail', 'fail']);
  });
});
