import { strict as assert } from 'node:assert';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { parseServer } from './address';
import { ReferenceClient } from './client';
import { renewalDelay } from './keeper';
import type { Operation } from './order';
import { goodServer, type Script, ScriptedPeer } from './scripted-peer.fixture';

describe('timers of the client, on a clock that the test moves', () => {
  let clock: SinonFakeTimers;
  let peer: ScriptedPeer;
  let client: ReferenceClient;
  let passed: string[];
  let waiting: (() => void)[];

  beforeEach(() => {
    clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    passed = [];
    waiting = [];
    client = new ReferenceClient({
      faults: [],
      keepsAlive: true,
      indicate: () => undefined,
      passed: ({ direction, text }) => {
        passed.push(`${direction} ${text.slice(0, 11)}`);
        for (const resolve of waiting.splice(0)) resolve();
      },
    });
  });

  afterEach(async () => {
    await client.close();
    peer.close();
    clock.restore();
  });

  const start = async (script: Script, options?: { tcp: boolean }) => {
    peer = await ScriptedPeer.open(script, options);
  };
  const perform = (operation: Operation, transport = 'udp') =>
    client.perform({
      operation,
      server: parseServer(`${transport}:127.0.0.1:${peer.port}`),
      imAddress: 'sip:alice@example.com',
    });
  const copies = () => passed.filter((line) => line === 'sent PUBLISH sip').length;
  /** Until the client has taken in that response. */
  const received = async (status: string) => {
    while (!passed.includes(`received SIP/2.0 ${status}`)) await new Promise<void>((resolve) => waiting.push(resolve));
    await new Promise((resolve) => setImmediate(resolve));
  };

  it('repeats a request over UDP after 0.5, 1, 2, 4, 4 s and gives up after 32 s (Timers E and F)', async () => {
    await start(() => undefined);
    const performed = perform('publish');
    await peer.wait('PUBLISH');
    for (const [index, pause] of [500, 1000, 2000, 4000, 4000].entries()) {
      clock.tick(pause - 1);
      assert.equal(copies(), index + 1);
      clock.tick(1);
      assert.equal(copies(), index + 2);
    }
    clock.tick(20_500);
    const message = `no answer to PUBLISH from udp:127.0.0.1:${peer.port} within 32 s`;
    assert.deepEqual(await performed, { ok: false, message });
    assert.equal(clock.countTimers(), 0);
    assert.equal(copies(), 11);
    assert.equal((await peer.wait('PUBLISH', 11)).text, peer.seen[0]?.text);
  });

  it('stops repeating once the answer is there', async () => {
    await start(() => peer.seen.length === 2 && peer.seen[1]?.reply('200 OK', ['SIP-ETag: a']));
    const performed = perform('publish');
    await peer.wait('PUBLISH');
    clock.tick(500);
    assert.deepEqual(await performed, { ok: true });
    clock.tick(40_000);
    assert.equal(clock.countTimers(), 0);
    assert.equal(peer.seen.length, 2);
  });

  it('waits 4 s between copies after a 100', async () => {
    await start((request) => request.reply('100 Trying'));
    const performed = perform('publish');
    await received('100');
    clock.tick(500);
    assert.equal(copies(), 2);
    clock.tick(3999);
    assert.equal(copies(), 2);
    clock.tick(1);
    assert.equal(copies(), 3);
    clock.tick(40_000);
    assert.equal((await performed).ok, false);
  });

  it('sends no copies over TCP', async () => {
    await start(() => undefined);
    const performed = perform('publish', 'tcp');
    await peer.wait('PUBLISH');
    clock.tick(32_000);
    assert.equal((await performed).ok, false);
    assert.equal(peer.seen.length, 1);
  });

  it('gives up a fetch when no NOTIFY comes within Timer N', async () => {
    await start((request) => request.reply('200 OK', ['Expires: 0']));
    const performed = perform('retrieve');
    await received('200');
    clock.tick(32_000);
    assert.deepEqual(await performed, { ok: false, message: 'no NOTIFY came within 32 s' });
  });

  it('renews registration and publication before they lapse', async () => {
    const good = goodServer();
    await start((request) =>
      request.method === 'PUBLISH' ? request.reply('200 OK', ['SIP-ETag: a', 'Expires: 60']) : good(request, peer),
    );
    await perform('publish');
    await perform('register');
    clock.tick(30_000);
    assert.equal((await peer.wait('PUBLISH', 2)).header('SIP-If-Match'), 'a');
    clock.tick(2_970_000);
    assert.equal((await peer.wait('REGISTER', 2)).header('CSeq'), '2 REGISTER');
  });
});

describe('renewalDelay', () => {
  for (const [granted, delay] of [
    [60, 30_000],
    [1200, 600_000],
    [3600, 3_000_000],
    [4_294_967_295, 4_294_966_695_000],
  ] as const) {
    it(`renews what was granted for ${granted} s after ${delay} ms`, () => {
      assert.equal(renewalDelay(granted), delay);
    });
  }
});
