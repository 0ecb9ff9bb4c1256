// Writes the generated pages of docs/ from their one source, simulator/requirements. `npm run docs`; a test compares them.
const { mkdirSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const root = join(__dirname, '..');
require('ts-node').register({ dir: root });
const { docsFiles } = require('../simulator/app/requirements.ts');

const docs = join(root, 'docs');
const files = docsFiles();
mkdirSync(join(docs, 'requirements'), { recursive: true });
for (const name of readdirSync(join(docs, 'requirements'))) {
  if (!files.some(({ path }) => path === `requirements/${name}`)) rmSync(join(docs, 'requirements', name));
}
for (const { path, text } of files) {
  mkdirSync(dirname(join(docs, path)), { recursive: true });
  writeFileSync(join(docs, path), text);
}
