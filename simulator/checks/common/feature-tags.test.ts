import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { readAcceptContact } from '../../sip/accept-contact';
import { accepted, field } from '../../sip/read.fixture';
import { type FeatureFault, featureFaultOf } from './feature-tags';

function faultOf(text: string): FeatureFault | undefined {
  const [value] = accepted(readAcceptContact(field('Accept-Contact', `*;${text}`)));
  const [param] = value?.params ?? [];
  return param && featureFaultOf(param, '+g.oma.sip-im');
}

describe('featureFaultOf', () => {
  const cases: readonly (readonly [FeatureFault, readonly string[]])[] = [
    [
      'none',
      [
        '+g.oma.sip-im',
        '+G.OMA.SIP-IM="True"',
        '+g.oma.sip-im="!FALSE,TRUE"',
        'video',
        'methods="INVITE, ACK"',
        'priority="#>=20"',
        'priority="#1:-5.5,!#=+3."',
        '+sip.instance="<urn:uuid:f81d4fae-7dec>"',
        'description="<a \\"b\\", c>"',
        '+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.oma.cpm.msg"',
        '+a!b\'c.d-e%20="x"',
        'type="text/plain"',
        'language="en,es"',
      ],
    ],
    ['other', ['require', 'q=0.5', 'expires=3600', 'reg-id=1', 'x.y', 'gruu', 'oma.sip-im']],
    ['no-plus', ['g.oma.sip-im', 'G.3GPP.icsi-ref="a"', 'sip.instance="<a>"']],
    ['name', ['+1', '+', '+-a', '+g_x', '+a*b']],
    ['unquoted', ['+g.oma.sip-im=TRUE', 'video=FALSE', '+x=a.b']],
    [
      'value',
      ['+x=""', '+x="a b"', '+x="a,,b"', '+x="<a"', '+x="<a>b"', '+x="urn:a"', '+x="#5"', '+x="!!a"', '+x="<a>,<b>"'],
    ],
    ['plus-on-base-tag', ['+audio', '+Video="TRUE"']],
  ];
  it('knows the base tags of RFC 3840, which need no plus', () => {
    const tags =
      'audio automata class duplex data control mobility description events priority methods schemes application video ' +
      'language type isfocus actor text extensions';
    for (const tag of tags.split(' '))
      assert.deepEqual([faultOf(tag), faultOf(`+${tag}`)], ['none', 'plus-on-base-tag']);
  });

  for (const [fault, texts] of cases) {
    for (const text of texts) it(`calls ${text} "${fault}"`, () => assert.equal(faultOf(text), fault));
  }
});
