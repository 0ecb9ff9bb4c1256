import { strict as assert } from 'node:assert';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, it } from 'node:test';
import type { Address } from '../core/address';
import { HarnessError } from '../core/harness-error';
import { anyPort, Ears } from './transport.fixture';
import { listenUdp, type UdpTransport } from './udp';

const hasIpv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));
/** What Linux grants at most. */
const rmemMax = '/proc/sys/net/core/rmem_max';

describe('UDP transport', () => {
  const open: { close(): unknown }[] = [];
  const listen = async (local: Address = anyPort, ears = new Ears()): Promise<UdpTransport> => {
    const transport = await listenUdp(local, ears);
    open.push(transport);
    return transport;
  };
  const peer = async (type: 'udp4' | 'udp6' = 'udp4'): Promise<Socket> => {
    const socket = createSocket(type);
    socket.bind(0, type === 'udp4' ? '127.0.0.1' : '::1');
    await once(socket, 'listening');
    open.push(socket);
    return socket;
  };
  afterEach(() => Promise.all(open.splice(0).map((each) => each.close())));

  it('tells the real port, the bytes and where they come from', async () => {
    const ears = new Ears();
    const { local } = await listen(anyPort, ears);
    const socket = await peer();
    assert.notEqual(local.port, 0);
    socket.send('hello', local.port, local.host);
    await ears.until('arrived hello');
    assert.deepEqual(ears.chunks[0]?.remote, { host: '127.0.0.1', port: socket.address().port });
    assert.equal(ears.chunks[0]?.connection, undefined);
  });

  it('sends from the port that it listens on', async () => {
    const transport = await listen();
    const socket = await peer();
    const arrival = once(socket, 'message');
    await transport.send({ remote: { host: '127.0.0.1', port: socket.address().port }, bytes: Buffer.from('hi') });
    const [bytes, from] = await arrival;
    assert.equal(String(bytes), 'hi');
    assert.equal(from.port, transport.local.port);
  });

  it('carries 65,507 bytes and refuses one more', async () => {
    const ears = new Ears();
    const there = await listen(anyPort, ears);
    const transport = await listen();
    await transport.send({ remote: there.local, bytes: Buffer.alloc(65_507, 'x') });
    await ears.untilBytes(65_507);
    await assert.rejects(
      transport.send({ remote: there.local, bytes: Buffer.alloc(65_508) }),
      (error: HarnessError) => {
        assert.equal(error.fault, 'socket-failed');
        assert.match(error.message, /65508 bytes to UDP 127\.0\.0\.1:\d+: .* at most 65507 bytes; use TCP/);
        return true;
      },
    );
  });

  it('passes an empty datagram on', async () => {
    const ears = new Ears();
    const { local } = await listen(anyPort, ears);
    (await peer()).send('', local.port, local.host);
    await ears.until('arrived ');
    assert.equal(ears.chunks[0]?.bytes.length, 0);
  });

  it('names the address and what to do when the port is taken', async () => {
    const { local } = await listen();
    await assert.rejects(listenUdp(local, new Ears()), (error: HarnessError) => {
      assert.ok(error instanceof HarnessError);
      assert.equal(error.fault, 'address-in-use');
      assert.equal(
        error.message,
        `UDP 127.0.0.1:${local.port} is in use by another program: end that program, or listen on another port ` +
          '(port 0 takes any free one)',
      );
      return true;
    });
  });

  it('says that an address is not one of this machine', async () => {
    await assert.rejects(listenUdp({ host: '192.0.2.1', port: 5060 }, new Ears()), {
      fault: 'address-unavailable',
      message: /^UDP 192\.0\.2\.1:5060 cannot be used: 192\.0\.2\.1 is not an address of this machine/,
    });
  });

  it('survives a peer that is gone, and goes on', async () => {
    const ears = new Ears();
    const transport = await listen(anyPort, ears);
    const gone = await peer();
    const remote = { host: '127.0.0.1', port: gone.address().port };
    open.splice(open.indexOf(gone), 1);
    gone.close();
    for (let i = 0; i < 3; i++) await transport.send({ remote, bytes: Buffer.from('anybody?') });
    await transport.send({ remote: transport.local, bytes: Buffer.from('still here') });
    await ears.until('arrived still here');
    assert.deepEqual(ears.heard, ['arrived still here']);
  });

  it('refuses port 0 and an address of the other family without harm', async () => {
    const transport = await listen();
    const bytes = Buffer.from('x');
    await assert.rejects(transport.send({ remote: { host: '127.0.0.1', port: 0 }, bytes }), { fault: 'socket-failed' });
    await assert.rejects(transport.send({ remote: { host: '::1', port: 9 }, bytes }), { fault: 'socket-failed' });
  });

  it('closes twice as once, and then sends nothing', async () => {
    const transport = await listenUdp(anyPort, new Ears());
    await Promise.all([transport.close(), transport.close()]);
    const sent = transport.send({ remote: transport.local, bytes: Buffer.from('x') });
    await assert.rejects(sent, { fault: 'socket-failed' });
    await listen(transport.local);
  });

  it('gets a receive buffer of 4 MiB, or what the system grants', { skip: !existsSync(rmemMax) }, async () => {
    const granted = Math.min(4 * 1024 * 1024, Number(readFileSync(rmemMax, 'utf8')));
    assert.equal((await listen()).receiveBuffer, 2 * granted); // Linux doubles it for its own use: socket(7)
  });

  it('counts the datagrams that found the buffer full', { skip: !existsSync('/proc/net/udp') }, async () => {
    const transport = await listen();
    const bystander = await listen();
    const socket = await peer();
    socket.connect(transport.local.port, transport.local.host);
    await once(socket, 'connect');
    assert.equal(transport.dropped(), 0);
    const datagram = Buffer.alloc(60_000);
    // Nothing is read while this loop runs, and a connected socket sends at once.
    for (let sent = 0; sent < 2 * transport.receiveBuffer; sent += datagram.length) socket.send(datagram);
    assert.ok((transport.dropped() ?? 0) > 0, `dropped ${transport.dropped()}`);
    assert.equal(bystander.dropped(), 0);
  });

  it('speaks IPv6', { skip: !hasIpv6 }, async () => {
    const ears = new Ears();
    const transport = await listen({ host: '::1', port: 0 }, ears);
    const socket = await peer('udp6');
    socket.send('six', transport.local.port, '::1');
    await ears.until('arrived six');
    assert.deepEqual(ears.chunks[0]?.remote, { host: '::1', port: socket.address().port });
    const arrival = once(socket, 'message');
    await transport.send({ remote: { host: '::1', port: socket.address().port }, bytes: Buffer.from('back') });
    assert.equal(String((await arrival)[0]), 'back');
    if (existsSync('/proc/net/udp6')) assert.equal(transport.dropped(), 0);
  });

  it('takes "localhost" for the IPv4 loopback', async () => {
    assert.equal((await listen({ host: 'localhost', port: 0 })).local.host, '127.0.0.1');
  });
});
