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

  it('says that the parts are spread over several values', () => {
    const [seen] = acceptContact.judge(publishSubject(rows('*;+g.oma.sip-im;require, *;explicit')), context);
    assert.match(seen?.message ?? '', /spread/);
  });

  it('is inconclusive with a remark for an unquoted value', () => {
    const subject = publishSubject(rows('*;+g.oma.sip-im=TRUE;require;explicit'));
    assert.deepEqual(outcomes(acceptContact, subject), ['inconc', 'warn']);
  });

  it('passes when another value is right beside an unquoted one', () => {
    const subject = publishSubject(rows('*;+g.oma.sip-im=TRUE;require;explicit, *;+g.oma.sip-im;require;explicit'));
    assertPass(acceptContact, subject);
  });

  it('passes a repeated parameter, for which item 1 fails', () => {
    assertPass(acceptContact, publishSubject(rows('*;+g.oma.sip-im;require;explicit;require')));
  });

  it('remarks on another row that cannot be read', () => {
    const beside = publishSubject(rows('*;+g.oma.sip-im;require;explicit', '*;='));
    assert.deepEqual(outcomes(acceptContact, beside), ['pass', 'warn']);
  });
});
