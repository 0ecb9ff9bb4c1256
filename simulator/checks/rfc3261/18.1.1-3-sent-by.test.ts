import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { testEntry } from '../entry.fixture';
import { row } from '../history.fixture';
import { failuresOf, outcomesOf } from '../row.fixture';
import { publishSubject } from '../trace.fixture';
import { sentBy } from './18.1.1-3-sent-by';

const via = (value: string, event = {}) => publishSubject({ set: [row('Via', value)] }, { event });
const by = (host: string, params = ';branch=z9hG4bK1') => via(`SIP/2.0/UDP ${host}${params}`);

testEntry(sentBy, 'sent-by is a host with the port where responses are expected', {
  violation: { seen: by('2001:db8::1:5060'), at: '2001' },
  legal: {
    'LWS around the colon': { seen: by('192.0.2.10 : 5060') },
    FQDN: { seen: by('ua.example.com') },
    '.invalid host on WebSocket': {
      seen: via('SIP/2.0/WS df7jal23ls0d.invalid;branch=z9hG4bK1', { transport: 'ws' }),
    },
    'omitted port when it is the default (5060, TLS 5061, WS 80, WSS 443)': { seen: by('192.0.2.10') },
  },
  inapplicable: {
    'a request without Via': { seen: publishSubject({ without: ['Via'] }) },
    'a Via that cannot be read for another reason': { seen: via('UDP 192.0.2.10') },
  },
});

describe('RFC3261-18.1.1-3 sent-by', () => {
  for (const host of ['', '-', 'a_b.example.com', '192.0.2.256', '[2001:db8::1', 'host:99999', 'host:', 'host:x']) {
    it(`fails "${host}"`, () => assert.deepEqual(outcomesOf(sentBy, by(host)), ['fail']));
  }

  it('passes an address in brackets', () => assert.deepEqual(outcomesOf(sentBy, by('[2001:db8::1]:5060')), ['pass']));

  it('fails port 0, unless rport makes it unimportant', () => {
    assert.deepEqual(failuresOf(sentBy, by('192.0.2.10:0')), ['SIP/2.0/UDP 192.0.2.10:0;branch=z9hG4bK1']);
    assert.deepEqual(outcomesOf(sentBy, by('192.0.2.10:0', ';rport;branch=z9hG4bK1')), ['pass']);
  });
});
