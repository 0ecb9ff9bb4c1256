// Loads the modules of `imconf check` from one file, dist/check.js (.ci/bundle.js): one by one they take longer to load than a short
// capture takes to judge. What V8 made of them when they were built is used where this is the same V8.
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { dirname, join, posix } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');

const dist = join(__dirname, '..', 'dist');
const file = join(dist, 'check.js');
const cache = join(dist, 'check.cache');
/** A thread of the program, which is started from a file of its own. */
const thread = 'simulator/app/judge-thread.js';

/**
 * What V8 is told: by how much of what is needed the memory may grow before it is tidied up, in percent (it lets it grow threefold, of
 * which a capture makes use at once); how large, in octets of its code, a function is that it puts in place of its call, and all of them
 * that it puts into one (else it spends more time on the hundreds of checks than it saves on a capture of 100,000 messages).
 */
const flags = [
  '--heap-growing-percent=20',
  '--max-inlined-bytecode-size=100',
  '--max-inlined-bytecode-size-cumulative=150',
];

let script;
let modules;
const loaded = new Map();

function read() {
  const cachedData = existsSync(cache) ? readFileSync(cache) : undefined;
  script = new Script(readFileSync(file, 'utf8'), { filename: file, cachedData });
  modules = script.runInThisContext();
}

/** What a module exports, by its path below dist/. */
function load(id) {
  if (modules === undefined) read();
  const known = loaded.get(id);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  loaded.set(id, module);
  const filename = join(dist, id);
  modules[id].call(module.exports, module.exports, requireFor(id), module, filename, dirname(filename));
  return module.exports;
}

/** `require` of a module: what is not in the file, such as packages, is loaded as ever. */
function requireFor(id) {
  const folder = posix.dirname(id);
  const outside = (name) => (name.startsWith('.') ? join(dist, folder, name) : name);
  const requireModule = (name) => {
    const inside = name.startsWith('.') ? posix.join(folder, `${name}.js`) : '';
    return Object.hasOwn(modules, inside) ? load(inside) : require(outside(name));
  };
  requireModule.resolve = (name) =>
    posix.join(folder, `${name}.js`) === thread ? __filename : require.resolve(outside(name));
  return requireModule;
}

/** To be called before anything else: V8 ends the process where what it inlines changes while it compiles. */
function tune() {
  for (const flag of flags) setFlagsFromString(flag);
}

/** Judges a capture, and keeps what V8 made of the program meanwhile, which is good for V8 with the same flags. */
async function remember(capture) {
  tune();
  await load('simulator/cli.js').main(['check', '--json', capture]);
  writeFileSync(cache, script.createCachedData());
  process.exitCode = 0;
}

module.exports = { exists: () => existsSync(file), load, remember, tune };

const { isMainThread } = require('node:worker_threads');
if (!isMainThread) load(thread);
