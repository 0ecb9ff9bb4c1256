import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Check, JudgeContext, Registration, Subject } from '../check';
import { observationsOf, octetsOf } from '../entry.fixture';
import { lastOf, row } from '../history.fixture';
import { serviceRouteOrder } from '../rfc3608/6.1-1-order';
import { newestServiceRoute } from '../rfc3608/6.1-2-newest';
import { outcomesOf } from '../row.fixture';
import { context, publishSubject, subscribeSubject, type TraceBuilder } from '../trace.fixture';
import { preloadedServiceRoute } from '../ts24229/5.1.2a.1.1-1-route';

const ims = context({ pics: { sip_ip_core: 'ims' } });
const PCSCF = '<sip:192.0.2.1:5060;lr>';
const registration: Registration = {
  aor: 'sip:alice@example.com',
  serviceRoute: ['sip:orig@scscf1.example.net;lr', 'sip:scscf2.example.net;lr;x=1'],
  associatedUris: [],
};
const [first, second] = registration.serviceRoute.map((uri) => `<${uri}>`);
const former: Registration = {
  ...registration,
  formerServiceRoutes: [['sip:old1.example.net;lr', 'sip:old2.example.net;lr']],
};
const three: readonly Check[] = [preloadedServiceRoute, serviceRouteOrder, newestServiceRoute];

const routed = (rows: readonly string[], rest = {}) =>
  publishSubject({ add: rows.map((value) => row('Route', value)) }, { registration, ...rest });
/** The outcome of each of the three entries. */
const outcomes = (seen: Subject, of: JudgeContext = ims) => three.map((check) => outcomesOf(check, seen, of).join());

describe('TS24229-5.1.2A.1.1-1 Route beside Service-Route in an IMS core', () => {
  const right = `${PCSCF}, ${first}, ${second}`;
  for (const rows of [[right], [PCSCF, `${first}`, `${second}`], [`<sip:pcscf.example.net;lr>, ${first}, ${second}`]]) {
    it(`passes ${rows.join(' | ')}`, () => assert.deepEqual(outcomes(routed(rows)), ['pass', 'pass', '']));
  }

  const broken: readonly (readonly [string, readonly string[], RegExp])[] = [
    [`${first}, ${second}`, ['fail', '', ''], /P-CSCF is missing/],
    [`<sip:192.0.2.9;lr>, ${first}, ${second}`, ['fail', '', ''], /is not the P-CSCF/],
    [`${PCSCF}, ${first}`, ['fail', '', ''], /differs/],
    [`${PCSCF}, ${second}, ${first}`, ['', 'fail', ''], /another order/],
    [`${PCSCF}, ${first}, <sip:scscf2.example.net;lr>`, ['', 'fail', ''], /not the same octets/],
    [`${PCSCF}, <sip:old1.example.net;lr>, <sip:old2.example.net;lr>`, ['', '', 'fail'], /older registration/],
  ];
  for (const [value, expected, why] of broken) {
    it(`breaks one entry with ${value}, and points at it`, () => {
      const seen = routed([value], { registration: former });
      assert.deepEqual(outcomes(seen), expected);
      const check = three[expected.indexOf('fail')] ?? preloadedServiceRoute;
      const [failure] = observationsOf(check, { seen, context: ims }) ?? [];
      assert.match(failure?.message ?? '', why);
      assert.equal(failure && octetsOf(seen.message, failure), value);
    });
  }

  it('fails without Route, unless the registration told no Service-Route', () => {
    assert.deepEqual(outcomes(routed([])), ['fail', '', '']);
    assert.deepEqual(outcomes(routed([], { registration: { ...registration, serviceRoute: [] } })), ['pass', '', '']);
  });

  it('passes the newest list after a change', () => {
    assert.deepEqual(outcomes(routed([right], { registration: former })), ['pass', 'pass', 'pass']);
    const cleared = { ...former, serviceRoute: [] };
    assert.deepEqual(outcomes(routed([PCSCF], { registration: cleared })), ['pass', '', 'pass']);
    const old = `${PCSCF}, <sip:old1.example.net;lr>, <sip:old2.example.net;lr>`;
    assert.deepEqual(outcomes(routed([old], { registration: cleared })), ['', '', 'fail']);
  });

  it('passes one entry for both when the P-CSCF is the first Service-Route value', () => {
    const own = { ...registration, serviceRoute: ['sip:192.0.2.1:5060;lr', 'sip:scscf2.example.net;lr'] };
    const value = '<sip:192.0.2.1:5060;lr>, <sip:scscf2.example.net;lr>';
    assert.deepEqual(outcomes(routed([value], { registration: own })), ['pass', 'pass', '']);
  });

  it('lets the P-CSCF have the port of its security association', () => {
    const value = `<sip:192.0.2.1:7777;lr>, ${first}, ${second}`;
    assert.deepEqual(outcomes(routed([value]))[0], 'fail');
    const aka = context({ pics: { sip_ip_core: 'ims', auth: 'aka' } });
    assert.deepEqual(outcomes(routed([value]), aka)[0], 'pass');
  });

  it('compares no address where nobody told the next hop', () => {
    const passive = context({ pics: { sip_ip_core: 'ims' }, nextHop: undefined });
    assert.deepEqual(outcomes(routed([`<sip:192.0.2.9;lr>, ${first}, ${second}`]), passive), ['pass', 'pass', '']);
  });

  it('is not looked at behind the core, in a dialog, without a registration, and where it cannot be read', () => {
    const behind = context({ pics: { sip_ip_core: 'ims' }, rules: { capture_point: 'behind-core' } });
    const inDialog = subscribeSubject({ set: [row('To', '<sip:alice@example.com>;tag=1')] }, { registration });
    const nobody = publishSubject();
    for (const seen of [inDialog, nobody, routed(['sip:192.0.2.1'])]) assert.deepEqual(outcomes(seen), ['', '', '']);
    assert.deepEqual(outcomes(routed([]), behind), ['', '', '']);
  });
});

describe('RFC3608-6.1-1 Route beside Service-Route outside an IMS core', () => {
  const plain = context();

  it('need not be used, and may have a proxy of the client in front', () => {
    assert.deepEqual(outcomes(routed([]), plain), ['', '', '']);
    assert.deepEqual(outcomes(routed(['<sip:proxy.example.com;lr>']), plain), ['', '', '']);
    assert.deepEqual(outcomes(routed([`<sip:proxy.example.com;lr>, ${first}, ${second}`]), plain).slice(1), [
      'pass',
      '',
    ]);
  });

  it('keeps its order', () => {
    assert.deepEqual(outcomes(routed([`${second}, ${first}`]), plain).slice(1), ['fail', '']);
  });
});

describe('RFC3608-6.1-2 the Service-Route of a trace', () => {
  const registers = (trace: TraceBuilder, value?: string) =>
    trace.answers(trace.registers(), 200, value === undefined ? [] : [row('Service-Route', value)]);
  const published = (values: readonly (string | undefined)[], route: string) =>
    lastOf(
      (trace) => {
        for (const value of values) registers(trace, value);
        trace.publishes({ add: [row('Route', route)] });
      },
      { pics: { sip_ip_core: 'ims' } },
    );

  it('is that of the last 200, which replaces or clears the one before', () => {
    assert.deepEqual(outcomes(published(['<sip:a;lr>', '<sip:b;lr>'], `${PCSCF}, <sip:b;lr>`)), [
      'pass',
      'pass',
      'pass',
    ]);
    assert.deepEqual(outcomes(published(['<sip:a;lr>', '<sip:b;lr>'], `${PCSCF}, <sip:a;lr>`)), ['', '', 'fail']);
    assert.deepEqual(outcomes(published(['<sip:a;lr>', undefined], `${PCSCF}, <sip:a;lr>`)), ['', '', 'fail']);
    assert.deepEqual(outcomes(published(['<sip:a;lr>', '<sip:a;lr>'], `${PCSCF}, <sip:a;lr>`)), ['pass', 'pass', '']);
  });
});
