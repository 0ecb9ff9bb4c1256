import { strict as assert } from 'node:assert';
import { afterEach, beforeEach, describe, it } from 'node:test';
import * as sinon from 'sinon';
import { commandTester } from './command-tester';
import { Puppets, someSettings, Told } from './iut.fixture';
import type { Outcome, UpperTester } from './upper-tester';

const limit = 10_000;

describe('command adapter', () => {
  let clock: sinon.SinonFakeTimers;
  let told: Told;
  let puppets: Puppets;
  let tester: UpperTester;
  beforeEach(() => {
    clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    told = new Told();
    puppets = new Puppets();
    const operations = { retrieve: ['sub.sh'], publish: ['pub.sh', '-v'] };
    tester = commandTester({ kind: 'command', operations, cwd: '/some/folder' }, told, puppets.start);
  });
  afterEach(() => clock.restore());

  it('can trigger what the IUT file has a command for', async () => {
    assert.deepEqual(tester.operations, ['publish', 'retrieve']);
    assert.deepEqual(await tester.perform('register', undefined, limit), {
      kind: 'failed',
      reason: 'control.operations of the IUT file has no command for register',
    });
    assert.equal(puppets.started.length, 0);
  });

  it('starts one process per operation, in the folder, told by its environment', async () => {
    void tester.perform('publish', someSettings, limit);
    void tester.perform('retrieve', undefined, limit);
    const [publish, retrieve] = puppets.started;
    assert.deepEqual(publish?.argv, ['pub.sh', '-v']);
    assert.equal(publish?.options.cwd, '/some/folder');
    assert.equal(publish?.options.env.IMCONF_OPERATION, 'publish');
    assert.equal(publish?.options.env.IMCONF_SETTINGS, JSON.stringify(someSettings));
    assert.equal(retrieve?.options.env.IMCONF_OPERATION, 'retrieve');
    assert.equal(retrieve?.options.env.IMCONF_SETTINGS, undefined);
  });

  it('takes exit status 0 for done', async () => {
    const outcome = tester.perform('publish', undefined, limit);
    puppets.last.end({ kind: 'exited', status: 0, stderr: 'a warning' });
    assert.deepEqual(await outcome, { kind: 'done' });
    assert.equal(clock.countTimers(), 0);
  });

  it('takes any other exit status, a signal, and a program that cannot be started for failures', async () => {
    const status = tester.perform('publish', undefined, limit);
    puppets.last.end({ kind: 'exited', status: 2, stderr: 'no answer' });
    assert.deepEqual(await status, {
      kind: 'failed',
      reason: '"pub.sh" ended with exit status 2; its stderr ends with: no answer',
    });
    const signal = tester.perform('publish', undefined, limit);
    puppets.last.end({ kind: 'signalled', signal: 'SIGABRT', stderr: '' });
    assert.deepEqual(await signal, {
      kind: 'failed',
      reason: '"pub.sh" was ended by SIGABRT and wrote nothing to stderr',
    });
    const missing = tester.perform('publish', undefined, limit);
    puppets.last.end({ kind: 'not-started', reason: 'not there' });
    assert.deepEqual(await missing, { kind: 'failed', reason: 'not there' });
  });

  it('is silent at the limit and leaves the process running until it is stopped', async () => {
    let outcome: Outcome | undefined;
    void tester.perform('publish', undefined, limit).then((result) => {
      outcome = result;
    });
    await clock.tickAsync(limit - 1);
    assert.equal(outcome, undefined);
    await clock.tickAsync(1);
    const reason = '"pub.sh" did not end within 10 s; it goes on until the end of the run';
    assert.deepEqual(outcome, { kind: 'silent', reason });
    assert.equal(puppets.last.stops, 0);
    await tester.stop();
    assert.equal(puppets.last.stops, 1);
  });

  it('a process that ends late answers for no other operation', async () => {
    void tester.perform('publish', undefined, limit);
    await clock.tickAsync(limit);
    const second = tester.perform('retrieve', undefined, limit);
    puppets.started[0]?.end({ kind: 'exited', status: 0, stderr: '' });
    await clock.tickAsync(limit);
    assert.equal((await second).kind, 'silent');
  });

  it('stops or kills every process, and starts none afterwards', async () => {
    void tester.perform('publish', undefined, limit);
    void tester.perform('retrieve', undefined, limit);
    tester.killNow();
    await tester.stop();
    assert.deepEqual(
      puppets.started.map(({ stops, kills }) => [stops, kills]),
      [
        [1, 1],
        [1, 1],
      ],
    );
    assert.equal((await tester.perform('publish', undefined, limit)).kind, 'failed');
    assert.equal(puppets.started.length, 2);
  });

  it('passes all output on as the log', () => {
    void tester.perform('publish', undefined, limit);
    puppets.last.say({ event: 'done' });
    puppets.last.options.onErrorOutput({ text: 'oops', isCut: false });
    assert.deepEqual(told.log, ['{"event":"done"}', 'oops']);
  });
});
