// Starts the reference client in a process of its own: `node launch.js [--host] [--terminal KIND] [--fault NAME]...`; compiled
// JavaScript in the installed package, the TypeScript sources in a checkout. With --host the process serves many clients (host.ts); KIND is
// ims or ims-aka (terminal.ts).
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
const given = process.argv.slice(isCompiled ? 3 : 2);
const isHost = given[0] === '--host';
const rest = isHost ? given.slice(1) : given;
const terminal = rest[0] === '--terminal' ? rest[1] : undefined;
const args = terminal === undefined ? rest : rest.slice(2);
const faults = args.filter((_, index) => args[index - 1] === '--fault');
if (args.length !== 2 * faults.length) {
  console.error(
    `reference client: usage: launch.js [--host] [--terminal KIND] [--fault NAME]..., not "${given.join(' ')}"`,
  );
  process.exit(64);
}
loadMain(isCompiled)
  .runProcess({ faults, isHost, terminal })
  .catch((error) => {
    console.error(`reference client: ${error.message}`);
    process.exit(64);
  });
