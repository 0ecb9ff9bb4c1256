import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { context, subscribeSubject } from '../trace.fixture';
import { eventPreferred } from './5.2-2-events';

const preferring = (value: string) => subscribeSubject({ add: [['Accept-Contact', value]] });

testEntry(eventPreferred, 'caller preferences of a SUBSCRIBE name the event package', {
  violation: { seen: preferring('*;+g.oma.sip-im'), at: '*;+g.oma.sip-im' },
  legal: {
    'no Accept-Contact in SUBSCRIBE: the change request does not ask for it': { seen: subscribeSubject() },
  },
  inapplicable: { 'a SUBSCRIBE without caller preferences': { seen: subscribeSubject() } },
});

describe('RFC3841-5.2-2', () => {
  it('passes a list with the package of the profile', () => {
    assertPass(eventPreferred, preferring('*;+g.oma.sip-im;events="presence,service-settings"'));
    const of = context({ rules: { event_package: 'poc-settings' } });
    assertPass(eventPreferred, preferring('*;events="poc-settings"'), of);
    assert.equal(
      failureAt(eventPreferred, preferring('*;events="service-settings"'), of),
      '*;events="service-settings"',
    );
  });
});
