import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { isGone, node, pidIn } from './e2e.fixture';
import { someSettings, Told } from './iut.fixture';
import { processTester } from './process-tester';
import type { Outcome, UpperTester } from './upper-tester';

/** Long enough for a process to start on a busy machine. */
const limit = 20_000;

/** A client that answers each line with what `answer` prints. */
const answering = (answer: string) =>
  node(`console.log('pid ' + process.pid);
    require('readline').createInterface({ input: process.stdin }).on('line', (line) => { ${answer} });`);
const done = `console.log('{"event":"done"}');`;

describe('process adapter with real processes', () => {
  let told: Told;
  let tester: UpperTester;
  const use = (argv: readonly string[], cwd?: string) => {
    tester = processTester({ argv, ...(cwd !== undefined && { cwd }) }, told);
    return tester.start();
  };
  const publish = (time = limit) => tester.perform('publish', someSettings, time);
  const reason = (outcome: Outcome) => ('reason' in outcome ? outcome.reason : '');
  beforeEach(() => {
    told = new Told();
  });
  afterEach(() => tester.stop());

  it('asks, is answered, hears indications and log, and ends the process', async () => {
    await use(
      answering(`
      const { op, settings, server, im_address } = JSON.parse(line);
      console.log(JSON.stringify({ event: 'indication', what: 'settings', settings }));
      console.error([op, server, im_address, process.env.IMCONF_STATE].join(' '));
      ${done}`),
    );
    assert.deepEqual(await publish(), { kind: 'done' });
    assert.deepEqual(told.indications, [{ what: 'settings', settings: someSettings }]);
    await told.line(`publish udp:127.0.0.1:5070 sip:alice@example.com ${told.stateFolder}`);
    const pid = await pidIn(told);
    await Promise.all([tester.stop(), tester.stop()]);
    assert.ok(isGone(pid));
  });

  it('dies in the middle: failed, with status and stderr, and so is what follows', async () => {
    await use(answering(`console.error('KeyError: isb'); process.exit(7);`));
    const outcome = await publish();
    assert.equal(outcome.kind, 'failed');
    assert.match(reason(outcome), /ended with exit status 7; its stderr ends with: KeyError: isb$/);
    assert.deepEqual(await publish(), outcome);
  });

  it('dies by a signal: failed, with the signal', async () => {
    await use(answering(`process.kill(process.pid, 'SIGKILL');`));
    assert.match(reason(await publish()), /was ended by SIGKILL/);
  });

  it('answers and ends at once: the answer counts', async () => {
    await use(answering(`process.stdout.write('{"event":"done"}', () => process.exit(1));`));
    assert.deepEqual(await publish(), { kind: 'done' });
  });

  it('never answers: silent at the limit, and gone after stop', async () => {
    await use(answering(''));
    const pid = await pidIn(told);
    assert.equal((await publish(50)).kind, 'silent');
    await tester.stop();
    assert.ok(isGone(pid));
  });

  it('sends garbage: it is the log, and the answer is found', async () => {
    await use(answering(`process.stdout.write(Buffer.from([0, 255, 10, 123, 10, 27, 91, 50, 74, 13, 10])); ${done}`));
    assert.deepEqual(await publish(), { kind: 'done' });
    assert.deepEqual(told.log.slice(1), ['\u0000\ufffd', '{', '\u001b[2J']);
  });

  it('floods: memory and log stay bounded, and the process can be ended', async () => {
    const before = process.memoryUsage().rss;
    await use(
      node(`const flood = () => { while (process.stdout.write('x'.repeat(99) + '\\n')); process.stdout.once('drain', flood); };
      console.log('pid ' + process.pid); flood();`),
    );
    const pid = await pidIn(told);
    assert.equal((await publish(500)).kind, 'silent');
    assert.ok(told.log.length < 2_000, `${told.log.length} lines`);
    assert.ok(process.memoryUsage().rss - before < 100e6);
    await tester.stop();
    assert.ok(isGone(pid));
  });

  it('sends a line without end: it is cut, and the answer after it is found', async () => {
    const before = process.memoryUsage().rss;
    const megabytes = 20;
    await use(
      answering(`for (let i = 0; i < ${megabytes}; i++) process.stdout.write('x'.repeat(1e6)); console.log(); ${done}`),
    );
    assert.deepEqual(await publish(), { kind: 'done' });
    assert.equal(told.log.at(-1), `${'x'.repeat(8192)} … (line cut)`);
    assert.ok(process.memoryUsage().rss - before < 100e6);
  });

  it('closes its standard input: failed, and no crash', async () => {
    await use(node(`require('fs').closeSync(0); console.log('pid ' + process.pid); setInterval(() => {}, 1e6);`));
    const pid = await pidIn(told);
    const outcome = await publish();
    assert.match(reason(outcome), /has closed its standard input/);
    await tester.stop();
    assert.ok(isGone(pid));
  });

  it('ignores SIGTERM: killed', async () => {
    await use(
      node(
        `process.on('SIGTERM', () => console.log('no')); setInterval(() => {}, 1e6); console.log('pid ' + process.pid);`,
      ),
    );
    const pid = await pidIn(told);
    await tester.stop();
    assert.ok(told.log.includes('no'));
    assert.ok(isGone(pid));
  });

  it('ends in order on SIGTERM: not killed, and its last words are read although we were busy', async () => {
    const script = `trap 'echo bye; exit 0' TERM; echo "pid $$"; while :; do sleep 0.01; done`;
    await use(['/bin/sh', '-c', script]);
    const pid = await pidIn(told);
    const stopped = tester.stop();
    // Busy until it has ended and beyond the first look for it: its end is then seen before its last words are read.
    const busyUntil = performance.now() + 50;
    while (!isGone(pid) || performance.now() < busyUntil);
    await stopped;
    assert.ok(told.log.includes('bye'), told.log.join('\n')); // the shell may also report its sleep
  });

  it('has descendants: none is left, also when it ended before them', async () => {
    const grandchild = `process.on('SIGTERM', () => {}); console.log('pid ' + process.pid); setInterval(() => {}, 1e6)`;
    await use(
      node(`const { spawn } = require('child_process');
      spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { stdio: 'inherit' }).unref();
      process.exitCode = 4;`),
    );
    const pid = await pidIn(told);
    assert.match(reason(await publish()), /ended with exit status 4/);
    assert.ok(!isGone(pid));
    await tester.stop();
    assert.ok(isGone(pid));
  });

  for (const [name, answer] of [
    ['ends', ''],
    ['ignores SIGTERM', `process.on('SIGTERM', () => {});`],
  ] as const) {
    it(`has a descendant in a session of its own that ${name}: none is left, and others of the machine stay`, async (test) => {
      const daemon = `${answer} console.log('pid ' + process.pid); setInterval(() => {}, 1e6)`;
      const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], {
        env: { ...process.env, IMCONF_STATE: `${told.stateFolder}0` },
        stdio: 'ignore',
      });
      test.after(() => bystander.kill('SIGKILL'));
      await use(
        node(`require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(daemon)}],
          { stdio: 'inherit', detached: true }).unref();`),
      );
      const pid = await pidIn(told);
      assert.ok(!isGone(pid));
      await tester.stop();
      assert.ok(isGone(pid));
      assert.ok(bystander.pid !== undefined && !isGone(bystander.pid));
    });
  }

  it('has a descendant in a session of its own: killed at once as the last resort', async () => {
    const daemon = `console.log('pid ' + process.pid); setInterval(() => {}, 1e6)`;
    await use(
      node(`require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(daemon)}],
        { stdio: 'inherit', detached: true }).unref();`),
    );
    const pid = await pidIn(told);
    tester.killNow();
    const until = performance.now() + 5_000;
    while (!isGone(pid) && performance.now() < until);
    assert.ok(isGone(pid));
    await tester.stop();
  });

  it('is killed at once as the last resort', async () => {
    await use(answering(''));
    const pid = await pidIn(told);
    const outcome = publish();
    tester.killNow();
    assert.match(reason(await outcome), /was ended by SIGKILL/);
    await tester.stop();
    assert.ok(isGone(pid));
  });

  it('does not exist: failed, with what to do', async () => {
    await use(['./no-such-client', 'x'], '/');
    assert.equal(
      reason(await publish()),
      '"./no-such-client" could not be started: /no-such-client does not exist; correct the path in the IUT file',
    );
    await tester.stop();
  });
});
