import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { outcomesOf } from '../row.fixture';
import { context, publishSubject, SERVER } from '../trace.fixture';
import { topRoute } from './8.1.2-1-top-route';

const routed = (value: string, event = {}, more: readonly (readonly [string, string])[] = []) =>
  publishSubject({ add: [row('Route', value), ...more] }, { event });
const there = `<sip:${SERVER.host}:${SERVER.port};lr>`;

testEntry(topRoute, 'a request with Route goes where the top value says', {
  violation: { seen: routed('<sip:192.0.2.1:5070;lr>'), at: 'sip:192.0.2.1:5070;lr' },
  legal: { 'client without Route using a configured outbound proxy': { seen: publishSubject() } },
  inapplicable: {
    'a name that would have to be looked up': { seen: routed('<sip:pcscf.example.net:5070;lr>') },
    'a request behind the core': {
      seen: routed('<sip:192.0.2.9;lr>'),
      context: context({ rules: { capture_point: 'behind-core' } }),
    },
    'a public address in front of a private one, as behind a NAT': {
      seen: routed('<sip:203.0.113.5;lr>', { local: { host: '172.17.0.2', port: 5060 } }),
    },
    'a request over a WebSocket': { seen: routed('<sip:192.0.2.9;lr>', { transport: 'ws' }) },
    'a request that a proxy passed on': {
      seen: publishSubject({
        set: [row('Via', 'SIP/2.0/UDP 192.0.2.3;branch=z9hG4bKp, SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK1')],
        add: [row('Route', '<sip:192.0.2.9;lr>')],
      }),
    },
    'a Route that cannot be read': { seen: routed('sip:192.0.2.9') },
  },
});

describe('RFC3261-8.1.2-1 the place of the top Route value', () => {
  const cases: readonly [string, object, string[]][] = [
    [there, {}, ['pass']],
    ['<sip:192.0.2.1;lr>', {}, ['pass']],
    ['<sip:192.0.2.9:5060;lr>', {}, ['fail']],
    ['<sip:10.0.0.9;lr>', { local: { host: '10.0.0.1', port: 5060 } }, ['fail']],
    ['<sip:10.0.0.9;lr>', {}, ['fail']],
    ['<sip:[2001:db8::9];lr>', { local: { host: 'fd00::1', port: 5060 } }, []],
    ['<sip:[fd00::9];lr>', { local: { host: 'fd00::1', port: 5060 } }, ['fail']],
    ['<sip:192.0.2.9;maddr=192.0.2.1;lr>', {}, ['pass']],
    ['<sip:192.0.2.1;maddr=192.0.2.9;lr>', {}, ['fail']],
    ['<sip:192.0.2.9;lr>', { addressesUnknown: true }, []],
    [`${there}, <sip:192.0.2.9;lr>`, {}, ['pass']],
    ['<sip:192.0.2.1;transport=tcp;lr>', {}, ['fail']],
    ['<sip:192.0.2.1;transport=tcp;lr>', { transport: 'tcp' }, ['pass']],
    ['<sip:192.0.2.1;transport=udp;lr>', { transport: 'tcp' }, ['fail']],
    ['<sips:192.0.2.1;lr>', { transport: 'tls', local: { host: '192.0.2.1', port: 5061 } }, ['pass']],
    ['<sip:192.0.2.1;transport=TLS;lr>', { transport: 'tcp', local: { host: '192.0.2.1', port: 5061 } }, ['pass']],
    ['<sip:[2001:db8::1];lr>', { local: { host: '2001:DB8:0::1', port: 5060 } }, ['pass']],
    ['<sip:192.0.2.1;lr>', { local: { host: '::ffff:192.0.2.1', port: 5060 } }, ['pass']],
  ];
  for (const [value, event, expected] of cases) {
    it(`${expected} ${value} ${JSON.stringify(event)}`, () =>
      assert.deepEqual(outcomesOf(topRoute, routed(value, event)), expected));
  }

  it('lets a large request go over TCP whatever is named', () => {
    const large = routed('<sip:192.0.2.1;transport=udp;lr>', { transport: 'tcp' }, [row('X-Long', 'x'.repeat(1300))]);
    assert.deepEqual(outcomesOf(topRoute, large), ['pass']);
  });

  it('passes where strict routing led the request to its Request-URI', () => {
    const seen = publishSubject({
      requestUri: 'sip:192.0.2.1',
      add: [row('Route', '<sip:192.0.2.9;lr>, <sip:alice@example.com>')],
    });
    assert.deepEqual(outcomesOf(topRoute, seen), ['pass']);
  });
});
