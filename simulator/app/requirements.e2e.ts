import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { execute, type Finished, imconf, inWorkplace } from './imconf.fixture';
import { packageRoot } from './package';

const requirements = (...options: string[]): Promise<Finished> => execute([...imconf, 'requirements', ...options]);

describe('imconf requirements', () => {
  it('prints the whole catalogue in 80 columns', async () => {
    const { code, stdout, stderr } = await requirements();
    assert.equal(code, 0, stderr);
    const rows = stdout.split('\n');
    assert.equal(rows.filter((row) => /^ {2}\S/.test(row)).length, 300);
    assert.ok(rows.every((row) => [...row].length <= 80));
  });

  it('prints JSON and nothing else with --json', async () => {
    const { code, stdout, stderr } = await requirements('--json');
    assert.equal(code, 0, stderr);
    assert.equal(stderr, '');
    const document = JSON.parse(stdout);
    assert.deepEqual(Object.keys(document), ['schemaVersion', 'requirements']);
    assert.equal(document.requirements.length, 300);
    const own = document.requirements.find(({ id }: { id: string }) => id === '6.1.1.1-6');
    assert.deepEqual(own.provenBy.checks, ['simulator/checks/6.1.1.1/6-no-expires.ts']);
  });

  it('ends quietly when its reader has seen enough', async () => {
    const { stdout, stderr } = await execute(['sh', '-c', `"${imconf.join('" "')}" requirements --json | head -c 1`]);
    assert.equal(stdout, '{');
    assert.equal(stderr, '');
  });

  it('filters by level, by way of verification and by pattern', async () => {
    const { code, stdout } = await requirements('RFC3841*', '--level', 'must-not,should', '--by', 'check');
    assert.equal(code, 0);
    const ids = [...stdout.matchAll(/^ {2}(\S+)/gm)].map(([, id]) => id);
    assert.deepEqual(ids, [
      'RFC3841-5.2-1',
      'RFC3841-5.2-2',
      'RFC3841-9-1',
      'RFC3841-9.1-1',
      'RFC3841-10-2',
      'RFC3841-10-3',
    ]);
  });

  it('prints one entry in full', async () => {
    const { code, stdout } = await requirements('6.1.1.1-6');
    assert.equal(code, 0);
    assert.match(stdout, /^6\.1\.1\.1-6 {2}SHALL NOT\n/);
    assert.match(stdout, /- simulator\/checks\/6\.1\.1\.1\/6-no-expires\.ts\n/);
    assert.match(stdout, /features\/conformance\/publish\.feature:\d+/);
  });

  it('answers an unknown id with the nearest ones, a bad level with those allowed', async () => {
    const unknown = await requirements('RFC3903-4.1-9');
    assert.equal(unknown.code, 64);
    assert.match(unknown.stderr, /"RFC3903-4\.1-9"; did you mean RFC3903-4\.1-1, /);
    const level = await requirements('--level', 'perhaps');
    assert.equal(level.code, 64);
    assert.match(level.stderr, /"perhaps"; allowed: SHALL, SHALL NOT, MUST/);
    const nothing = await requirements('RFC3841*', '--level', 'SHALL');
    assert.equal(nothing.code, 64);
    assert.equal(nothing.stdout + level.stdout + unknown.stdout, '');
  });

  it(
    'prints a page, and writes all of them',
    inWorkplace(async (place) => {
      const page = await requirements('RFC3903-4.1-3', '--markdown');
      assert.equal(page.code, 0, page.stderr);
      const committed = readFileSync(join(packageRoot, 'docs', 'requirements', 'RFC3903-4.1-3.md'), 'utf8');
      assert.equal(page.stdout, committed);
      const all = await requirements('--markdown', '--out', place.out);
      assert.equal(all.code, 0, all.stderr);
      assert.equal(place.read('requirements/RFC3903-4.1-3.md'), committed);
      assert.equal((await requirements('--out', place.out)).code, 64);
    }),
  );
});
