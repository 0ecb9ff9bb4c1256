#!/usr/bin/env node
// Starts the command line: compiled JavaScript where it is there and as new as the sources (the installed package, a checkout
// after `npm ci`), else the TypeScript sources, which takes a second longer to start.
const bundle = require('./bundle');

const isCheck = process.argv[2] === 'check';
if (isCheck) bundle.tune();

const { existsSync, readdirSync, statSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const stamp = join(root, 'dist', 'built');

function isFresh() {
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  return ['simulator', 'steps', 'package.json', 'tsconfig.json'].every((name) => isOlder(join(root, name), built));
}

function isOlder(path, time) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs <= time;
  return readdirSync(path, { withFileTypes: true }).every((entry) => {
    return !isBuilt(entry) || isOlder(join(path, entry.name), time);
  });
}

/** Tests are no part of the program. */
function isBuilt(entry) {
  return entry.isDirectory() || (/\.(ts|json)$/.test(entry.name) && !/\.(test|e2e|fixture)\.ts$/.test(entry.name));
}

if (!existsSync(join(__dirname, 'cli.ts')) || isFresh()) {
  const args = process.argv.slice(2);
  if (isCheck && bundle.exists()) bundle.load('simulator/cli.js').main(args);
  else require('../dist/simulator/cli.js').main(args);
} else {
  require('ts-node').register({ dir: root });
  require('./cli.ts').main(process.argv.slice(2));
}
