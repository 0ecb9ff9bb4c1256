import { strict as assert } from 'node:assert';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, it } from 'node:test';
import type { Address } from '../core/address';
import { Endpoint } from '../server/endpoint';
import { registerBytes } from '../sip/message.fixture';
import type { Note, TraceEvent } from '../trace/event';
import { loadIut } from './iut';
import { LowerTester, type LowerTesterParts } from './lower-tester';
import { randomIds, realClock } from './real-world';
import { serverConfig } from './server-config';

/** A lower tester on loopback, ended with the test. */
async function withLowerTester(
  parts: Partial<LowerTesterParts>,
  test: (lower: LowerTester, server: Address, events: readonly TraceEvent[]) => Promise<void>,
): Promise<void> {
  const events: TraceEvent[] = [];
  const lower = new LowerTester({
    endpoint: new Endpoint(serverConfig(loadIut({})), randomIds),
    clock: realClock,
    onEvent: (event) => events.push(event),
    onFailure: (error) => assert.fail(error),
    ...parts,
  });
  const server = await lower.listenPair({ host: '127.0.0.1', port: 0 });
  try {
    await test(lower, server, events);
  } finally {
    await lower.close();
  }
}

const notesOf = (events: readonly TraceEvent[], kind: Note['note']) =>
  events.filter((event) => event.kind === 'note' && event.note === kind);

/** Waits until something that the event loop brings about is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((turn) => setImmediate(turn));
}

async function openConnection({ host, port }: Address): Promise<Socket> {
  const socket = connect({ host, port });
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

describe('the lower tester under a crowd of connections that bring nothing', () => {
  it('ends the oldest idle ones and goes on serving a client that speaks', () =>
    withLowerTester({}, async (_, server) => {
      const client = await openConnection(server);
      const answers: string[] = [];
      client.on('data', (bytes) => answers.push(String(bytes)));
      const ask = () =>
        client.write(registerBytes({ method: 'OPTIONS', raw: (text) => text.replace('SIP/2.0/UDP', 'SIP/2.0/TCP') }));
      ask();
      await until(() => answers.length === 1);
      const idle: Socket[] = [];
      let ended = 0;
      while (idle.length < 1_010) {
        const socket = await openConnection(server);
        socket.on('close', () => {
          ended += 1;
        });
        socket.resume();
        idle.push(socket);
      }
      await until(() => ended >= 10);
      ask();
      await until(() => answers.length === 2);
      assert.match(answers[1] ?? '', /^SIP\/2\.0 200[\s\S]*CSeq: 1 OPTIONS/);
      assert.ok(ended < 100, `${ended} connections were ended`);
      assert.equal(idle[0]?.destroyed, true, 'the oldest went first');
      assert.equal(idle.at(-1)?.destroyed, false);
      for (const socket of [...idle, client]) socket.destroy();
    }));
});

describe('the lower tester when the trace cannot be written fast enough', () => {
  it('drops datagrams before anybody looks at them, counts them, and says so once', () =>
    withLowerTester({ isOverloaded: () => true }, async (lower, server, events) => {
      const socket = createSocket('udp4');
      for (let count = 0; count < 3; count += 1) socket.send(registerBytes(), server.port, server.host);
      await until(() => lower.dropped() >= 3);
      socket.close();
      assert.equal(lower.dropped(), 3);
      assert.equal(notesOf(events, 'datagrams-lost').length, 1);
      assert.equal(events.filter(({ kind }) => kind === 'message').length, 0);
    }));
});

describe('the lower tester with a peer that cannot be reached', () => {
  it('says so once for each peer', () => {
    const nobody = (port: number) => ({ host: '127.0.0.1', port });
    let local: Address = nobody(0);
    const output = (hosts: readonly string[]) => ({
      send: hosts.map((host) => ({
        transport: 'udp' as const,
        local,
        remote: { host, port: 0 },
        bytes: Buffer.from('x'),
      })),
      notes: [],
    });
    const endpoint = {
      receive: () => output(['127.0.0.1', '127.0.0.1', '127.0.0.2']),
      tick: () => output([]),
      endsAt: () => undefined,
      disconnected() {},
    };
    return withLowerTester({ endpoint }, async (_, server, events) => {
      local = server;
      const socket = createSocket('udp4');
      socket.send(registerBytes(), server.port, server.host);
      await until(() => notesOf(events, 'send-failed').length >= 2);
      socket.send(registerBytes(), server.port, server.host);
      await until(() => events.filter((event) => event.kind === 'message' && event.direction === 'out').length === 6);
      await new Promise((turn) => setImmediate(turn));
      socket.close();
      const texts = notesOf(events, 'send-failed').map((event) => (event.kind === 'note' ? event.text : ''));
      assert.deepEqual(
        texts.map((text) => /127\.0\.0\.\d:0/.exec(text)?.[0]),
        ['127.0.0.1:0', '127.0.0.2:0'],
      );
    });
  });
});

describe('the end of the lower tester', () => {
  it('records what has begun to arrive as cut off, and once', () =>
    withLowerTester({}, async (lower, server, events) => {
      const client = await openConnection(server);
      const raw = (text: string) => text.replace('SIP/2.0/UDP', 'SIP/2.0/TCP');
      const begun = registerBytes({ raw }).subarray(0, 150);
      client.write(Buffer.concat([registerBytes({ method: 'OPTIONS', raw }), begun]));
      await once(client, 'data');
      await lower.close();
      await lower.close();
      const [request, answer, ...others] = events.filter((event) => event.kind === 'message');
      assert.deepEqual([request?.truncated, answer?.direction, others.length], [undefined, 'out', 1]);
      const [last] = others;
      assert.deepEqual([last?.bytes, last?.truncated, last?.frame], [begun, true, 3]);
      client.destroy();
    }));
});
