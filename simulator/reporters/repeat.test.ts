import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { repeatCommand } from './repeat';
import { conformingReport } from './report.fixture';

const command = (argv: readonly string[], ids: readonly string[] = []) =>
  repeatCommand(conformingReport({ argv }), ids);

describe('the command that repeats a run', () => {
  it('is the command as given, into a new folder', () => {
    const argv = ['run', '--iut', 'a b.yaml', '--tags', '@x', '--out', 'here', '--strict'];
    assert.equal(command(argv), 'npx imconf run --iut "a b.yaml" --tags @x --strict');
    assert.equal(command(['run', '--out=here']), 'npx imconf run');
  });

  it('is narrowed to some requirements', () => {
    const argv = ['run', '--tags=@x', '--transport', 'tcp'];
    assert.equal(command(argv, ['6.1.1.1-6']), 'npx imconf run --transport tcp --tags @6.1.1.1-6');
    assert.match(command(argv, ['6.1.1.1-6', '6.1.1.2-5']), / --tags "@6\.1\.1\.1-6 or @6\.1\.1\.2-5"$/);
  });

  it('runs the bundled client when nothing is known', () => {
    const { argv: _, ...report } = conformingReport();
    assert.equal(repeatCommand(report), 'npx imconf run');
  });

  it('lets no shell expand anything', () => {
    assert.equal(command(['run', '--iut', '$(touch x)`y`!']), "npx imconf run --iut '$(touch x)`y`!'");
    assert.equal(command(['run', '--iut', "it's $1"]), "npx imconf run --iut 'it'\\''s $1'");
  });
});
