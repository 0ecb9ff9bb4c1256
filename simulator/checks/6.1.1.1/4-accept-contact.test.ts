import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { assertPass, failureAt, outcomes } from '../assertions.fixture';
import { context as contextOf, publishSubject } from '../trace.fixture';
import { acceptContact } from './4-accept-contact';

const context = contextOf();
const rows = (...values: string[]) => ({
  without: ['Accept-Contact'],
  add: values.map((value) => ['Accept-Contact', value] as const),
});

describe('6.1.1.1-4 one Accept-Contact value has the feature tag, require and explicit', () => {
  const legal: readonly (readonly string[])[] = [
    ['*;+g.oma.sip-im;require;explicit'],
    ['*;explicit;require;+g.oma.sip-im'],
    ['* ; +G.OMA.SIP-IM ; Require ; Explicit'],
    ['*;+g.oma.sip-im="TRUE";require;explicit'],
    ['*;+g.oma.sip-im="true";require;explicit'],
    ['*;+g.oma.sip-im;require;explicit;methods="PUBLISH"'],
    ['*;+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.oma.cpm.msg", *;+g.oma.sip-im;require;explicit'],
    ['*;+g.oma.sip-im;require;explicit, *;video'],
    ['*;video', '*;+g.oma.sip-im;require;explicit'],
    ['*;description="a,b;c";+g.oma.sip-im;require;explicit'],
  ];
  for (const values of legal) {
    it(`passes ${values.join(' | ')}`, () => assertPass(acceptContact, publishSubject(rows(...values))));
  }

  it('passes the compact form', () => {
    assertPass(
      acceptContact,
      publishSubject({ without: ['Accept-Contact'], add: [['a', '*;explicit;require;+g.oma.sip-im']] }),
    );
  });

  it('passes a folded value', () => {
    const raw = (text: string) => text.replace(';require;explicit', ';require;\r\n explicit');
    assertPass(acceptContact, publishSubject({ raw }));
  });

  const broken: readonly (readonly string[])[] = [
    ['*;+g.oma.sip-im;require, *;explicit'],
    ['*;+g.oma.sip-im;require', '*;+g.oma.sip-im;explicit'],
    ['*;g.oma.sip-im;require;explicit'],
    ['*;+g.oma.sip.im;require;explicit'],
    ['*;+g.oma.sip-im;explicit'],
    ['*;+g.oma.sip-im;require'],
    ['*;+g.oma.sip-im="FALSE";require;explicit'],
    ['*;+g.oma.sip-im="!TRUE";require;explicit'],
    ['*;+g.oma.sip-im=FALSE;require;explicit'],
    ['*;+g.oma.sip-im="";require;explicit'],
    ['*;+g.oma.sip-im;require=yes;explicit'],
    ['+g.oma.sip-im;require;explicit'],
    ['*;x="+g.oma.sip-im;require;explicit"'],
    ['<sip:a@example.com;+g.oma.sip-im;require;explicit>'],
    ['*;+g.oma.sip-im;require;explicit,'],
    [''],
  ];
  for (const values of broken) {
    it(`fails ${values.join(' | ')}`, () => {
      const octets = failureAt(acceptContact, publishSubject(rows(...values)));
      assert.ok(
        values.some((value) => value.includes(octets)),
        octets,
      );
    });
  }

  it('fails without the header field', () => {
    assert.match(failureAt(acceptContact, publishSubject({ without: ['Accept-Contact'] })), /^PUBLISH/);
  });

  it('looks for the tag of the profile, in any letter case', () => {
    const of = contextOf({ rules: { feature_tag: '+X.Im' } });
    assertPass(acceptContact, publishSubject(rows('*;+x.im;require;explicit')), of);
    assert.equal(
      failureAt(acceptContact, publishSubject(rows('*;+x.im="a";require;explicit')), of),
      '*;+x.im="a";require;explicit',
    );
    const [seen] = acceptContact.judge(publishSubject(rows('*;require;explicit')), of);
    assert.match(seen?.message ?? '', /without \+X\.Im$/);
  });

  it('says that the parts are spread over several values', () => {
    const [seen] = acceptContact.judge(publishSubject(rows('*;+g.oma.sip-im;require, *;explicit')), context);
    assert.match(seen?.message ?? '', /spread/);
  });

  describe('a value without quotes, on which RFC3840-9-1 remarks', () => {
    const subject = publishSubject(rows('*;+g.oma.sip-im=TRUE;require;explicit'));
    const rule = (unquoted_feature_value: 'fail' | 'pass') => contextOf({ rules: { unquoted_feature_value } });
    it('is inconclusive', () => assert.deepEqual(outcomes(acceptContact, subject), ['inconc']));
    it('is what the rule says', () => {
      assert.equal(failureAt(acceptContact, subject, rule('fail')), '+g.oma.sip-im=TRUE');
      assertPass(acceptContact, subject, rule('pass'));
    });
  });

  it('does not take Reject-Contact for Accept-Contact', () => {
    const add = [['Reject-Contact', '*;+g.oma.sip-im;require;explicit']] as const;
    assert.match(failureAt(acceptContact, publishSubject({ without: ['Accept-Contact'], add })), /^PUBLISH/);
    assert.equal(failureAt(acceptContact, publishSubject({ set: [['Accept-Contact', '*']], add })), '*');
  });

  it('passes when another value is right beside an unquoted one', () => {
    const subject = publishSubject(rows('*;+g.oma.sip-im=TRUE;require;explicit, *;+g.oma.sip-im;require;explicit'));
    assertPass(acceptContact, subject);
  });

  it('passes a repeated parameter, for which RFC3841-10-2 fails', () => {
    assertPass(acceptContact, publishSubject(rows('*;+g.oma.sip-im;require;explicit;require')));
  });

  it('remarks on another row that cannot be read', () => {
    const beside = publishSubject(rows('*;+g.oma.sip-im;require;explicit', '*;='));
    assert.deepEqual(outcomes(acceptContact, beside), ['pass', 'warn']);
  });
});
