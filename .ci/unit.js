// Runs the test files of one kind in one process: `node .ci/unit.js unit|e2e|long [part of a path]`.
require('ts-node/register');
const { readdirSync } = require('node:fs');
const { join, resolve } = require('node:path');

const [kind = 'unit', part = ''] = process.argv.slice(2);
const ending = kind === 'unit' ? '.test.ts' : `.${kind}.ts`;

function walk(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : path.endsWith(ending) ? [path] : [];
  });
}

const files = ['simulator', 'steps']
  .flatMap((folder) => walk(resolve(__dirname, '..', folder)))
  .filter((file) => file.includes(part));
if (files.length === 0) {
  console.error(`no test file matches "${part}"`);
  process.exit(64);
}
for (const file of files) require(file);
