import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { TransportName } from '../../core/address';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { registerSubject } from '../trace.fixture';
import { viaAndContact } from './5.1-1-via-and-contact';

const HOST = 'df7jal23ls0d.invalid';
const registered = (via: string, contact: string, transport: TransportName = 'ws') =>
  registerSubject(
    { set: [row('Via', `SIP/2.0/${via} ${HOST};branch=z9hG4bK1`), row('Contact', contact)] },
    { event: { transport } },
  );
const RIGHT = `<sip:alice@${HOST};transport=ws>`;

testEntry(viaAndContact, 'Via names the WebSocket, and URIs have transport=ws', {
  violation: {
    seen: registered('WS', `<sip:alice@${HOST};transport=wss>`, 'wss'),
    at: `sip:alice@${HOST};transport=wss`,
  },
  legal: {
    'Contact is a GRUU without transport parameter': {
      seen: registered('WS', '<sip:alice@example.com;gr=urn:uuid:1>'),
    },
    'host .invalid': { seen: registered('WSS', RIGHT, 'wss') },
  },
  inapplicable: {
    'a request over UDP': { seen: registered('UDP', '<sip:alice@192.0.2.10;transport=tcp>', 'udp') },
    'a request that a proxy passed on': {
      seen: registerSubject(
        { set: [row('Via', 'SIP/2.0/TCP 192.0.2.3;branch=z9hG4bKp, SIP/2.0/WS a.invalid;branch=z9hG4bK1')] },
        { event: { transport: 'ws' } },
      ),
    },
  },
});

describe('RFC7118-5.1-1 Via and Contact over a WebSocket', () => {
  const cases: readonly [string, TransportName, string[]][] = [
    ['WS', 'ws', ['pass']],
    ['ws', 'ws', ['pass']],
    ['WSS', 'wss', ['pass']],
    ['WS', 'wss', ['fail']],
    ['TCP', 'ws', ['fail']],
    ['TLS', 'wss', ['fail']],
    // TLS may have ended before.
    ['WSS', 'ws', []],
  ];
  for (const [via, transport, expected] of cases) {
    it(`${via} over ${transport}: ${expected.join()}`, () =>
      assert.deepEqual(outcomesOf(viaAndContact, registered(via, RIGHT, transport)), expected));
  }

  it('fails each of the two by itself', () => {
    const both = registered('TCP', `<sip:alice@${HOST};transport=TCP>`);
    assert.deepEqual(failuresOf(viaAndContact, both), [
      `SIP/2.0/TCP ${HOST};branch=z9hG4bK1`,
      `sip:alice@${HOST};transport=TCP`,
    ]);
    assert.deepEqual(outcomesOf(viaAndContact, registered('WS', '*')), ['pass']);
    assert.deepEqual(outcomesOf(viaAndContact, registered('WS', '<tel:+1201;transport=tcp>')), ['pass']);
    assert.deepEqual(outcomesOf(viaAndContact, registered('WSS', `<sip:alice@${HOST};transport=tcp>`)), ['fail']);
    const without = registerSubject({ without: ['Via'], set: [row('Contact', RIGHT)] }, { event: { transport: 'ws' } });
    assert.deepEqual(outcomesOf(viaAndContact, without), []);
  });
});
