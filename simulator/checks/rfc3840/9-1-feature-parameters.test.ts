import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt, outcomes } from '../assertions.fixture';
import { testEntry } from '../entry.fixture';
import { context, otherSubject, publishSubject, registerSubject, subscribeSubject } from '../trace.fixture';
import { featureParameters } from './9-1-feature-parameters';

const accepting = (value: string) => publishSubject({ set: [['Accept-Contact', value]] });
const contact = (value: string) => registerSubject({ set: [['Contact', value]] });

testEntry(featureParameters, 'a feature tag has a leading plus and its value stands in quotes', {
  violation: { seen: accepting('*;g.oma.sip-im;require;explicit'), at: 'g.oma.sip-im' },
  legal: {
    'no value (means TRUE)': { seen: accepting('*;+g.oma.sip-im;require') },
    '="TRUE", ="true"': { seen: accepting('*;+g.oma.sip-im="TRUE", *;+g.oma.sip-im="true"') },
    '="<literal>" for strings': { seen: contact('<sip:a@192.0.2.1>;+sip.instance="<urn:uuid:1>"') },
  },
  inapplicable: {
    'a Contact without feature parameters': { seen: subscribeSubject() },
    'parameters that are none': { seen: contact('<sip:a@192.0.2.1>;q=0.5;expires=60;reg-id=1') },
    'a Contact that cannot be read': { seen: contact('<sip:a@192.0.2.1;g.oma.sip-im') },
    'parameters of the URI': { seen: contact('<sip:a@192.0.2.1;g.oma.sip-im>;q=1') },
    'Contact: *': { seen: contact('*') },
    'a Contact that the parser found broken': { seen: contact('<sip:a@192.0.2.1>;g.x="\u0001"') },
    'another header field of that sound': {
      seen: registerSubject({
        set: [
          ['Contact', '*'],
          ['From', '<sip:a@x.net>;g.x;tag=1'],
        ],
      }),
    },
  },
});

describe('RFC3840-9-1', () => {
  it('looks at Contact of any request, and at Reject-Contact', () => {
    const options = otherSubject({ set: [['Contact', '<sip:a@192.0.2.1>;+g_x']] });
    assert.equal(failureAt(featureParameters, options), '+g_x');
    assert.equal(failureAt(featureParameters, publishSubject({ add: [['j', '*;g.x']] })), 'g.x');
  });
  it('fails a value that no tag has', () => {
    assert.equal(
      failureAt(featureParameters, contact('<sip:a@192.0.2.1>;+sip.instance="urn:uuid:1"')),
      '+sip.instance="urn:uuid:1"',
    );
  });
  it('tells each of several', () => {
    assert.deepEqual(outcomes(featureParameters, accepting('*;g.a;+audio;+g.b=x;+g.c')), ['fail', 'info', 'warn']);
  });
  it('is content with a base tag with a plus, which is another tag', () => {
    assert.deepEqual(outcomes(featureParameters, contact('<sip:a@192.0.2.1>;+audio')), ['info']);
  });

  describe('a value without quotes', () => {
    const seen = accepting('*;+g.oma.sip-im=TRUE;require;explicit');
    const rule = (unquoted_feature_value: 'fail' | 'pass') => context({ rules: { unquoted_feature_value } });
    it('is a remark', () => assert.deepEqual(outcomes(featureParameters, seen), ['warn']));
    it('is what the rule says', () => {
      assert.equal(failureAt(featureParameters, seen, rule('fail')), '+g.oma.sip-im=TRUE');
      assertPass(featureParameters, seen, rule('pass'));
    });
  });

  it('knows the tag of the profile without its plus', () => {
    const of = context({ rules: { feature_tag: '+X.im' } });
    assert.equal(failureAt(featureParameters, accepting('*;X.IM'), of), 'X.IM');
  });
});
