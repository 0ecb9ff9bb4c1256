import { strict as assert } from 'node:assert';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { commandTester } from './command-tester';
import { isGone, node, pidIn } from './e2e.fixture';
import { someSettings, Told } from './iut.fixture';
import type { Outcome, UpperTester } from './upper-tester';

/** Long enough for a process to start on a busy machine. */
const limit = 20_000;

describe('command adapter with real processes', () => {
  let folder: string;
  let told: Told;
  let tester: UpperTester;
  const publish = (argv: readonly string[], time = limit, cwd = folder): Promise<Outcome> => {
    tester = commandTester({ kind: 'command', operations: { publish: argv }, cwd }, told);
    return tester.perform('publish', someSettings, time);
  };
  const reason = (outcome: Outcome) => ('reason' in outcome ? outcome.reason : '');
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'imconf-command-'));
  });
  beforeEach(() => {
    told = new Told();
  });
  afterEach(() => tester.stop());
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('runs in the folder, with the environment and an empty input', async () => {
    const script = `const { IMCONF_OPERATION, IMCONF_SETTINGS, PATH } = process.env;
      process.stdin.on('end', () => console.log(JSON.stringify([process.cwd(), IMCONF_OPERATION, IMCONF_SETTINGS, !!PATH]))).resume();`;
    assert.deepEqual(await publish(node(script)), { kind: 'done' });
    assert.deepEqual(JSON.parse(told.log[0] ?? ''), [folder, 'publish', JSON.stringify(someSettings), true]);
  });

  it('is found relative to the folder', async () => {
    writeFileSync(join(folder, 'client.sh'), '#!/bin/sh\necho "no server" >&2\nexit 3\n', { mode: 0o755 });
    assert.deepEqual(await publish(['./client.sh']), {
      kind: 'failed',
      reason: '"./client.sh" ended with exit status 3; its stderr ends with: no server',
    });
  });

  it('quotes only the last lines of a long stderr', async () => {
    const outcome = await publish(
      node(`for (let i = 0; i < 9999; i++) console.error('line ' + i); process.exitCode = 1;`),
    );
    assert.match(reason(outcome), /ends with: line 9991 \/ (line \d+ \/ ){6}line 9998$/);
    assert.ok(reason(outcome).length < 1_000);
  });

  it('outlives the operation that it does not end in time, until stop', async () => {
    const outcome = publish(node(`console.log('pid ' + process.pid); setInterval(() => {}, 1e6);`), 500);
    const pid = await pidIn(told);
    assert.equal((await outcome).kind, 'silent');
    assert.ok(!isGone(pid));
    await tester.stop();
    assert.ok(isGone(pid));
  });

  it('is done although a descendant goes on and holds its output; that one is ended by stop', async () => {
    const script = `require('child_process').spawn(process.execPath,
      ['-e', "console.log('pid ' + process.pid); setInterval(() => {}, 1e6)"], { stdio: 'inherit' }).unref();`;
    assert.deepEqual(await publish(node(script)), { kind: 'done' });
    const pid = await pidIn(told);
    assert.ok(!isGone(pid));
    await tester.stop();
    assert.ok(isGone(pid));
  });

  it('says what to do about a program that cannot be started', async () => {
    writeFileSync(join(folder, 'not-executable'), 'x');
    chmodSync(join(folder, 'not-executable'), 0o644);
    writeFileSync(join(folder, 'bad-interpreter'), '#!/no/such/interpreter\n', { mode: 0o755 });
    const cases: readonly [argv: readonly string[], RegExp, cwd?: string][] = [
      [
        ['imconf-no-such-program'],
        /^"imconf-no-such-program" could not be started: no such program in PATH; install it/,
      ],
      [['./missing'], /^"\.\/missing" could not be started: .*\/missing does not exist; correct the path/],
      [['./not-executable'], /\/not-executable is not an executable file; make it one \(chmod \+x\)$/],
      [['./bad-interpreter'], /the interpreter that its first line names does not exist$/],
      [node(''), /its working directory \/no\/such\/folder does not exist$/, '/no/such/folder'],
      [[''], /^"" could not be started/],
      [[process.execPath, 'a\0b'], /could not be started: .*null bytes/],
    ];
    for (const [argv, expected, cwd] of cases) {
      const outcome = await publish(argv, limit, cwd);
      assert.equal(outcome.kind, 'failed');
      assert.match(reason(outcome), expected);
    }
  });
});
