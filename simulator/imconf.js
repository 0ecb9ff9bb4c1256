#!/usr/bin/env node
// Starts the command line: compiled JavaScript in the installed package, the TypeScript sources in a checkout.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

if (existsSync(join(__dirname, 'cli.ts'))) {
  require('ts-node').register({ dir: join(__dirname, '..') });
  require('./cli.ts').main(process.argv.slice(2));
} else {
  require('../dist/simulator/cli.js').main(process.argv.slice(2));
}
