import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { publishSubject, subscribeSubject } from '../trace.fixture';
import { tagsOnce } from './10-3-tags-once';

const accepting = (value: string) => publishSubject({ set: [['Accept-Contact', value]] });

testEntry(tagsOnce, 'a feature tag appears at most once in one value', {
  violation: { seen: accepting('*;+g.oma.sip-im;+G.OMA.SIP-IM;require;explicit'), at: '+G.OMA.SIP-IM' },
  legal: { 'same tag in different values': { seen: accepting('*;+g.oma.sip-im;video, *;+g.oma.sip-im') } },
  inapplicable: { 'a request without caller preferences': { seen: subscribeSubject() } },
});

describe('RFC3841-10-3', () => {
  it('fails Reject-Contact, base tags, values and other parameters as well', () => {
    const rejecting = publishSubject({ add: [['Reject-Contact', '*;video;x;video="FALSE"']] });
    assert.equal(failureAt(tagsOnce, rejecting), 'video="FALSE"');
    assert.equal(failureAt(tagsOnce, accepting('*;x=1;x=2')), 'x=2');
  });
  it('leaves flags to RFC3841-10-2', () => assertPass(tagsOnce, accepting('*;require;require')));
});
