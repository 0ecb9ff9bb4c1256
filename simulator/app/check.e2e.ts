import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020';
import { execute, type Finished, imconf, Workplace } from './imconf.fixture';
import { packageRoot } from './package';
import { runFiles } from './run-folder';

const check = (...options: readonly string[]): Promise<Finished> => execute([...imconf, 'check', ...options]);

/** `imconf check` with something on its standard input. */
function checkInput(octets: Buffer, ...options: readonly string[]): Promise<Finished> {
  const [program, ...argv] = [...imconf, 'check', ...options];
  return new Promise((done) => {
    const child = spawn(program, argv, { stdio: ['pipe', 'pipe', 'pipe'] });
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk) => stdout.push(chunk));
    child.stderr.on('data', (chunk) => stderr.push(chunk));
    child.on('close', (code) => done({ code, stdout: Buffer.concat(stdout).toString(), stderr: String(stderr) }));
    child.stdin.end(octets);
  });
}

describe('imconf check', () => {
  const place = new Workplace();
  const capture = join(place.out, 'trace.pcapng');
  const log = (name: string, text: string | Buffer) => place.file(name, String(text));
  before(async () => {
    const { code, stderr } = await place.run(['--fault', 'publish-expires', '--tags', '@6.1.1.1-6 or @6.1.1.2-5']);
    assert.equal(code, 1, stderr);
  });
  after(() => place.remove());

  it('tells files, clients, verdicts, the octets with the packet of the file, and how to get a report', async () => {
    const { code, stdout, stderr } = await check(capture);
    assert.equal(code, 1, stderr);
    assert.equal(stderr, '');
    assert.match(stdout, /^imconf \S+ {2}check {2}profile oma-cr$/m);
    assert.match(stdout, /trace\.pcapng {2}pcapng: \d+ packets, \d+ SIP messages, 0 something else/);
    assert.match(
      stdout,
      /^✗ sip:alice@example\.com {2}imconf-reference-client {2}udp:127\.0\.0\.1:\d+ {2}fail: 6\.1\.1\.1-6$/m,
    );
    assert.match(stdout, /^ {2}shows register, .*publish/m);
    assert.match(stdout, /^✗ 6\.1\.1\.1-6 /m);
    assert.match(stdout, /actual +Expires: 3600$/m);
    assert.match(stdout.replace(/\n +/g, ' '), /where +PUBLISH from .*frame \d+ of .*trace\.pcapng/);
    assert.match(stdout, /other requirements: \d+ pass/);
    assert.match(stdout, /^FAIL +1 of /m);
    assert.match(stdout, /^report +not written; --out FOLDER writes it$/m);
  });

  it('prints report.json and nothing else with --json', async () => {
    const { code, stdout, stderr } = await check(capture, '--json');
    assert.equal(code, 1);
    assert.equal(stderr, '');
    const report = JSON.parse(stdout);
    const schema = JSON.parse(readFileSync(join(packageRoot, 'simulator/reporters/report.schema.json'), 'utf8'));
    const validate = new Ajv2020({ strict: false }).compile(schema);
    assert.ok(validate(JSON.parse(stdout)), JSON.stringify(validate.errors));
    assert.deepEqual([report.mode, report.verdict, report.files.length], ['check', 'fail', 1]);
  });

  it('writes a run folder with --out', async () => {
    const out = join(place.folder, 'checked');
    const { stdout } = await check(capture, '--out', out);
    assert.deepEqual(readdirSync(out).sort(), runFiles.toSorted());
    assert.match(stdout, /^see +.*checked\/report\.html$/m);
  });

  it('reads standard input, packed or not', async () => {
    const octets = readFileSync(capture);
    for (const input of [octets, gzipSync(octets)]) {
      const { code, stdout } = await checkInput(input, '-');
      assert.equal(code, 1, stdout);
      assert.match(stdout, /^standard input {2}pcapng/m);
    }
  });

  it('ends with 2 and a clear sentence when there is no SIP in a file', async () => {
    const { code, stdout } = await check(log('nothing.txt', 'hello\n'));
    assert.equal(code, 2, stdout);
    assert.match(stdout, /no SIP message was found in .*nothing\.txt, read as text/);
  });

  for (const [name, options, expected] of [
    ['a file that does not exist', ['none.pcap'], /cannot read none\.pcap: there is no such file/],
    ['a folder', [packageRoot], /it is a folder, not a file/],
    ['no file at all', [], /missing required argument 'file'/],
    ['standard input twice', ['-', '-'], /standard input \(-\) can be judged once only/],
    [
      'a file where the run folder should be',
      [capture, '--out', __filename],
      /--out is ".*", but .*check\.e2e\.ts is no folder/,
    ],
    [
      'a file above the run folder',
      [capture, '--out', `${__filename}/a/b`],
      /--out is ".*a\/b", but .*e2e\.ts is no folder/,
    ],
    ['an IM Address that is none', ['x', '--im-address', 'alice'], /cannot read x|--im-address is "alice"/],
  ] as const) {
    it(`ends with 64 for ${name}`, async () => {
      const { code, stdout, stderr } = await check(...options);
      assert.equal(code, 64, stdout);
      assert.match(stderr, expected);
      assert.doesNotMatch(stderr, /\n\s+at /);
    });
  }

  it('counts a SHOULD with --strict, and judges only the user that was named', async () => {
    const { code, stdout } = await check(capture, '--im-address', 'sip:bob@example.com');
    assert.match(stdout, /why +none of the \d+ messages is a request of sip:bob@example\.com/);
    assert.equal(code, 2);
    const strict = await check(capture, '--strict', '--json');
    assert.equal(strict.code, 1);
  });

  it('survives a reader that closes its pipe', async () => {
    const { code, stderr } = await execute(['sh', '-c', `${imconf.join(' ')} check ${capture} | head -1`]);
    assert.equal(code, 0);
    assert.equal(stderr, '');
  });
});
