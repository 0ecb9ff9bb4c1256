// `npm test`: every check and every test of the project, one after the other, and a last line that counts them.
const { spawn } = require('node:child_process');
const { join } = require('node:path');

const root = join(__dirname, '..');
const unit = join('.ci', 'unit.js');
const reporter = '--test-reporter=spec';

/** What is run: a name, the command, and how its output tells the numbers; a command without numbers counts as one test. */
const parts = [
  ['peers', ['bash', '.ci/install-peers']],
  ['types', ['npx', 'tsc', '--noEmit']],
  ['lint', ['npx', 'biome', 'check', '.']],
  ['imports', ['npx', 'depcruise', '--config', '.dependency-cruiser.cjs', 'simulator', 'steps']],
  ['dead code', ['npx', 'knip']],
  ['unit tests', [process.execPath, reporter, unit, 'unit'], nodeTest],
  ['end-to-end tests', [process.execPath, reporter, unit, 'e2e'], nodeTest],
  // The end-to-end tests play the situations by a clock that goes fast; with SIP.js, whose clock is its own, `npm run provoked` does.
  ['features', ['npx', 'cucumber-js', '--tags', 'not @provoked', '--format', 'summary'], cucumber],
];

function nodeTest(output) {
  const count = (word) => Number(new RegExp(`^\\S* ?${word} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  return { passed: count('pass'), failed: count('fail') + count('cancelled') };
}

function cucumber(output) {
  const line = /^\d+ scenarios? \((.*)\)$/m.exec(output)?.[1] ?? '';
  const count = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
  return {
    passed: count('passed'),
    failed: count('failed') + count('undefined') + count('ambiguous') + count('pending'),
  };
}

function run([command, ...argv]) {
  return new Promise((done) => {
    const child = spawn(command, argv, {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => done({ code: 1, output: String(error) }));
    child.on('close', (code) => done({ code, output }));
  });
}

async function main() {
  const total = { passed: 0, failed: 0 };
  for (const [name, command, read] of parts) {
    const start = Date.now();
    const { code, output } = await run(command);
    const counted = read?.(output) ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
    const lost = code !== 0 && counted.failed === 0;
    const empty = code === 0 && counted.passed === 0;
    if (lost || empty) counted.failed += 1;
    total.passed += counted.passed;
    total.failed += counted.failed;
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    console.log(`${name}: ${counted.passed} passed, ${counted.failed} failed (${seconds} s)`);
    if (counted.failed > 0) console.log(output);
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
