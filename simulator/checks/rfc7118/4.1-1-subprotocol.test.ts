import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { WebSocketHandshake } from '../../trace/event';
import { observationsOf, testEntry } from '../entry.fixture';
import { CLIENT, publishSubject, SERVER } from '../trace.fixture';
import { subprotocol } from './4.1-1-subprotocol';

const offer = (...protocols: readonly string[]): WebSocketHandshake => ({
  kind: 'websocket-handshake',
  at: 0,
  local: SERVER,
  remote: CLIENT,
  connection: 1,
  protocols,
});
const outcomes = (event: WebSocketHandshake) =>
  (observationsOf(subprotocol, { seen: event }) ?? []).map(({ outcome }) => outcome);

testEntry(subprotocol, 'the start of a WebSocket offers sip', {
  violation: { seen: offer(), at: 'missing' },
  legal: { 'further subprotocols in the list': { seen: offer('msrp', 'sip') } },
  inapplicable: {
    'a request': { seen: publishSubject({}, { event: { transport: 'ws' } }) },
    'a keep-alive': {
      seen: {
        kind: 'keep-alive',
        at: 0,
        direction: 'in',
        transport: 'ws',
        local: SERVER,
        remote: CLIENT,
        bytes: Buffer.alloc(0),
      },
    },
  },
});

describe('RFC7118-4.1-1 the sub-protocols of a WebSocket', () => {
  it('passes sip, warns of another letter case, fails all else', () => {
    assert.deepEqual(outcomes(offer('sip')), ['pass']);
    assert.deepEqual(outcomes(offer('SIP')), ['warn']);
    assert.deepEqual(outcomes(offer('sips', 'msrp')), ['fail']);
  });
});
