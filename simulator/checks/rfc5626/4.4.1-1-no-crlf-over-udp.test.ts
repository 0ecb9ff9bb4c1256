import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { KeepAlive } from '../../trace/event';
import { observationsOf, testEntry } from '../entry.fixture';
import { outcomesOf } from '../row.fixture';
import { CLIENT, publishSubject, SERVER } from '../trace.fixture';
import { noCrlfOverUdp } from './4.4.1-1-no-crlf-over-udp';

const keepAlive = (octets: string, changes: Partial<KeepAlive> = {}): KeepAlive => ({
  kind: 'keep-alive',
  at: 0,
  direction: 'in',
  transport: 'udp',
  local: SERVER,
  remote: CLIENT,
  bytes: Buffer.from(octets, 'latin1'),
  ...changes,
});
const outcomes = (event: KeepAlive) =>
  (observationsOf(noCrlfOverUdp, { seen: event }) ?? []).map(({ outcome }) => outcome);

testEntry(noCrlfOverUdp, 'no CR LF as keep-alive over UDP', {
  violation: { seen: keepAlive('\r\n\r\n'), at: 'CR LF CR LF' },
  legal: {
    // A STUN request is no keep-alive event at all: nobody takes it for one.
    'STUN binding requests on the same port': { seen: publishSubject() },
    'zero-length or single-octet NAT pings: outside this rule, reported as info': { seen: keepAlive('\0') },
  },
  inapplicable: {
    'CR LF CR LF on a stream': { seen: keepAlive('\r\n\r\n', { transport: 'tcp' }) },
    'what the server sends': { seen: keepAlive('\r\n\r\n', { direction: 'out' }) },
    'the start of a WebSocket': {
      seen: { kind: 'websocket-handshake', at: 0, local: SERVER, remote: CLIENT, connection: 1, protocols: ['sip'] },
    },
    'a request over TCP': { seen: publishSubject({}, { event: { transport: 'tcp' } }) },
  },
});

describe('RFC5626-4.4.1-1 datagrams that are no message', () => {
  it('fails line ends of two octets and more', () => {
    for (const octets of ['\r\n', '\r\n\r\n', '\n\n', '\r\n\r\n\r\n'])
      assert.deepEqual(outcomes(keepAlive(octets)), ['fail']);
  });

  it('only remarks on nothing, NUL and a blank', () => {
    for (const octets of ['', '\0', ' ', '\n']) assert.deepEqual(outcomes(keepAlive(octets)), ['info']);
    const actual = (octets: string) => (observationsOf(noCrlfOverUdp, { seen: keepAlive(octets) }) ?? [])[0]?.actual;
    assert.deepEqual([actual(''), actual('\0')], ['0 octets', '1 octet']);
  });

  it('is met by requests over UDP', () => assert.deepEqual(outcomesOf(noCrlfOverUdp, publishSubject()), ['pass']));
});
