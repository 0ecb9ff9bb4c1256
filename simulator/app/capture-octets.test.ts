import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { HarnessError } from '../core/harness-error';
import { openOctets } from './capture-octets';

const folder = mkdtempSync(join(tmpdir(), 'imconf-octets-'));
after(() => rmSync(folder, { recursive: true }));

/** Octets that do not pack well, so that pieces and chunks have borders. */
function noise(length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, index) =>
    createHash('sha256').update(String(index)).digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}

async function read(octets: Buffer) {
  const path = join(folder, 'file');
  writeFileSync(path, octets);
  const source = await openOctets(path);
  const chunks: Buffer[] = [];
  for await (const chunk of source.chunks) chunks.push(chunk);
  return { source, chunks, all: Buffer.concat(chunks), problem: source.problem() };
}

describe('openOctets', () => {
  for (const length of [0, 1, 262_144, 600_000]) {
    it(`gives the ${length} octets of a file, in chunks that can be kept`, async () => {
      const octets = noise(length);
      const { all, chunks, source, problem } = await read(octets);
      assert.ok(all.equals(octets));
      assert.ok(chunks.every((chunk) => chunk.length <= 262_144));
      assert.deepEqual([source.size, source.taken(), source.isPacked, problem], [length, length, false, undefined]);
    });
  }

  it('unpacks gzip and counts what it took from the disk', async () => {
    const octets = noise(300_000);
    const { all, source, problem } = await read(gzipSync(octets));
    assert.ok(all.equals(octets));
    assert.equal(source.isPacked, true);
    assert.equal(source.taken(), source.size);
    assert.equal(problem, undefined);
  });

  it('unpacks members that follow one another', async () => {
    const { all } = await read(Buffer.concat([gzipSync('first '), gzipSync('second '), gzipSync('third')]));
    assert.equal(all.toString(), 'first second third');
  });

  it('gives all that stands before the place where gzip is cut off, and says so', async () => {
    const octets = noise(300_000);
    const packed = gzipSync(octets);
    const { all, problem } = await read(packed.subarray(0, packed.length - 100_000));
    assert.ok(all.length > 190_000, String(all.length));
    assert.ok(all.equals(octets.subarray(0, all.length)));
    assert.match(problem ?? '', /gzip data are damaged or cut off \(unexpected end of file\)/);
  });

  it('gives what stands before damage within gzip, and says so', async () => {
    const octets = noise(300_000);
    const packed = gzipSync(octets, { level: 0 });
    packed.fill(0xff, 200_000, 200_064);
    const { all, problem } = await read(packed);
    assert.ok(all.length > 100_000, String(all.length));
    assert.match(problem ?? '', /gzip data are damaged/);
  });

  it('unpacks a bomb in pieces that fit into memory', async () => {
    const path = join(folder, 'bomb');
    const member = gzipSync(Buffer.alloc(1_000_000));
    writeFileSync(path, Buffer.concat(Array.from({ length: 200 }, () => member)));
    const source = await openOctets(path);
    let [most, all] = [0, 0];
    for await (const chunk of source.chunks) {
      all += chunk.length;
      most = Math.max(most, process.memoryUsage().arrayBuffers);
    }
    assert.equal(all, 200_000_000);
    assert.ok(most < 100_000_000, String(most));
  });

  for (const [name, path, why] of [
    ['a file that does not exist', join(folder, 'none'), /cannot read .*none: there is no such file/],
    ['a folder', folder, /it is a folder, not a file/],
    ['a path through a file', join(__filename, 'x'), /a part of its path is no folder/],
  ] as const) {
    it(`refuses ${name} as wrong usage`, async () => {
      await assert.rejects(openOctets(path), (error) => {
        assert.ok(error instanceof HarnessError);
        assert.equal(error.fault, 'usage');
        assert.match(error.message, why);
        return true;
      });
    });
  }
});
