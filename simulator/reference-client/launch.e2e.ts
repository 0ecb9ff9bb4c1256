import { strict as assert } from 'node:assert';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
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
