import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { MessageEvent } from '../event';
import { message } from '../trace.fixture';
import { unknownAddress } from './log-addresses';
import { Orientation } from './orientation';
import { alice, bob, Capture, proxy, request, response, server } from './orientation.fixture';

const local = (port: number): { host: string; port: number } => ({ host: '127.0.0.1', port });
const subscription = { call: 'sub-1', vias: ['s1'] };
const notification = { call: 'sub-1', vias: ['n1'], fromTag: 't1', toTag: 'f1' };

describe('what comes out', () => {
  it('has frames of its own, the frames of the capture, and both ends', () => {
    const more = {
      connection: 7,
      transport: 'tcp',
      truncated: true,
      timeUnknown: true,
      lineEndsUnknown: true,
    } as const;
    const { events } = new Capture().send(alice, server, request('PUBLISH'), more).orient();
    const { kind, frame, captureFrame, remote, bytes, transport, connection } = events[0] as MessageEvent;
    assert.deepEqual(
      { kind, frame, captureFrame, local: (events[0] as MessageEvent).local, remote, transport, connection },
      { kind: 'message', frame: 1, captureFrame: 10, local: server, remote: alice, transport: 'tcp', connection: 7 },
    );
    assert.deepEqual(bytes, request('PUBLISH'));
    const { truncated, timeUnknown, lineEndsUnknown, addressesUnknown } = events[0] as MessageEvent;
    assert.deepEqual([truncated, timeUnknown, lineEndsUnknown, addressesUnknown], [true, true, true, undefined]);
  });

  it('is the copy nearer to the client where an address translation shows a datagram twice', () => {
    const public_ = { host: '203.0.113.5', port: 31_000 };
    const { lines, counts } = new Capture()
      .send(alice, proxy, request('PUBLISH'))
      .send(public_, proxy, request('PUBLISH'))
      .send(proxy, public_, response(200, 'PUBLISH'))
      .send(proxy, alice, response(200, 'PUBLISH'))
      .send(alice, proxy, request('PUBLISH'))
      .send(bob, server, request('PUBLISH'), { at: 25 })
      .orient();
    assert.deepEqual(lines, [
      'in PUBLISH 192.0.2.10:5060',
      'out 200 192.0.2.10:5060',
      'in PUBLISH 192.0.2.10:5060',
      'in PUBLISH 192.0.2.20:40000',
    ]);
    assert.equal(counts.translated, 2);
  });

  it('is a request again that comes from another port later, or at a time that nobody knows', () => {
    const { counts } = new Capture()
      .send(alice, server, request('PUBLISH'))
      .send({ ...alice, port: 1025 }, server, request('PUBLISH'), { at: 510 })
      .send({ ...alice, port: 1026 }, server, request('PUBLISH'), { at: 510, timeUnknown: true })
      .orient();
    assert.deepEqual([counts.messages, counts.translated], [3, 0]);
  });

  it('is a request again that was first sent over another transport', () => {
    const { lines } = new Capture()
      .send(alice, server, request('PUBLISH'), { transport: 'tcp' })
      .send({ ...alice, port: 1025 }, server, request('PUBLISH'))
      .orient();
    assert.deepEqual(lines, ['in PUBLISH 192.0.2.10:5060', 'in PUBLISH 192.0.2.10:1025']);
  });

  it('is the rows of an earlier run as they were', () => {
    const event = message({ frame: 41, direction: 'out' });
    const note = { kind: 'note', at: 1, note: 'keep-alive', text: 'x' } as const;
    const orientation = new Orientation({ imAddresses: [] });
    assert.deepEqual(orientation.see({ kind: 'trace-event', captureFrame: 1, event }), [event]);
    assert.deepEqual(orientation.see({ kind: 'trace-event', captureFrame: 2, event: note }), [note]);
    const more = new Capture().send(alice, server, request('PUBLISH')).all[0];
    assert.ok(more);
    orientation.see(more);
    assert.equal((orientation.end()[0] as MessageEvent).frame, 42);
  });

  it('has keep-alives and handshakes in their places', () => {
    const { all } = new Capture()
      .send(alice, server, request('PUBLISH', { call: 'p' }))
      .send(server, alice, request('OPTIONS'));
    const octets = {
      kind: 'keep-alive',
      at: 1,
      captureFrame: 1,
      transport: 'udp',
      bytes: Buffer.from('\r\n\r\n'),
    } as const;
    const protocols = ['sip'];
    const orientation = new Orientation({ imAddresses: [] });
    for (const captured of [
      { ...octets, source: server, destination: alice },
      {
        kind: 'websocket-handshake',
        at: 2,
        captureFrame: 2,
        source: bob,
        destination: proxy,
        connection: 3,
        protocols,
      } as const,
      ...all,
      { ...octets, source: alice, destination: server },
      { ...octets, source: proxy, destination: bob },
    ]) {
      assert.deepEqual(orientation.see(captured), []);
    }
    const events = orientation.end();
    assert.deepEqual(
      events.map((event) => [
        event.kind,
        'direction' in event ? event.direction : '',
        'remote' in event ? event.remote : '',
      ]),
      [
        ['keep-alive', 'out', alice],
        ['websocket-handshake', '', bob],
        ['message', 'in', alice],
        ['message', 'out', alice],
        ['keep-alive', 'in', alice],
        ['keep-alive', 'out', bob],
      ],
    );
  });

  it('waits no longer than a fixed number of messages', () => {
    const orientation = new Orientation({ imAddresses: [] });
    const capture = new Capture();
    for (let index = 0; index < 300; index += 1) capture.send(alice, server, request('OPTIONS', { call: `o${index}` }));
    const given = capture.all.map((captured) => orientation.see(captured).length);
    assert.equal(given.indexOf(1), 256);
    assert.equal(given.filter((count) => count === 1).length, 44);
  });

  it('is each message once or counted, in the order of the capture', () => {
    const ends = fc.constantFrom(alice, bob, proxy, server, local(5060), local(5061), local(1), unknownAddress);
    const draft = fc.record({
      call: fc.constantFrom('a', 'b'),
      vias: fc.constantFrom(['1'], ['2', '1'], ['3', '2', '1'], []),
      toTag: fc.constantFrom('f1', 't1'),
    });
    const methods = fc.constantFrom('REGISTER', 'PUBLISH', 'SUBSCRIBE', 'NOTIFY', 'MESSAGE', 'x');
    const one = fc.tuple(ends, ends, methods, draft, fc.constantFrom(0, 200, 401));
    fc.assert(
      fc.property(fc.array(one, { maxLength: 400 }), (all) => {
        const capture = new Capture();
        for (const [source, destination, method, fields, status] of all) {
          capture.send(source, destination, status === 0 ? request(method, fields) : response(status, method, fields));
        }
        const { events, counts } = capture.orient();
        const frames = events.map((event) => (event as MessageEvent).captureFrame ?? 0);
        assert.deepEqual(
          frames,
          [...frames].sort((a, b) => a - b),
        );
        assert.equal(events.length + counts.forwarded + counts.betweenServers + counts.translated, all.length);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a text log', () => {
  const sent = { addressesUnknown: true, writer: 'source' } as const;
  const received = { addressesUnknown: true, writer: 'destination' } as const;

  it('that says sent and received tells the client by what it sends elsewhere', () => {
    const capture = new Capture()
      .send(unknownAddress, unknownAddress, request('OPTIONS', { call: 'o' }), received)
      .send(unknownAddress, unknownAddress, response(200, 'OPTIONS', { call: 'o' }), sent)
      .send(alice, unknownAddress, request('REGISTER', { call: 'r' }), sent);
    assert.deepEqual(
      capture.orient().lines.map((line) => line.slice(0, 11)),
      ['out OPTIONS', 'in 200 0.0.', 'in REGISTER'],
    );
  });

  it('needs no address for the answer to a NOTIFY', () => {
    const unknown = { addressesUnknown: true } as const;
    const answer = response(200, 'NOTIFY', notification);
    const { lines, counts } = new Capture().send(unknownAddress, unknownAddress, answer, unknown).orient();
    assert.deepEqual([lines, counts.guessed], [['in 200 0.0.0.0:0'], 0]);
  });

  it('of somebody who is client and server tells nothing by that', () => {
    const { lines, counts } = new Capture()
      .send(bob, unknownAddress, request('REGISTER', { call: 'r1' }), received)
      .send(alice, unknownAddress, request('REGISTER', { call: 'r2' }), sent)
      .send(server, unknownAddress, request('OPTIONS', { call: 'o' }), received)
      .orient();
    assert.equal(lines[2], 'in OPTIONS 198.51.100.2:5060');
    assert.equal(counts.guessed, 1);
  });

  it('without addresses gives those that other messages of the call show', () => {
    const unknown = { addressesUnknown: true } as const;
    const { events } = new Capture()
      .send(alice, unknownAddress, request('SUBSCRIBE', subscription), unknown)
      .send(unknownAddress, alice, response(200, 'SUBSCRIBE', subscription), unknown)
      .send(server, unknownAddress, request('NOTIFY', notification), unknown)
      .send(unknownAddress, server, response(200, 'NOTIFY', notification), unknown)
      .orient();
    const ends = events.map((event) => (event.kind === 'message' ? [event.direction, event.local, event.remote] : []));
    assert.deepEqual(ends, [
      ['in', unknownAddress, alice],
      ['out', unknownAddress, alice],
      ['out', server, alice],
      ['in', server, alice],
    ]);
  });
});
