import { strict as assert } from 'node:assert';
import { afterEach, beforeEach, describe, it } from 'node:test';
import * as sinon from 'sinon';
import type { Child } from './child';
import { ClientHost } from './client-host';
import type { Ending } from './ending';
import { Puppets } from './iut.fixture';

describe('a process that hosts clients', () => {
  let puppets: Puppets;
  let log: string[];
  let host: ClientHost;
  beforeEach(() => {
    puppets = new Puppets();
    log = [];
    host = new ClientHost(['node', 'client', '--host'], (line) => log.push(line), puppets.start);
  });
  afterEach(() => host.stop());

  /** Starts a client and keeps what it says. */
  function client(env: NodeJS.ProcessEnv = {}): { child: Child; said: string[] } {
    const said: string[] = [];
    const child = host.startClient(['unused'], {
      env,
      hasInput: true,
      onOutput: ({ text }) => said.push(text),
      onErrorOutput: () => undefined,
    });
    return { child, said };
  }
  const told = () => puppets.last.input.map((line) => JSON.parse(line));
  const exited: Ending = { kind: 'exited', status: 1, stderr: 'out of memory' };

  it('is started for the first client, and tells it of each with what is for clients in its environment', () => {
    assert.equal(puppets.started.length, 0);
    client({ PATH: '/bin', IMCONF_STATE: '/state/1' });
    client({ IMCONF_STATE: '/state/2' });
    assert.equal(puppets.started.length, 1);
    assert.deepEqual(puppets.last.argv, ['node', 'client', '--host']);
    assert.deepEqual(told(), [
      { client: 1, start: { IMCONF_STATE: '/state/1' } },
      { client: 2, start: { IMCONF_STATE: '/state/2' } },
    ]);
  });

  it('passes lines to and fro, each to the client that it is for', async () => {
    const [one, other] = [client(), client()];
    assert.equal(await other.child.write('{"op":"publish"}'), true);
    assert.deepEqual(told().at(-1), { client: 2, line: '{"op":"publish"}' });
    puppets.last.say({ client: 2, event: { event: 'done' } });
    assert.deepEqual([one.said, other.said], [[], ['{"event":"done"}']]);
  });

  it('ends one client and leaves the others', async () => {
    const [one, other] = [client(), client()];
    const stopped = one.child.stop();
    assert.deepEqual(told().at(-1), { client: 1, stop: true });
    puppets.last.say({ client: 1, ended: true });
    await stopped;
    assert.deepEqual(await one.child.ended, { kind: 'exited', status: 0, stderr: '' });
    assert.equal(await one.child.write('{}'), false);
    assert.equal(await other.child.write('{}'), true);
    assert.equal(puppets.last.stops, 0);
  });

  it('says why a client has ended by itself', async () => {
    const { child } = client();
    puppets.last.say({ client: 1, ended: true, problem: 'TypeError: x\n    at y' });
    assert.deepEqual(await child.ended, { kind: 'exited', status: 1, stderr: 'TypeError: x / at y' });
  });

  it('takes all clients with it when it ends, and is started anew for the next', async () => {
    const [one, other] = [client(), client()];
    puppets.last.end(exited);
    assert.deepEqual([await one.child.ended, await other.child.ended], [exited, exited]);
    client();
    assert.equal(puppets.started.length, 2);
  });

  it('that does not answer is not waited for when a client is to end', async () => {
    const clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const stopped = client().child.stop();
      await clock.tickAsync(3_000);
      await stopped;
    } finally {
      clock.restore();
    }
  });

  it('ends with all its clients, at once where this process ends at once', async () => {
    const { child } = client();
    child.killNow();
    assert.equal(puppets.last.kills, 1);
    await host.stop();
    assert.equal(puppets.last.stops, 1);
  });

  it('has its other output kept as the log', () => {
    client();
    puppets.last.say('Debugger attached.');
    puppets.last.say('{"client":1,"ev', true);
    assert.deepEqual(log, ['Debugger attached.', '{"client":1,"ev']);
  });

  it('is started anew after its end, and the end of the former one is nothing to the next', async () => {
    client();
    await host.stop();
    client();
    assert.equal(puppets.started.length, 2);
    puppets.started[0]?.end(exited);
    await new Promise((resolve) => setImmediate(resolve));
    client();
    assert.equal(puppets.started.length, 2);
  });

  it('is ended with this process, which it otherwise leaves alone', async () => {
    const before = process.listeners('exit');
    const added = () => process.listeners('exit').filter((each) => !before.includes(each));
    client();
    assert.equal(added().length, 1);
    added()[0]?.call(process, 0);
    assert.equal(puppets.last.kills, 1);
    await host.stop();
    assert.equal(added().length, 0);
    const { child } = client();
    puppets.last.end(exited);
    await child.ended;
    assert.equal(added().length, 0);
  });

  it('is not asked to end a client that has ended, and says nothing for it any more', async () => {
    const { child, said } = client();
    puppets.last.say({ client: 1, event: { event: 'done' } });
    assert.equal(await child.write('{}'), true);
    puppets.last.say({ client: 1, ended: true });
    await child.ended;
    puppets.last.say({ client: 1, event: { event: 'done' } });
    const lines = told().length;
    await child.stop();
    assert.deepEqual([said.length, told().length], [1, lines]);
  });

  it('gives a reason of one line that is not too long', async () => {
    const { child } = client();
    puppets.last.say({ client: 1, ended: true, problem: 'x'.repeat(5_000) });
    const ending = await child.ended;
    assert.equal(ending.kind === 'exited' && ending.stderr.length, 1_000);
  });

  it('has what is no reply kept as the log, and what it writes beside its replies', () => {
    const { said } = client();
    const other = ['3', 'null', '{"event":{}}'];
    for (const line of other) puppets.last.say(line);
    puppets.last.say('{"client":1,"event":{}}', true);
    puppets.last.options.onErrorOutput?.({ text: 'warning', isCut: false });
    assert.deepEqual(log, [...other, '{"client":1,"event":{}}', 'warning']);
    assert.deepEqual(said, []);
  });
});
