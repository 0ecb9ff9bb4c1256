// `npm run build`: compiles the sources into dist/, puts what is to start fast into one file (bundle.js), and notes when, so that the
// launcher knows whether the sources are still the same.
const { spawnSync } = require('node:child_process');
const { rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { bundle } = require('./bundle');

const root = join(__dirname, '..');
const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });
const compiler = require.resolve('typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [compiler, '-p', join(__dirname, 'tsconfig.build.json')], {
  cwd: root,
  stdio: 'inherit',
});
const bundled = status === 0 ? bundle() : status;
if (bundled === 0) writeFileSync(join(dist, 'built'), '');
process.exitCode = bundled ?? 1;
