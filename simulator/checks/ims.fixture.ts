import { strict as assert } from 'node:assert';
import { it } from 'node:test';
import { looksAt } from './applies';
import { assertPass, failureAt, outcomes } from './assertions.fixture';
import type { Check, Registration } from './check';
import { context, type publishSubject } from './trace.fixture';

const ims = context({ pics: { sip_ip_core: 'ims' } });
const PCSCF = '<sip:192.0.2.1:5060;lr>';
const registration: Registration = {
  aor: 'sip:alice@example.com',
  serviceRoute: ['sip:orig@scscf1.example.net;lr', 'sip:scscf2.example.net;lr;x=1'],
  associatedUris: ['sip:alice@example.com', 'tel:+12015550123'],
};
const [first, second] = registration.serviceRoute.map((uri) => `<${uri}>`);

/** What the two IMS items have in common. */
export function testImsItem(check: Check, subjectOf: typeof publishSubject): void {
  const routed = (...rows: string[]) => ({ add: rows.map((row) => ['Route', row] as const) });
  const right = `${PCSCF}, ${first}, ${second}`;

  it('does not apply outside IMS', () => assert.equal(looksAt(check, subjectOf(), context()), false));

  for (const rows of [[right], [PCSCF, `${first}`, `${second}`], [`<sip:pcscf.example.net;lr>, ${first}, ${second}`]]) {
    it(`passes Route ${rows.join(' | ')}`, () => assertPass(check, subjectOf(routed(...rows), { registration }), ims));
  }

  const broken: readonly (readonly [string, RegExp])[] = [
    [`${first}, ${second}`, /P-CSCF is missing/],
    [`${PCSCF}, ${second}, ${first}`, /another order/],
    [`${PCSCF}, ${first}`, /differs/],
    [`${PCSCF}, ${first}, <sip:scscf2.example.net;lr>`, /differs/],
    [`<sip:192.0.2.9;lr>, ${first}, ${second}`, /is not the P-CSCF/],
    ['sip:192.0.2.1', /brackets/],
  ];
  for (const [row, why] of broken) {
    it(`fails Route ${row} and points at it`, () => {
      const subject = subjectOf(routed(row), { registration });
      assert.ok(row.includes(failureAt(check, subject, ims)));
      assert.match(check.judge(subject, ims).find(({ outcome }) => outcome === 'fail')?.message ?? '', why);
    });
  }

  it('fails without Route, unless the registration told no Service-Route', () => {
    assert.match(failureAt(check, subjectOf({}, { registration }), ims), /^(PUBLISH|SUBSCRIBE) /);
    assertPass(check, subjectOf({}, { registration: { ...registration, serviceRoute: [] } }), ims);
  });

  it('passes one entry for both when the P-CSCF is the first Service-Route value', () => {
    const own = { ...registration, serviceRoute: ['sip:192.0.2.1:5060;lr', 'sip:scscf2.example.net;lr'] };
    const row = '<sip:192.0.2.1:5060;lr>, <sip:scscf2.example.net;lr>';
    assertPass(check, subjectOf(routed(row), { registration: own }), ims);
  });

  it('does not look for a Route behind the core', () => {
    const behind = context({ pics: { sip_ip_core: 'ims' }, rules: { capture_point: 'behind-core' } });
    assertPass(check, subjectOf({}, { registration }), behind);
  });

  it('does not look for a Route inside a dialog', () => {
    const subject = subjectOf({}, { registration, kind: 'settings-subscribe-in-dialog' });
    assert.equal(
      check.judge(subject, ims).some(({ outcome }) => outcome === 'fail'),
      false,
    );
  });

  it('fails before the registration; a passive observer may have missed it', () => {
    failureAt(check, subjectOf(routed(right)), ims);
    const passive = context({ pics: { sip_ip_core: 'ims' }, nextHop: undefined });
    assert.deepEqual(outcomes(check, subjectOf(routed(right)), passive), ['inconc']);
  });

  it('wants a registered P-Preferred-Identity, if there is one', () => {
    const preferred = (uri: string) => ({
      add: [
        ['Route', right],
        ['P-Preferred-Identity', `<${uri}>`],
      ] as const,
    });
    assertPass(check, subjectOf(preferred('tel:+1-201-555-0123'), { registration }), ims);
    assert.equal(
      failureAt(check, subjectOf(preferred('sip:bob@example.com'), { registration }), ims),
      'sip:bob@example.com',
    );
    const untold = { ...registration, associatedUris: [] };
    assert.deepEqual(outcomes(check, subjectOf(preferred('sip:bob@example.com'), { registration: untold }), ims), [
      'inconc',
    ]);
    assertPass(check, subjectOf(preferred('sip:alice@example.com'), { registration: untold }), ims);
  });

  it('passes a registered P-Preferred-Identity beside another one', () => {
    const preferred = (value: string) => ({
      add: [
        ['Route', right],
        ['P-Preferred-Identity', value],
      ] as const,
    });
    assertPass(check, subjectOf(preferred('<tel:+1555>, <sip:alice@example.com>'), { registration }), ims);
    const subject = subjectOf(preferred('<sip:bob@example.com>, <tel:+1555>'), { registration });
    assert.equal(failureAt(check, subject, ims), 'sip:bob@example.com');
    assert.equal(check.judge(subject, ims).length, 1);
  });

  it('shows the Route values that it found', () => {
    const [seen] = check.judge(subjectOf(routed(PCSCF, `"x" ${second}`), { registration }), ims);
    assert.equal(seen?.actual, `${PCSCF}, ${second}`);
  });

  it('wants P-Access-Network-Info from a client that declares it, where the client itself is seen', () => {
    const declared = (rules = {}) => context({ pics: { sip_ip_core: 'ims', pani: true }, rules });
    const subject = subjectOf(routed(right), { registration });
    assert.match(failureAt(check, subject, declared()), /^(PUBLISH|SUBSCRIBE) /);
    assertPass(check, subject, declared({ capture_point: 'behind-core' }));
    assertPass(check, subject, context({ pics: { sip_ip_core: 'ims', pani: false } }));
    const add = [...routed(right).add, ['P-Access-Network-Info', '3GPP-E-UTRAN-FDD']] as const;
    assertPass(check, subjectOf({ add }, { registration }), declared());
  });

  it('only remarks on a From that is not registered, or anonymous without Privacy', () => {
    const from = (uri: string, ...more: (readonly [string, string])[]) =>
      subjectOf({ set: [['From', `<${uri}>;tag=1`]], add: [['Route', right], ...more] }, { registration });
    assert.deepEqual(outcomes(check, from('sip:alice_private@example.com'), ims), ['pass', 'warn']);
    assert.deepEqual(outcomes(check, from('sip:anonymous@anonymous.invalid'), ims), ['pass', 'warn']);
    assertPass(check, from('sip:anonymous@anonymous.invalid', ['Privacy', 'id']), ims);
  });
}
