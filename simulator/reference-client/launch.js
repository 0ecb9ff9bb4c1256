// Starts the reference client in a process of its own: `node launch.js [--fault NAME]...`; compiled JavaScript in the
// installed package, the TypeScript sources in a checkout.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

function loadMain(isCompiled) {
  if (isCompiled || !existsSync(join(__dirname, 'main.ts')))
    return require('../../dist/simulator/reference-client/main.js');
  require('ts-node').register({ dir: join(__dirname, '..', '..') });
  return require('./main.ts');
}

// Who runs the compiled program starts the compiled client: that takes a third of the time.
const isCompiled = process.argv[2] === '--compiled';
const args = process.argv.slice(isCompiled ? 3 : 2);
const faults = args.filter((_, index) => args[index - 1] === '--fault');
if (args.length !== 2 * faults.length) {
  console.error(`reference client: usage: launch.js [--fault NAME]..., not "${args.join(' ')}"`);
  process.exit(64);
}
loadMain(isCompiled)
  .runProcess({ faults })
  .catch((error) => {
    console.error(`reference client: ${error.message}`);
    process.exit(64);
  });
