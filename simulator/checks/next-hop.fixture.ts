import { strict as assert } from 'node:assert';
import { it } from 'node:test';
import { assertPass, failureAt, outcomes } from './assertions.fixture';
import type { Check, Registration } from './check';
import { context, type publishSubject, SERVER } from './trace.fixture';

type SubjectOf = typeof publishSubject;
const registration: Registration = { aor: 'sip:alice@example.com', serviceRoute: [], associatedUris: [] };
const tcp = { set: [['Via', 'SIP/2.0/TCP 192.0.2.10:5060;branch=z9hG4bK1']] as const };

/** What the two items on sending have in common. */
export function testNextHopItem(check: Check, subjectOf: SubjectOf): void {
  it('passes at the configured next hop, over any transport', () => {
    assertPass(check, subjectOf());
    assertPass(check, subjectOf(tcp, { event: { transport: 'tcp' } }));
  });

  it('passes any address of a next hop that is bound to all, and an IPv4 address in IPv6 form', () => {
    assertPass(check, subjectOf(), context({ nextHop: { transport: 'udp', host: '0.0.0.0', port: 5060 } }));
    assertPass(check, subjectOf({}, { event: { local: { host: `::ffff:${SERVER.host}`, port: 5060 } } }));
  });

  it('passes everywhere when nobody told a next hop, and says so', () => {
    const of = context({ nextHop: undefined });
    const [seen] = check.judge(subjectOf({}, { event: { local: { host: '192.0.2.7', port: 5070 } } }), of);
    assert.equal(seen?.outcome, 'pass');
    assert.match(seen?.message ?? '', /nobody told/);
  });

  for (const local of [
    { host: '192.0.2.7', port: 5060 },
    { host: SERVER.host, port: 5061 },
  ]) {
    it(`fails at ${local.host}:${local.port}`, () => {
      assert.match(failureAt(check, subjectOf({}, { event: { local } })), /^(PUBLISH|SUBSCRIBE) /);
    });
  }

  it('fails a transport that was not declared, but not TCP for a large request', () => {
    const udpOnly = context({ pics: { transports: ['udp'] } });
    assertPass(check, subjectOf(), udpOnly);
    failureAt(check, subjectOf(tcp, { event: { transport: 'tcp' } }), udpOnly);
    const large = { ...tcp, add: [['X-Long', 'x'.repeat(1300)]] as const };
    assertPass(check, subjectOf(large, { event: { transport: 'tcp' } }), udpOnly);
    failureAt(check, subjectOf(), context({ pics: { transports: ['tcp'] } }));
  });

  it('IMS: fails before the registration is completed; a passive observer may have missed it', () => {
    const ims = context({ pics: { sip_ip_core: 'ims' } });
    failureAt(check, subjectOf(), ims);
    assertPass(check, subjectOf({}, { registration }), ims);
    assert.deepEqual(outcomes(check, subjectOf(), context({ pics: { sip_ip_core: 'ims' }, nextHop: undefined })), [
      'inconc',
    ]);
  });
}
