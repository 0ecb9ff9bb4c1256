import { strict as assert } from 'node:assert';
import { afterEach, beforeEach, describe, it } from 'node:test';
import * as sinon from 'sinon';
import { Puppets, someSettings, Told } from './iut.fixture';
import { processTester, referenceTester } from './process-tester';
import type { Operation, Outcome, UpperTester } from './upper-tester';

const limit = 10_000;

describe('process adapter', () => {
  let clock: sinon.SinonFakeTimers;
  let told: Told;
  let puppets: Puppets;
  let tester: UpperTester;
  const perform = (operation: Operation) => tester.perform(operation, undefined, limit);
  const reason = (outcome: Outcome) => ('reason' in outcome ? outcome.reason : '');
  beforeEach(async () => {
    clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    told = new Told();
    puppets = new Puppets();
    tester = processTester({ argv: ['client', '--im'], cwd: '/some/folder' }, told, puppets.start);
    await tester.start();
  });
  afterEach(() => clock.restore());

  it('starts one process, in the folder, with the environment', async () => {
    await tester.start();
    assert.equal(puppets.started.length, 1);
    assert.deepEqual(puppets.last.argv, ['client', '--im']);
    assert.equal(puppets.last.options.cwd, '/some/folder');
    assert.equal(puppets.last.options.env.IMCONF_SERVER, told.server);
  });

  it('tells the operation, the values, the server and the address in a line', async () => {
    const outcome = tester.perform('publish', someSettings, limit);
    await clock.tickAsync(0);
    assert.deepEqual(puppets.last.input, [
      '{"op":"publish","settings":{"isb":true,"ipmb":false,"vis":true,"dms":false,"chs":true},' +
        '"server":"udp:127.0.0.1:5070","im_address":"sip:alice@example.com"}',
    ]);
    puppets.last.say({ event: 'done', more: 'ignored' });
    assert.deepEqual(await outcome, { kind: 'done' });
  });

  it('leaves the values out of operations that do not publish', async () => {
    void tester.perform('retrieve', someSettings, limit);
    await clock.tickAsync(0);
    assert.deepEqual(puppets.last.input, [
      '{"op":"retrieve","server":"udp:127.0.0.1:5070","im_address":"sip:alice@example.com"}',
    ]);
  });

  it('takes an error for a failure and quotes it', async () => {
    const outcome = perform('publish');
    await clock.tickAsync(0);
    puppets.last.say({ event: 'error', message: 'no route' });
    assert.deepEqual(await outcome, { kind: 'failed', reason: 'the client reports: no route' });
  });

  it('passes indications on, whenever they come', async () => {
    puppets.last.say({ event: 'indication', what: 'published' });
    puppets.last.say({ event: 'indication', what: 'settings', settings: { isb: false, chs: true, vis: 1, x: true } });
    assert.deepEqual(told.indications, [
      { what: 'published' },
      { what: 'settings', settings: { isb: false, chs: true } },
    ]);
  });

  it('ignores unknown events, and keeps other output as the log', async () => {
    const outcome = perform('register');
    await clock.tickAsync(0);
    const { last } = puppets;
    last.say({ event: 'progress', percent: 50 });
    last.say({ event: 'indication', what: 'weather' });
    last.say('{"event":"done"');
    last.say('"done"');
    last.say('[{"event":"done"}]');
    last.say('{"level":"info"}');
    last.say('{"event":"done"}', true);
    last.options.onErrorOutput({ text: 'to stderr', isCut: false });
    last.say({ event: 'done' });
    assert.deepEqual(await outcome, { kind: 'done' });
    const cut = '{"event":"done"} … (line cut)';
    assert.deepEqual(told.log, [
      '{"event":"done"',
      '"done"',
      '[{"event":"done"}]',
      '{"level":"info"}',
      cut,
      'to stderr',
    ]);
  });

  it('is silent at the limit, not before', async () => {
    let outcome: Outcome | undefined;
    void perform('publish').then((result) => {
      outcome = result;
    });
    await clock.tickAsync(limit - 1);
    assert.equal(outcome, undefined);
    await clock.tickAsync(1);
    assert.deepEqual(outcome, {
      kind: 'silent',
      reason: 'the client did not answer the request to publish within 10 s',
    });
  });

  it('a "done" that nobody waits for confirms nothing', async () => {
    puppets.last.say({ event: 'done' });
    const outcome = perform('publish');
    await clock.tickAsync(limit);
    assert.equal((await outcome).kind, 'silent');
  });

  it('a late answer confirms no other operation: the next is asked after it, and gets its own', async () => {
    const first = perform('publish');
    await clock.tickAsync(limit);
    assert.equal((await first).kind, 'silent');
    const second = perform('retrieve');
    await clock.tickAsync(1_000);
    assert.deepEqual(puppets.last.asked, ['publish']);
    puppets.last.say({ event: 'done' });
    await clock.tickAsync(0);
    assert.deepEqual(puppets.last.asked, ['publish', 'retrieve']);
    puppets.last.say({ event: 'error', message: 'its own' });
    assert.deepEqual(await second, { kind: 'failed', reason: 'the client reports: its own' });
  });

  it('does not call a client silent that was busy with an earlier operation for a part of the time', async () => {
    void perform('publish');
    await clock.tickAsync(limit);
    const second = perform('retrieve');
    await clock.tickAsync(limit - 1);
    puppets.last.say({ event: 'done' });
    await clock.tickAsync(1);
    const outcome = await second;
    assert.equal(outcome.kind, 'failed');
    assert.match(reason(outcome), /busy with an earlier operation/);
  });

  it('does not ask a client that still owes an answer, says so, and waits for it only once', async () => {
    void perform('publish');
    await clock.tickAsync(limit);
    const second = perform('retrieve');
    await clock.tickAsync(limit);
    const why = 'it still owes the answer to publish, and answers carry no id';
    assert.deepEqual(await second, { kind: 'failed', reason: `the client was not asked to retrieve: ${why}` });
    assert.deepEqual(await perform('refresh'), {
      kind: 'failed',
      reason: `the client was not asked to refresh: ${why}`,
    });
    puppets.last.say({ event: 'done' });
    const fourth = perform('deregister');
    await clock.tickAsync(0);
    assert.deepEqual(puppets.last.asked, ['publish', 'deregister']);
    puppets.last.say({ event: 'done' });
    assert.deepEqual(await fourth, { kind: 'done' });
  });

  it('fails the operation in which the process dies and every later one, and starts no second process', async () => {
    const during = perform('publish');
    await clock.tickAsync(0);
    puppets.last.end({ kind: 'exited', status: 3, stderr: 'Traceback / KeyError' });
    const died = {
      kind: 'failed',
      reason: '"client" ended with exit status 3; its stderr ends with: Traceback / KeyError',
    };
    assert.deepEqual(await during, died);
    assert.deepEqual(await perform('retrieve'), died);
    assert.equal(puppets.started.length, 1);
  });

  it('says that the process has closed its input', async () => {
    puppets.last.hasInput = false;
    const outcome = perform('publish');
    await clock.tickAsync(500);
    assert.deepEqual(await outcome, { kind: 'failed', reason: '"client" has closed its standard input' });
  });

  it('gives the ending as the reason when the process ended before it could be told', async () => {
    puppets.last.hasInput = false;
    const outcome = perform('publish');
    await clock.tickAsync(499);
    puppets.last.end({ kind: 'signalled', signal: 'SIGSEGV', stderr: '' });
    assert.match(reason(await outcome), /^"client" was ended by SIGSEGV/);
  });

  it('ends what is in progress when stopped, and does nothing afterwards', async () => {
    const outcome = perform('publish');
    await clock.tickAsync(0);
    await tester.stop();
    assert.deepEqual(await outcome, { kind: 'failed', reason: 'the run is over' });
    assert.equal(puppets.last.stops, 1);
    assert.equal((await perform('retrieve')).kind, 'failed');
    assert.equal(clock.countTimers(), 0);
  });

  it('kills at once when asked to', () => {
    tester.killNow();
    assert.equal(puppets.last.kills, 1);
  });

  it('is the adapter of the reference client under another name', () => {
    const reference = referenceTester({ argv: ['node'] }, told, puppets.start);
    assert.equal(reference.kind, 'reference');
    assert.equal(tester.kind, 'process');
    assert.ok(reference.takesSettings && reference.operations.length === 5);
  });
});
