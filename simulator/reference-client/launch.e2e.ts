import { strict as assert } from 'node:assert';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { goodServer, ScriptedPeer } from './scripted-peer.fixture';

describe('the reference client as a process', () => {
  let peer: ScriptedPeer;
  let child: ChildProcessWithoutNullStreams | undefined;

  beforeEach(async () => {
    peer = await ScriptedPeer.open(goodServer());
  });
  afterEach(() => {
    peer.close();
    child?.kill('SIGKILL');
  });

  const start = (...args: string[]) => {
    const env = {
      ...process.env,
      IMCONF_SERVER: `udp:127.0.0.1:${peer.port}`,
      IMCONF_IM_ADDRESS: 'sip:alice@example.com',
    };
    child = spawn(process.execPath, [join(__dirname, 'launch.js'), ...args], { env });
    return child;
  };

  it('publishes on demand with a fault and ends when stdin closes', async () => {
    const client = start('--fault', 'publish-expires');
    const lines = createInterface({ input: client.stdout })[Symbol.asyncIterator]();
    client.stdin.write('{"op":"publish","settings":{"isb":true}}\n');
    assert.equal((await lines.next()).value, '{"event":"indication","what":"published"}');
    assert.equal((await lines.next()).value, '{"event":"done"}');
    assert.equal(peer.of('PUBLISH')[0]?.header('Expires'), '3600');
    client.stdin.end();
    assert.deepEqual(await once(client, 'close'), [0, null]);
  });

  it('writes nothing to stderr', async () => {
    const client = start();
    let stderr = '';
    client.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    client.stdin.end('{"op":"retrieve"}\n');
    await once(client, 'close');
    assert.equal(stderr, '');
    assert.equal(peer.of('200').length, 1);
  });

  it('ends on SIGTERM in the middle of an operation', async () => {
    peer.script = () => undefined;
    const client = start();
    client.stdin.write('{"op":"publish"}\n');
    await peer.wait('PUBLISH');
    client.kill('SIGTERM');
    assert.deepEqual(await once(client, 'close'), [0, null]);
  });

  it('serves many clients with --host; one that cannot begin ends alone, and says why', async () => {
    const client = start('--host', '--fault', 'publish-expires');
    const lines = createInterface({ input: client.stdout })[Symbol.asyncIterator]();
    const next = async () => JSON.parse((await lines.next()).value as string);
    const tell = (line: object) => client.stdin.write(`${JSON.stringify(line)}\n`);
    const environment = {
      IMCONF_SERVER: `udp:127.0.0.1:${peer.port}`,
      IMCONF_IM_ADDRESS: 'sip:alice@example.com',
    };
    tell({ client: 1, start: environment });
    tell({ client: 2, start: { ...environment, IMCONF_STATE: '/dev/null/none' } });
    assert.match((await next()).problem, /ENOTDIR|EEXIST/);
    tell({ client: 1, line: '{"op":"publish"}' });
    assert.deepEqual(await next(), { client: 1, event: { event: 'indication', what: 'published' } });
    assert.deepEqual(await next(), { client: 1, event: { event: 'done' } });
    tell({ client: 1, stop: true });
    assert.deepEqual(await next(), { client: 1, ended: true });
    client.stdin.end();
    assert.deepEqual(await once(client, 'close'), [0, null]);
  });

  it('ends one client of many alone where a bug of it throws what nobody catches', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'imconf-test-'));
    const bug = join(folder, 'bug.js');
    writeFileSync(
      bug,
      `const { Socket } = require('node:dgram');
      const { emit } = Socket.prototype;
      Socket.prototype.emit = function (name, ...rest) {
        if (name === 'message' && String(rest[0]).includes('sip:bob')) throw new Error('a bug');
        return emit.call(this, name, ...rest);
      };`,
    );
    child = spawn(process.execPath, ['--require', bug, join(__dirname, 'launch.js'), '--host']);
    const client = child;
    const lines = createInterface({ input: client.stdout })[Symbol.asyncIterator]();
    const next = async () => JSON.parse((await lines.next()).value as string);
    const tell = (line: object) => client.stdin.write(`${JSON.stringify(line)}\n`);
    for (const [number, name] of ['bob', 'alice'].entries()) {
      const start = { IMCONF_SERVER: `udp:127.0.0.1:${peer.port}`, IMCONF_IM_ADDRESS: `sip:${name}@example.com` };
      tell({ client: number, start });
    }
    tell({ client: 0, line: '{"op":"register"}' });
    const { client: broken, ended, problem } = await next();
    assert.deepEqual([broken, ended], [0, true]);
    assert.match(problem, /^Error: a bug\n/);
    tell({ client: 1, line: '{"op":"register"}' });
    assert.deepEqual(await next(), { client: 1, event: { event: 'done' } });
    client.stdin.end();
    assert.deepEqual(await once(client, 'close'), [0, null]);
    rmSync(folder, { recursive: true });
  });

  it('refuses an unknown fault and unknown arguments with exit status 64', async () => {
    for (const [args, message] of [
      [['--fault', 'none-such'], /no fault "none-such"; allowed: publish-as-message/],
      [['--fautl', 'silent'], /usage: launch\.js/],
    ] as const) {
      const client = start(...args);
      let stderr = '';
      client.stderr.on('data', (chunk) => {
        stderr += chunk;
      });
      assert.deepEqual(await once(client, 'close'), [64, null]);
      assert.match(stderr, message);
    }
  });
});
