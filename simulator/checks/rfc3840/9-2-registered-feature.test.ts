import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { context, registerSubject } from '../trace.fixture';
import { registeredFeature } from './9-2-registered-feature';

const contact = (...values: string[]) =>
  registerSubject({ without: ['Contact'], add: values.map((value) => ['Contact', value] as const) });

testEntry(registeredFeature, 'a client that offers IM registers the IM feature tag', {
  violation: {
    seen: contact('<sip:alice@192.0.2.10;+g.oma.sip-im>'),
    at: 'sip:alice@192.0.2.10;+g.oma.sip-im',
  },
  legal: {
    '+g.oma.sip-im="TRUE"': { seen: contact('<sip:alice@192.0.2.10>;+g.oma.sip-im="TRUE"') },
    'further feature parameters': {
      seen: contact('<sip:alice@192.0.2.10>;audio;+G.OMA.SIP-IM;+g.3gpp.icsi-ref="a";expires=600'),
    },
  },
  inapplicable: {
    'a REGISTER that asks for its bindings': { seen: registerSubject({ without: ['Contact'] }) },
    'the removal of all': { seen: contact('*') },
    'the removal of one': { seen: contact('<sip:alice@192.0.2.10>;expires=0') },
    'a removal by Expires': {
      seen: registerSubject({
        set: [
          ['Contact', '<sip:a@192.0.2.1>'],
          ['Expires', '00'],
        ],
      }),
    },
    'a Contact that the parser found broken': { seen: contact('<sip:a@192.0.2.1>;x="\u0001"') },
    'a Contact that cannot be read': { seen: contact('<sip:alice@192.0.2.10') },
  },
});

describe('RFC3840-9-2', () => {
  it('fails a Contact without the tag, and points at it', () => {
    assert.equal(failureAt(registeredFeature, contact('<sip:a@192.0.2.1>;audio')), '<sip:a@192.0.2.1>;audio');
    assert.equal(
      failureAt(registeredFeature, contact('<sip:a@192.0.2.1>;g.oma.sip-im')),
      '<sip:a@192.0.2.1>;g.oma.sip-im',
    );
  });
  it('finds the tag inside the brackets in any letter case', () => {
    assert.equal(
      failureAt(registeredFeature, contact('<sip:a@192.0.2.1;+G.oma.SIP-im>')),
      'sip:a@192.0.2.1;+G.oma.SIP-im',
    );
  });
  it('fails one that says that it does not', () => {
    for (const value of ['"FALSE"', '"!TRUE"', 'false']) {
      failureAt(registeredFeature, contact(`<sip:a@192.0.2.1>;+g.oma.sip-im=${value}`));
    }
  });
  it('is content with one of several, and with a value without quotes', () => {
    assertPass(registeredFeature, contact('<sip:a@192.0.2.1>', '<sip:b@192.0.2.1>;+g.oma.sip-im'));
    assertPass(registeredFeature, contact('<sip:a@192.0.2.1>;+g.oma.sip-im=TRUE'));
  });
  it('looks for the tag of the profile', () => {
    const of = context({ rules: { feature_tag: '+g.X' } });
    failureAt(registeredFeature, contact('<sip:a@192.0.2.1>;+g.oma.sip-im'), of);
    assertPass(registeredFeature, contact('<sip:a@192.0.2.1>;+G.X'), of);
  });
});
