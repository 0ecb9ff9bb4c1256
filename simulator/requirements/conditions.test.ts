import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { catalogue, type RequirementId, requirementOf } from './catalogue';
import { applies, type Condition } from './conditions';
import { defaultPics, defaultRules, type Pics, type Rules } from './configuration';

function appliesWith(id: RequirementId, pics: Partial<Pics> = {}, rules: Partial<Rules> = {}): true | string {
  return applies(requirementOf(id), { ...defaultPics, ...pics }, { ...defaultRules, ...rules });
}

const ims = { sip_ip_core: 'ims' } as const;

describe('applies', () => {
  it('leaves an entry without a condition on PICS and rules in force', () => {
    assert.equal(appliesWith('RFC3903-4.1-1'), true);
  });

  const cases: readonly [RequirementId, Partial<Pics>, Partial<Rules>, true | string][] = [
    ['6.1.1.1-IMS', {}, {}, 'PICS sip_ip_core is non-ims'],
    ['6.1.1.1-IMS', ims, {}, true],
    ['TS24229-5.1.1.2-8', { ...ims, auth: 'aka' }, {}, true],
    ['TS24229-5.1.1.2-8', { ...ims, auth: 'sip-digest' }, {}, 'PICS auth is sip-digest'],
    ['TS24229-5.1.1.2-8', ims, {}, 'PICS auth is not declared'],
    ['TS24229-5.1.1.2-8', { auth: 'aka' }, {}, 'PICS sip_ip_core is non-ims'],
    ['TS24229-5.1.1.2-7', { ...ims, auth: 'sip-digest' }, {}, true],
    ['TS24229-5.1.1.2-7', { ...ims, auth: 'aka' }, {}, true],
    ['TS24229-5.1.1.2-7', { ...ims, auth: 'tls' }, {}, 'PICS auth is tls'],
    ['TS24229-5.1.2A.1.1-2', { ...ims, pani: true }, {}, true],
    ['TS24229-5.1.2A.1.1-2', { ...ims, pani: false }, {}, 'PICS pani is false'],
    ['TS24229-5.1.2A.1.1-2', ims, {}, 'PICS pani is not declared'],
    ['RFC3261-10.3-1', {}, {}, true],
    ['RFC3261-10.3-1', ims, {}, 'PICS sip_ip_core is ims'],
    ['RFC3325-6-1', {}, {}, true],
    ['RFC3325-6-1', { trusted_first_proxy: true }, {}, 'PICS trusted_first_proxy is true'],
    ['RFC3325-6-1', ims, {}, 'PICS sip_ip_core is ims'],
    ['RFC3325-6-1', { ...ims, trusted_first_proxy: false }, {}, true],
    ['RFC5876-4.1-2', {}, {}, true],
    ['RFC5876-4.1-2', {}, { capture_point: 'behind-core' }, 'rule capture_point is behind-core'],
    ['RFC6665-4.1.2.4-2', {}, {}, 'rule events_rfc is rfc3265'],
    ['RFC6665-4.1.3-12', {}, { events_rfc: 'rfc6665' }, true],
    ['RFC3903-4.3-3', {}, {}, 'rule refresh_body is settings-required'],
    ['RFC3903-4.3-3', {}, { refresh_body: 'rfc3903' }, true],
    ['RFC3903-4.5-1', {}, {}, 'rule expires_in_publish is forbid'],
    [
      'RFC3903-4.5-1',
      {},
      { expires_in_publish: 'tolerate-after-423' },
      'rule expires_in_publish is tolerate-after-423',
    ],
    ['RFC3903-4.5-1', {}, { expires_in_publish: 'tolerate-zero-removal' }, true],
    ['RFC3903-4.5-1', {}, { expires_in_publish: 'tolerate' }, true],
    ['RFC3903-4-3', {}, {}, true],
    ['RFC3903-4-3', {}, { contact_in_publish: 'ignore' }, 'rule contact_in_publish is ignore'],
    ['RFC3261-18.1.1-1', {}, {}, true],
    ['RFC3261-18.1.1-1', {}, { udp_size_limit: 0 }, 'rule udp_size_limit is 0'],
    ['RFC3581-4-1', {}, {}, true],
    ['RFC3581-4-1', { rport: false }, {}, 'PICS rport is false'],
    ['RFC7118-5-1', {}, {}, true],
    ['RFC7118-5-1', { transports: ['udp', 'wss'] }, {}, true],
    ['RFC7118-5-1', { transports: ['udp', 'tcp'] }, {}, 'PICS transports is udp, tcp'],
  ];
  for (const [id, pics, rules, expected] of cases) {
    it(`${id} with ${JSON.stringify({ ...pics, ...rules })}: ${expected === true ? 'in force' : expected}`, () => {
      assert.equal(appliesWith(id, pics, rules), expected);
    });
  }

  it('asks for an IMS core wherever the condition is about one', () => {
    for (const entry of catalogue.filter(({ condition }) => condition.startsWith('PICS sip_ip_core = ims'))) {
      assert.equal(applies(entry, defaultPics, defaultRules), 'PICS sip_ip_core is non-ims', entry.id);
    }
  });

  it('is asked by an entry for each condition that exists', () => {
    const used = new Set(catalogue.map(({ appliesIf }) => appliesIf).filter((name) => name !== undefined));
    const tried = new Set(cases.map(([id]) => requirementOf(id).appliesIf).filter((name) => name !== undefined));
    assert.deepEqual([...tried].sort(), [...used].sort() satisfies Condition[]);
  });
});
