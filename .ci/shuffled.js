// `npm run shuffled [RUNS [AT ONCE]] [-- OPTIONS OF imconf run]`: runs against the bundled client whose scenarios are in random order,
// several at a time on this machine, have to give equal verdicts. 20 runs, 4 at a time, are about six minutes.
const { spawn } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const root = join(__dirname, '..');
const argv = process.argv.slice(2);
const numbers = argv.slice(0, 2).filter((arg) => /^\d+$/.test(arg));
const [runs = 20, atOnce = 4] = numbers.map(Number);
const options = argv.slice(numbers.length).filter((arg) => arg !== '--');
const folder = mkdtempSync(join(tmpdir(), 'imconf-shuffled-'));

/** One run: the verdict on each requirement and each scenario, and the exit code. */
function play(seed) {
  return new Promise((resolve, reject) => {
    const out = join(folder, String(seed));
    const args = ['simulator/imconf.js', 'run', '--order', `random:${seed}`, '--out', out, ...options];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
    let told = '';
    child.stderr.on('data', (chunk) => {
      told += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      try {
        resolve({ seed, code, told, ...verdictsIn(JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))) });
      } catch (cause) {
        reject(new Error(`run ${seed} ended with ${code} and without a report: ${told}`, { cause }));
      }
    });
  });
}

function verdictsIn({ verdict, requirements, scenarios, startedAt, finishedAt }) {
  const verdicts = new Map([['the run', verdict]]);
  const why = new Map();
  for (const { id, verdict: one, findings } of requirements) {
    verdicts.set(id, one);
    const worst = findings.find(({ outcome }) => outcome === one) ?? findings.find(({ outcome }) => outcome === 'warn');
    if (worst !== undefined) why.set(id, worst.message);
  }
  for (const { name, tags, verdict: one } of scenarios) {
    const purpose = tags.find((tag) => tag.startsWith('@TP_')) ?? '';
    const key = `${purpose} ${name}`;
    verdicts.set(key, [verdicts.get(key), one].filter(Boolean).sort().join(' '));
  }
  return { verdicts, why, seconds: (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000 };
}

/** The verdict that most runs gave. */
function usual(results, key) {
  const counts = new Map();
  for (const { verdicts } of results) counts.set(verdicts.get(key), (counts.get(verdicts.get(key)) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0][0];
}

async function main() {
  const results = [];
  const seeds = Array.from({ length: runs }, (_, index) => index + 1);
  const work = async () => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) results.push(await play(seed));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  results.sort((a, b) => a.seed - b.seed);
  const keys = new Set(results.flatMap(({ verdicts }) => [...verdicts.keys()]));
  const common = new Map([...keys].map((key) => [key, usual(results, key)]));
  let equal = 0;
  for (const { seed, code, told, verdicts, why, seconds } of results) {
    const other = [...keys].filter((key) => verdicts.get(key) !== common.get(key));
    if (other.length === 0) equal += 1;
    console.log(
      `random:${seed}: exit ${code}, ${seconds.toFixed(0)} s${other.length === 0 ? '' : ', other than most:'}`,
    );
    for (const key of other)
      console.log(`  ${key}: ${verdicts.get(key)}, not ${common.get(key)}${why.has(key) ? ` (${why.get(key)})` : ''}`);
    if (told !== '') console.log(told.trimEnd().replace(/^/gm, '  stderr: '));
  }
  const bad = [...common].filter(([, verdict]) => /fail|error/.test(verdict ?? ''));
  const reasonFor = (key) => results.map(({ why }) => why.get(key)).find((reason) => reason !== undefined);
  for (const [key, verdict] of bad) console.log(`in most runs ${key}: ${verdict} (${reasonFor(key) ?? 'no finding'})`);
  console.log(`${equal} of ${results.length} equal`);
  if (equal === results.length) rmSync(folder, { recursive: true, force: true });
  else console.log(`the run folders are kept in ${folder}`);
  process.exitCode = equal === results.length ? 0 : 1;
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
