import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Address } from '../../core/address';
import type { TraceEvent } from '../event';
import type { Captured } from './captured';
import { unknownAddress } from './log-addresses';
import { Orientation } from './orientation';
import { alice, bob, Capture, type Draft, proxy, request, response, server } from './orientation.fixture';
import { corpusFile, readAll } from './text-log.fixture';

/** A request from A over P to B, and the response back. */
function overProxy(
  capture: Capture,
  a: Address,
  p: Address,
  b: Address,
  method: string,
  draft: Draft,
  status = 200,
): Capture {
  const near = { ...draft, vias: ['a'] };
  const far = { ...draft, vias: ['p', 'a'] };
  return capture
    .send(a, p, request(method, near))
    .send(p, b, request(method, far))
    .send(b, p, response(status, method, { toTag: 't1', ...far }))
    .send(p, a, response(status, method, { toTag: 't1', ...near }));
}

const notification = { call: 'sub', fromTag: 't1', toTag: 'f1' };
const loopback = (port: number): Address => ({ host: '127.0.0.1', port });

describe('a proxy in the capture', () => {
  const places: readonly [string, Address, Address, Address][] = [
    ['on a host of its own', alice, proxy, server],
    ['on the host of the client', { ...alice, port: 40_000 }, { ...alice, port: 5060 }, server],
    ['on one host with both', loopback(5070), loopback(5060), loopback(5080)],
  ];
  for (const [name, a, p, s] of places) {
    it(`${name} leaves the hop of the client`, () => {
      const capture = overProxy(new Capture(), a, p, s, 'REGISTER', { call: 'reg' });
      overProxy(capture, a, p, s, 'SUBSCRIBE', { call: 'sub' });
      const { lines, counts } = overProxy(capture, s, p, a, 'NOTIFY', notification).orient();
      const client = `${a.host}:${a.port}`;
      assert.deepEqual(lines, [
        `in REGISTER ${client}`,
        `out 200 ${client}`,
        `in SUBSCRIBE ${client}`,
        `out 200 ${client}`,
        `out NOTIFY ${client}`,
        `in 200 ${client}`,
      ]);
      assert.deepEqual([counts.forwarded, counts.guessed], [6, 0]);
    });
  }

  const edits: readonly [string, (text: string) => string, (text: string) => string][] = [
    ['it writes a host in other letters', (text) => text, (text) => text.replace('UDP a.example', 'UDP A.Example')],
    [
      'the Via breaks the grammar, and gets a port',
      (text) => text.replace('/UDP a.', ' a.'),
      (text) => text.replace('/UDP a.', ' a.').replace(/( a\.[^\r]*)/, '$1;rport=5060'),
    ],
  ];
  for (const [what, near, far] of edits) {
    it(`is found although ${what}`, () => {
      const edited = (edit: typeof near, bytes: Buffer) => Buffer.from(edit(bytes.toString('latin1')), 'latin1');
      const { lines, counts } = new Capture()
        .send(alice, proxy, edited(near, request('MESSAGE', { vias: ['a'] })))
        .send(proxy, server, edited(far, request('MESSAGE', { vias: ['p', 'a'] })))
        .send(alice, proxy, request('REGISTER', { call: 'reg' }))
        .orient();
      assert.deepEqual([lines.length, counts.forwarded], [2, 1]);
    });
  }

  it('is found when a NOTIFY comes first', () => {
    const { lines, counts } = overProxy(new Capture(), server, proxy, alice, 'NOTIFY', notification).orient();
    assert.deepEqual(lines, ['out NOTIFY 192.0.2.10:5060', 'in 200 192.0.2.10:5060']);
    assert.equal(counts.forwarded, 2);
  });

  it('is found when only responses are there', () => {
    const capture = new Capture()
      .send(server, proxy, response(200, 'PUBLISH', { vias: ['p', 'a'] }))
      .send(proxy, alice, response(200, 'PUBLISH', { vias: ['a'] }))
      .send(alice, proxy, response(200, 'NOTIFY', { ...notification, vias: ['p', 's'] }))
      .send(proxy, server, response(200, 'NOTIFY', { ...notification, vias: ['s'] }));
    assert.deepEqual(capture.orient().lines, ['out 200 192.0.2.10:5060', 'in 200 192.0.2.10:5060']);
  });

  it('is found when the capture has its message before the one that it got', () => {
    const { lines, counts } = new Capture()
      .send(proxy, server, request('PUBLISH', { vias: ['p', 'a'] }))
      .send(alice, proxy, request('PUBLISH', { vias: ['a'] }))
      .orient();
    assert.deepEqual(lines, ['in PUBLISH 192.0.2.10:5060']);
    assert.equal(counts.forwarded, 1);
  });

  it('may have another one behind it', () => {
    const second = { host: '198.51.100.9', port: 5060 };
    const { lines, counts } = new Capture()
      .send(alice, proxy, request('PUBLISH', { vias: ['a'] }))
      .send(proxy, second, request('PUBLISH', { vias: ['p', 'a'] }))
      .send(second, server, request('PUBLISH', { vias: ['q', 'p', 'a'] }))
      .send(server, second, request('NOTIFY', { ...notification, vias: ['s'] }))
      .send(second, proxy, request('NOTIFY', { ...notification, vias: ['q', 's'] }))
      .send(proxy, alice, request('NOTIFY', { ...notification, vias: ['p', 'q', 's'] }))
      .orient();
    assert.deepEqual(lines, ['in PUBLISH 192.0.2.10:5060', 'out NOTIFY 192.0.2.10:5060']);
    assert.equal(counts.forwarded, 4);
  });

  it('takes a message from one client to another: both hops are those of a client', () => {
    const capture = overProxy(new Capture(), alice, proxy, server, 'REGISTER', { call: 'a' });
    overProxy(capture, bob, proxy, server, 'REGISTER', { call: 'b' });
    const { lines } = overProxy(capture, alice, proxy, bob, 'MESSAGE', { call: 'm' }).orient();
    assert.deepEqual(lines.slice(4), [
      'in MESSAGE 192.0.2.10:5060',
      'out MESSAGE 192.0.2.20:40000',
      'in 200 192.0.2.20:40000',
      'out 200 192.0.2.10:5060',
    ]);
  });

  it('sends again, and speaks for itself, to the server behind it', () => {
    const capture = overProxy(new Capture(), alice, proxy, server, 'REGISTER', { call: 'reg' });
    for (let index = 0; index < 300; index += 1) capture.send(alice, proxy, request('OPTIONS', { call: `o${index}` }));
    const { lines, counts } = capture
      .send(proxy, server, request('REGISTER', { call: 'reg', vias: ['p', 'a'] }))
      .exchange(proxy, server, 'OPTIONS', { call: 'ping' })
      .exchange(server, proxy, 'MESSAGE', { call: 'm', vias: ['s'] })
      .orient();
    assert.equal(lines.length, 302);
    assert.equal(counts.forwarded, 2 + 5);
  });

  it('is all that is known of a client whose own hop is not in the capture', () => {
    const { lines, counts } = new Capture().exchange(proxy, server, 'PUBLISH', { vias: ['p', 'a'] }).orient();
    assert.deepEqual(lines, ['in PUBLISH 198.51.100.1:5060', 'out 200 198.51.100.1:5060']);
    assert.deepEqual([counts.behindProxy, counts.forwarded], [1, 0]);
  });

  it('is no client because one of its messages came without the one before it', () => {
    const capture = new Capture().exchange(proxy, server, 'REGISTER', { call: 'reg', vias: ['p', 'a'] });
    const { lines, counts } = overProxy(capture, alice, proxy, server, 'PUBLISH', { call: 'p' }).orient();
    assert.deepEqual(lines, ['in PUBLISH 192.0.2.10:5060', 'out 200 192.0.2.10:5060']);
    assert.deepEqual([counts.forwarded, counts.betweenServers], [2, 2]);
  });

  it('may send a message to a client that is not known yet', () => {
    const capture = overProxy(new Capture(), alice, proxy, bob, 'MESSAGE', { call: 'm' });
    for (let index = 0; index < 300; index += 1) capture.send(alice, proxy, request('OPTIONS', { call: `o${index}` }));
    const { lines } = capture.exchange(bob, proxy, 'SUBSCRIBE', { call: 's' }).orient();
    assert.deepEqual(lines.slice(-2), ['in SUBSCRIBE 192.0.2.20:40000', 'out 200 192.0.2.20:40000']);
  });

  it('takes a NOTIFY of the client', () => {
    const contact = { call: 'reg', rows: ['Contact: <sip:alice@192.0.2.10:5082>'] };
    const capture = overProxy(new Capture(), { ...alice, port: 40_001 }, proxy, server, 'REGISTER', contact);
    const { lines } = overProxy(capture, { ...alice, port: 5082 }, proxy, server, 'NOTIFY', notification).orient();
    assert.deepEqual(lines.slice(2), ['in NOTIFY 192.0.2.10:5082', 'out 200 192.0.2.10:5082']);
  });

  it('is not the client of a server behind it that other clients reach', () => {
    const capture = new Capture().exchange(bob, server, 'REGISTER', { call: 'b' });
    const { lines } = overProxy(capture, server, proxy, alice, 'MESSAGE', { call: 'm' }).orient();
    assert.deepEqual(lines.slice(2), []);
  });

  it('shows in a text log without addresses', () => {
    const unknown = { addressesUnknown: true } as const;
    const { lines, counts } = new Capture()
      .send(alice, unknownAddress, request('PUBLISH', { vias: ['a'] }), unknown)
      .send(proxy, unknownAddress, request('PUBLISH', { vias: ['p', 'a'] }), unknown)
      .send(unknownAddress, proxy, response(200, 'PUBLISH', { vias: ['p', 'a'] }), unknown)
      .send(unknownAddress, alice, response(200, 'PUBLISH', { vias: ['a'] }), unknown)
      .orient();
    assert.deepEqual(lines, ['in PUBLISH 192.0.2.10:5060', 'out 200 192.0.2.10:5060']);
    assert.equal(counts.forwarded, 2);
  });

  it('is none where a client only changes the branch', () => {
    const { lines } = new Capture()
      .send(alice, server, request('MESSAGE', { vias: ['a'] }))
      .send(alice, server, request('MESSAGE', { vias: ['b'] }))
      .send(alice, server, request('MESSAGE', { vias: ['c', 'd'] }))
      .orient();
    assert.equal(lines.length, 3);
  });
});

describe('a capture of a real proxy', () => {
  const { found } = readAll(corpusFile('proxied.pcap'));
  const orient = (all: readonly Captured[]): { events: readonly TraceEvent[]; counts: Orientation['counts'] } => {
    const orientation = new Orientation({ imAddresses: [] });
    return {
      events: [...all.flatMap((one) => [...orientation.see(one)]), ...orientation.end()],
      counts: orientation.counts,
    };
  };

  it('gives the hop of the client', () => {
    const { events, counts } = orient(found);
    const lines = events.map((event) => (event.kind === 'message' ? `${event.direction} ${event.captureFrame}` : ''));
    assert.deepEqual(lines, ['in 1', 'out 4', 'in 5', 'out 8', 'out 10', 'in 11']);
    assert.equal(counts.forwarded, 6);
  });

  it('gives it wherever the capture begins, but for a last message of which nothing else is there', () => {
    for (let start = 1; start < found.length - 1; start += 1) {
      const { events } = orient(found.slice(start));
      const ports = events.map((event) => (event.kind === 'message' ? [event.remote.port, event.local.port] : []));
      assert.deepEqual(
        ports,
        ports.map(() => [25_070, 25_160]),
      );
    }
  });
});
