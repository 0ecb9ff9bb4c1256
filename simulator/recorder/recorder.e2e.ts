import { strict as assert } from 'node:assert';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { decodeEvent, decodeHeader } from '../trace/ndjson-decode';
import { ANNOUNCED } from './recorder.fixture';

const run = promisify(execFile);

describe('a recorder that is killed', () => {
  it('leaves files that are readable up to the last whole event', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'imconf-killed-'));
    const fixture = join(__dirname, 'recorder.fixture.ts');
    const child = spawn(process.execPath, ['-r', 'ts-node/register', fixture, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await once(createInterface(child.stdout), 'line');
    } finally {
      child.kill('SIGKILL');
    }
    await once(child, 'exit');
    const frames = await framesOf(folder);
    assert.ok(frames >= ANNOUNCED, `${frames} frames`);
    assert.ok((await packetsOf(folder)) >= ANNOUNCED);
    await rm(folder, { recursive: true });
  });
});

/** Reads the trace as far as its last whole line. */
async function framesOf(folder: string): Promise<number> {
  const [first = '', ...lines] = (await readFile(join(folder, 'trace.ndjson'), 'utf8')).split('\n').slice(0, -1);
  assert.ok('context' in decodeHeader(first));
  for (const [index, line] of lines.entries()) {
    const event = decodeEvent(line);
    assert.ok('kind' in event && event.kind === 'message', line);
    assert.equal(event.frame, index + 1);
  }
  return lines.length;
}

/** Counts what tshark reads; it complains of a last packet that is cut off, but shows those before. */
async function packetsOf(folder: string): Promise<number> {
  const columns = ['-T', 'fields', '-e', 'sip.Method', '-e', '_ws.malformed'];
  const options = { maxBuffer: 64 * 1024 * 1024 };
  const whole = run('tshark', ['-n', '-r', join(folder, 'trace.pcapng'), ...columns], options);
  const { stdout: shown } = await whole.catch((cut: { stdout: string }) => cut);
  const rows = shown.split('\n').slice(0, -1);
  assert.ok(rows.every((row) => row === 'PUBLISH\t'));
  return rows.length;
}
