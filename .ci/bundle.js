// Second step of `npm run build`: puts the modules that `imconf check` needs into one file, and beside it what V8 makes of them. One by
// one they take longer to load than a short capture takes to judge. simulator/bundle.js loads them.
const { spawnSync } = require('node:child_process');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join, posix } = require('node:path');

const root = join(__dirname, '..');
const dist = join(root, 'dist');

/** Where to begin: the command, its thread, and what the command line itself needs. */
const entries = [
  'app/check',
  'app/judge-thread',
  'app/package',
  'core/address',
  'core/harness-error',
  'iut/upper-tester',
];
/** Taken without what it loads: that is all commands. */
const commandLine = 'simulator/cli.js';
/** Captures that are judged for V8 to see which functions are used at once. */
const sample = join(root, 'simulator', 'app', 'captures', 'sipp', 'capture.pcap');

/** The modules that a module loads by relative names. */
function neededBy(id, text) {
  const names = [...text.matchAll(/\brequire\(["'](\.{1,2}\/[^"']+)["']\)/g)].map(([, name]) => name);
  return names.map((name) => posix.join(posix.dirname(id), `${name}.js`)).filter((one) => existsSync(join(dist, one)));
}

function modules() {
  const texts = new Map([[commandLine, readFileSync(join(dist, commandLine), 'utf8')]]);
  const waiting = entries.map((name) => `simulator/${name}.js`);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (texts.has(id)) continue;
    const text = readFileSync(join(dist, id), 'utf8');
    texts.set(id, text);
    waiting.push(...neededBy(id, text));
  }
  return [...texts];
}

function bundle() {
  const wrapped = modules().map(
    ([id, text]) => `${JSON.stringify(id)}: function (exports, require, module, __filename, __dirname) {${text}\n},\n`,
  );
  // An octet a character as long as all are of ISO 8859-1: half the memory.
  const text = wrapped
    .join('')
    .replace(/[^\0-\xff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
  writeFileSync(join(dist, 'check.js'), `({\n${text}})\n`);
  const script = `require(${JSON.stringify(join(root, 'simulator', 'bundle.js'))}).remember(${JSON.stringify(sample)})`;
  return spawnSync(process.execPath, ['-e', script], { stdio: ['ignore', 'ignore', 'inherit'] }).status;
}

module.exports = { bundle };
