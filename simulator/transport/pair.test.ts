import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import type { ListenerTransport } from '../core/address';
import { countConnections } from './connection-counter';
import { listen } from './listen';
import { listenPair } from './pair';
import type { Listen } from './transport';
import { anyPort, connectTo, Ears } from './transport.fixture';
import { listenUdp } from './udp';

const limits = { connections: 10 };

describe('UDP and TCP on one port (RFC 3261 §18.2.1)', () => {
  const open: { close(): unknown }[] = [];
  afterEach(() => Promise.all(open.splice(0).map((each) => each.close())));

  it('binds both and keeps their events apart', async () => {
    const ears = { udp: new Ears(), tcp: new Ears() };
    const { udp, tcp } = await listenPair(anyPort, (transport) => ears[transport], limits, countConnections());
    open.push(udp, tcp);
    assert.deepEqual(udp.local, tcp.local);
    assert.deepEqual([udp.transport, tcp.transport], ['udp', 'tcp']);
    await udp.send({ remote: udp.local, bytes: Buffer.from('datagram') });
    const socket = await connectTo(tcp.local);
    socket.end('stream');
    await Promise.all([ears.udp.until('arrived datagram'), ears.tcp.until('arrived stream')]);
  });

  it('takes another port when the one chosen for UDP is taken for TCP', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    open.push(blocker);
    const taken = blocker.address();
    assert.ok(taken !== null && typeof taken === 'object');
    const asked: string[] = [];
    const unlucky: Listen = (listener, ...rest) => {
      asked.push(`${listener.transport} ${listener.port === 0 ? 'any' : 'same'}`);
      return listen(asked.length === 1 ? { ...listener, port: taken.port } : listener, ...rest);
    };
    const { udp, tcp } = await listenPair(anyPort, () => new Ears(), limits, countConnections(), unlucky);
    open.push(udp, tcp);
    assert.deepEqual(asked, ['udp any', 'tcp same', 'udp any', 'tcp same']);
    assert.notEqual(udp.local.port, taken.port);
    assert.equal(udp.local.port, tcp.local.port);
  });

  it('frees UDP again when a given port is taken for TCP', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    open.push(blocker);
    const taken = blocker.address();
    assert.ok(taken !== null && typeof taken === 'object');
    const local = { host: '127.0.0.1', port: taken.port };
    const names: ListenerTransport[] = [];
    const eventsOf = (name: ListenerTransport) => {
      names.push(name);
      return new Ears();
    };
    const pair = listenPair(local, eventsOf, limits, countConnections());
    await assert.rejects(pair, { fault: 'address-in-use', message: /^TCP 127\.0\.0\.1:\d+ is in use/ });
    assert.deepEqual(names, ['udp', 'tcp']);
    open.push(await listenUdp(local, new Ears()));
  });
});
