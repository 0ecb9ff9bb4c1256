import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { TransportName } from '../../core/address';
import { testEntry } from '../entry.fixture';
import { failuresOf, outcomesOf, set } from '../row.fixture';
import { answerOf, otherSubject, publishSubject } from '../trace.fixture';
import { viaTransport } from './8.1.1.7-1-via-transport';

const via = (value: string, transport: TransportName = 'udp') =>
  publishSubject(set(['Via', value]), { event: { transport } });
const named = (name: string, transport: TransportName) => via(`SIP/2.0/${name} 192.0.2.10;branch=z9hG4bK1`, transport);

describe('RFC3261-8.1.1.7-1 the transport in the top Via', () => {
  testEntry(viaTransport, 'is the one really used', {
    violation: { seen: via('SIP/2.0/UDP 192.0.2.10', 'tcp'), at: 'SIP/2.0/UDP 192.0.2.10' },
    legal: {
      'SIP / 2.0 / UDP with blanks around the slashes': { seen: via('SIP / 2.0 /\tUDP  192.0.2.10;branch=z9hG4bK1') },
      'lower-case transport token': { seen: named('udp', 'udp') },
      'several Via values when a local proxy sits in the client': {
        seen: via('SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK1, SIP/2.0/TCP 127.0.0.1;branch=z9hG4bK2'),
      },
    },
    inapplicable: {
      'a response': { seen: answerOf({}, { event: { transport: 'tcp' } }) },
      'a request without Via': { seen: publishSubject({ without: ['Via'] }) },
      'a Via that cannot be read for another reason': { seen: via('SIP/2.0/TCP 2001:db8::1') },
    },
  });

  const wrong: readonly [string, TransportName][] = [
    ['TCP', 'udp'],
    ['TLS', 'udp'],
    ['UDP', 'tcp'],
    ['WS', 'tcp'],
    ['TCP', 'tls'],
    ['UDP', 'tls'],
    ['SCTP', 'udp'],
  ];
  for (const [name, transport] of wrong) {
    it(`fails ${name} over ${transport}`, () =>
      assert.deepEqual(outcomesOf(viaTransport, named(name, transport)), ['fail']));
  }

  const right: readonly [string, TransportName][] = [
    ['UDP', 'udp'],
    ['TCP', 'tcp'],
    ['TLS', 'tls'],
    ['WS', 'ws'],
    ['WSS', 'wss'],
  ];
  for (const [name, transport] of right) {
    it(`passes ${name} over ${transport}`, () =>
      assert.deepEqual(outcomesOf(viaTransport, named(name, transport)), ['pass']));
  }

  it('only remarks on TLS where TCP was seen: it may have ended before', () => {
    assert.deepEqual(outcomesOf(viaTransport, named('TLS', 'tcp')), ['info']);
  });

  it('leaves what is named over a WebSocket to RFC7118-5.1-1', () => {
    assert.deepEqual(outcomesOf(viaTransport, named('WS', 'wss')), ['pass']);
    assert.deepEqual(outcomesOf(viaTransport, named('TCP', 'ws')), ['pass']);
  });

  it('fails another protocol or version, and a sent-protocol that is none', () => {
    assert.deepEqual(outcomesOf(viaTransport, via('SIP/1.0/UDP 192.0.2.10;branch=z9hG4bK1')), ['fail']);
    assert.deepEqual(outcomesOf(viaTransport, via('HTTP/2.0/UDP 192.0.2.10;branch=z9hG4bK1')), ['fail']);
    assert.deepEqual(failuresOf(viaTransport, via('UDP 192.0.2.10')), [' 192.0.2.10']);
    assert.deepEqual(outcomesOf(viaTransport, via('sip/2.0/UDP 192.0.2.10;branch=z9hG4bK1')), ['pass']);
    const other = otherSubject(set(['Via', 'SIP/2.0/TCP 192.0.2.10;branch=z9hG4bK1']));
    assert.deepEqual(outcomesOf(viaTransport, other), ['fail']);
  });
});
