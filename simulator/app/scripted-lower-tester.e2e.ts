import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import type { Script, ScriptedAnswer } from '../server/behaviors/behavior';
import { ScriptedServer } from '../server/behaviors/scripted-server';
import { defaultServerConfig } from '../server/config';
import { Endpoint } from '../server/endpoint';
import { publishBytes, subscribeBytes } from '../sip/message.fixture';
import type { MessageEvent, Note, TraceEvent } from '../trace/event';
import { LowerTester } from './lower-tester';
import { randomIds, realClock } from './real-world';

const script = (answer: ScriptedAnswer, more: object = {}): Script => [
  { name: 'tested', on: {}, do: { answers: [answer], ...more } },
];
const tcp = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.toString('latin1').replace('SIP/2.0/UDP', 'SIP/2.0/TCP'), 'latin1');

/** What a client on TCP gets, chunk by chunk, until `isEnough`. */
async function chunksFor(
  behaviors: Script,
  sends: readonly Buffer[],
  isEnough: (chunks: readonly string[], isEnded: boolean) => boolean,
) {
  const config = defaultServerConfig();
  const server = new ScriptedServer({ endpoint: new Endpoint(config, randomIds), config, ids: randomIds });
  server.load(behaviors);
  const events: TraceEvent[] = [];
  const lower = new LowerTester({
    endpoint: server,
    clock: realClock,
    onEvent: (event) => events.push(event),
    onFailure: (error) => assert.fail(error),
  });
  const { host, port } = await lower.listenPair({ host: '127.0.0.1', port: 0 });
  const socket = connect({ host, port });
  await once(socket, 'connect');
  const chunks: string[] = [];
  let isEnded = false;
  socket.on('data', (bytes) => chunks.push(bytes.toString('latin1')));
  socket.on('end', () => {
    isEnded = true;
  });
  for (const bytes of sends) socket.write(bytes);
  while (!isEnough(chunks, isEnded)) await new Promise((turn) => setImmediate(turn));
  socket.destroy();
  await lower.close();
  const out = events.filter((event): event is MessageEvent => event.kind === 'message' && event.direction === 'out');
  const notes = events.filter((event): event is Note => event.kind === 'note');
  return { chunks, out, notes };
}

describe('the lower tester with a scripted server', () => {
  it('writes a message in pieces, and records it as one', async () => {
    const answer = { with: 'normal', stream: { parts: 4, gap: 15 } } as const;
    const { chunks, out } = await chunksFor(script(answer), [tcp(publishBytes())], (got) =>
      got.join('').endsWith('\r\n\r\n'),
    );
    assert.equal(chunks.length, 4);
    assert.deepEqual(
      out.map(({ bytes }) => bytes.toString('latin1')),
      [chunks.join('')],
    );
  });

  it('lets what comes behind the pieces wait for them', async () => {
    const answer = { with: 'normal', stream: { parts: 4, gap: 15 } } as const;
    const { chunks } = await chunksFor(
      script(answer),
      [tcp(subscribeBytes())],
      (got) => got.join('').includes('</poc') || got.join('').includes('poc-settings"/>'),
    );
    assert.match(chunks.join(''), /^SIP\/2\.0 200[\s\S]*\r\n\r\nNOTIFY /);
  });

  it('writes two messages at once, and records them as two', async () => {
    const answer = { with: 'normal', stream: { joinsNext: true } } as const;
    const { chunks, out } = await chunksFor(script(answer), [tcp(subscribeBytes())], (got) => got.length > 0);
    assert.match(chunks[0] ?? '', /^SIP\/2\.0 200[\s\S]*\r\n\r\nNOTIFY /);
    assert.equal(out.length, 2);
  });

  it('closes the connection instead of answering', async () => {
    const { out } = await chunksFor(
      [{ name: 'tested', on: {}, do: { closeAfter: 10 } }],
      [tcp(publishBytes())],
      (_, isEnded) => isEnded,
    );
    assert.deepEqual(out, []);
  });

  it('answers only so many pings', async () => {
    const ping = Buffer.from('\r\n\r\n');
    const sends = [tcp(publishBytes()), ping, ping, tcp(subscribeBytes())];
    const { chunks } = await chunksFor(script({ with: 'normal' }, { pongs: 1 }), sends, (got) =>
      got.join('').includes('NOTIFY'),
    );
    assert.equal(chunks.join('').split('\r\n\r\n\r\nSIP/2.0 200').length, 2, 'one pong between the answers');
  });

  it('puts the provocation of a message into the trace, and the breach of another with its frame', async () => {
    const meant = script({ with: 'normal', edits: { remove: ['SIP-ETag'] }, breaks: ['sip-etag'] });
    const { out, notes } = await chunksFor(meant, [tcp(publishBytes())], (got) => got.length > 0);
    assert.deepEqual([out[0]?.provocation, notes.length], ['tested', 0]);
    const mistaken = script({ with: 'normal', edits: { remove: ['SIP-ETag'] } });
    const wrong = await chunksFor(mistaken, [tcp(publishBytes())], (got) => got.length > 0);
    assert.equal(wrong.out[0]?.provocation, undefined);
    assert.deepEqual(
      wrong.notes.map(({ note, frame }) => [note, frame]),
      [['own-breach', wrong.out[0]?.frame]],
    );
  });
});
