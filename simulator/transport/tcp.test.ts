import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import * as sinon from 'sinon';
import type { Address } from '../core/address';
import { countConnections } from './connection-counter';
import { listenTcp } from './tcp';
import type { Transport } from './transport';
import { anyPort, connectTo, Ears } from './transport.fixture';

const ping = Buffer.from('ping');

describe('TCP transport', () => {
  const open: { close(): unknown }[] = [];
  let ears: Ears;
  let transport: Transport;
  const listen = async (connections = 10, ownEars = ears, counter = countConnections()): Promise<Transport> => {
    const listening = await listenTcp(anyPort, ownEars, { connections }, counter);
    open.push(listening);
    return listening;
  };
  /** A server that is not ours, for connections that we open. */
  const elsewhere = async (onSocket: (socket: Socket) => void): Promise<Address> => {
    const server: Server = createServer((socket) => {
      socket.on('error', () => {});
      onSocket(socket);
    });
    open.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(address !== null && typeof address === 'object');
    return { host: address.address, port: address.port };
  };
  beforeEach(async () => {
    ears = new Ears();
    transport = await listen();
  });
  afterEach(async () => {
    sinon.restore();
    for (const each of open.splice(0).reverse()) await each.close();
  });

  it('numbers connections over all listeners that share the counter', async () => {
    const counter = countConnections();
    const others = new Ears();
    const [first, second] = [await listen(10, others, counter), await listen(10, others, counter)];
    await connectTo(first.local);
    await others.until('connected 1');
    await connectTo(second.local);
    await others.until('connected 2');
  });

  it('passes bytes on with connection and remote address, and answers on it', async () => {
    const socket = await connectTo(transport.local);
    socket.write('ping');
    await ears.until('arrived ping');
    const [chunk] = ears.chunks;
    assert.deepEqual(chunk?.remote, { host: '127.0.0.1', port: socket.localPort });
    assert.equal(chunk?.connection, 1);
    const answer = once(socket, 'data');
    await transport.send({ remote: chunk.remote, connection: 1, bytes: Buffer.from('pong') });
    assert.equal(String((await answer)[0]), 'pong');
  });

  it('tells the end of a connection once, and then refuses to write to it', async () => {
    const socket = await connectTo(transport.local);
    await ears.until('connected 1');
    socket.resetAndDestroy();
    await ears.until('disconnected 1');
    const sent = transport.send({ remote: anyPort, connection: 1, bytes: ping });
    await assert.rejects(sent, { fault: 'socket-failed', message: /connection 1 has ended/ });
    assert.deepEqual(ears.heard, ['connected 1', 'disconnected 1']);
  });

  it('still answers a peer that has finished sending, then ends the connection', async () => {
    const clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const socket = await connectTo(transport.local, true);
    const answer = once(socket, 'data');
    const ended = once(socket, 'end');
    ears.onChunk = ({ remote }) =>
      // Later than the end of the stream, which follows the chunk at once.
      setImmediate(() =>
        setImmediate(() => void transport.send({ remote, connection: 1, bytes: Buffer.from('late') })),
      );
    socket.end('ping');
    assert.equal(String((await answer)[0]), 'late');
    clock.tick(499);
    assert.deepEqual(ears.heard, ['connected 1', 'arrived ping']);
    clock.tick(1);
    await Promise.all([ended, ears.until('disconnected 1')]);
  });

  it('ends a connection when told to, after what was written', async () => {
    const socket = await connectTo(transport.local);
    await ears.until('connected 1');
    const bytes: Buffer[] = [];
    socket.on('data', (chunk) => bytes.push(chunk));
    const closed = once(socket, 'close');
    void transport.send({ remote: anyPort, connection: 1, bytes: Buffer.from('400') });
    transport.disconnect(1);
    transport.disconnect(1);
    await closed;
    assert.equal(Buffer.concat(bytes).toString(), '400');
    await ears.until('disconnected 1');
  });

  it('turns connections away above the limit, and takes new ones when there is room', async () => {
    const others = new Ears();
    const small = await listen(1, others);
    const first = await connectTo(small.local);
    await others.until('connected 1');
    const second = await connectTo(small.local);
    await others.until('refused');
    if (!second.destroyed) await once(second, 'close');
    first.resetAndDestroy();
    await others.until('disconnected 1');
    await connectTo(small.local);
    await others.until('connected 2');
  });

  it('ends the connection of a peer that does not read, and holds up nobody', async () => {
    const socket = await connectTo(transport.local);
    socket.pause();
    await ears.until('connected 1');
    const bytes = Buffer.alloc(1024 * 1024);
    const send = () => transport.send({ remote: anyPort, connection: 1, bytes });
    const flood = async () => {
      for (let sent = 0; sent < 64; sent++) await send();
    };
    await assert.rejects(flood(), { fault: 'socket-failed', message: /does not read: \d+ bytes wait already/ });
    await ears.until('disconnected 1');
  });

  it('opens a connection where none is given, uses it again, and hears what comes back', async () => {
    let accepted = 0;
    const remote = await elsewhere((socket) => {
      accepted += 1;
      socket.on('data', (bytes) => socket.write(`re: ${bytes}`));
    });
    await Promise.all([transport.send({ remote, bytes: ping }), transport.send({ remote, bytes: ping })]);
    await ears.untilBytes(4 + 4 + 4);
    await transport.send({ remote, bytes: ping });
    assert.equal(accepted, 1);
    assert.equal(ears.heard[0], 'connected 1');
    assert.deepEqual([ears.chunks[0]?.remote, ears.chunks[0]?.connection], [remote, 1]);
  });

  it('sends to a peer that connected, without a second connection', async () => {
    const socket = await connectTo(transport.local);
    await ears.until('connected 1');
    const data = once(socket, 'data');
    await transport.send({ remote: { host: '127.0.0.1', port: socket.localPort ?? 0 }, bytes: ping });
    assert.equal(String((await data)[0]), 'ping');
  });

  it('says that a peer cannot be reached', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(address !== null && typeof address === 'object');
    await new Promise((closed) => server.close(closed));
    const remote = { host: '127.0.0.1', port: address.port };
    await assert.rejects(transport.send({ remote, bytes: ping }), {
      fault: 'socket-failed',
      message: `cannot send to TCP 127.0.0.1:${address.port}: connect ECONNREFUSED 127.0.0.1:${address.port}`,
    });
    await assert.rejects(transport.send({ remote: anyPort, bytes: ping }), { fault: 'socket-failed' });
    await assert.rejects(transport.send({ remote: { host: '127.0.0.1', port: 70_000 }, bytes: ping }), {
      fault: 'socket-failed',
    });
    assert.deepEqual(ears.heard, []);
  });

  it('gives a peer that does not answer five seconds', async () => {
    const remote = await elsewhere(() => {});
    const others = new Ears();
    const small = await listen(1, others);
    const clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    // All within one turn of the event loop, so the answer of the peer is not seen before its time is up.
    const sent = small.send({ remote, bytes: ping });
    clock.tick(4_999);
    const second = small.send({ remote: { ...remote, host: '127.0.0.2' }, bytes: ping });
    clock.tick(1);
    await assert.rejects(second, { fault: 'socket-failed', message: /1 connections are open already/ });
    await assert.rejects(sent, { fault: 'socket-failed', message: /no connection within 5 s/ });
    assert.deepEqual(others.heard, []);
  });

  it('names the address when the port is taken', async () => {
    await assert.rejects(listenTcp(transport.local, ears, { connections: 1 }, countConnections()), {
      fault: 'address-in-use',
      message: new RegExp(`^TCP 127\\.0\\.0\\.1:${transport.local.port} is in use`),
    });
  });

  it('ends everything on close, also what does not read or never answers', async () => {
    const remote = await elsewhere((socket) => socket.pause());
    const socket = await connectTo(transport.local);
    socket.pause();
    await ears.until('connected 1');
    await transport.send({ remote, bytes: ping });
    await transport.send({ remote: anyPort, connection: 1, bytes: Buffer.alloc(3 * 1024 * 1024) });
    const opening = assert.rejects(transport.send({ remote: await elsewhere(() => {}), bytes: ping }));
    await Promise.all([transport.close(), transport.close()]);
    await opening;
    assert.ok(ears.heard.includes('disconnected 1') && ears.heard.includes('disconnected 2'));
    await assert.rejects(transport.send({ remote, bytes: ping }), { fault: 'socket-failed', message: /is closed/ });
  });

  it('loses nothing', () => {
    assert.equal(transport.dropped(), 0);
  });
});
