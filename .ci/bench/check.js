// `npm run bench`, second half: `imconf check` with every check on, beside tshark filtering the same capture in the same run.
const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync, statSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { writeCapture } = require('./capture');

const root = join(__dirname, '..', '..');
const MESSAGES = 200_000;
const ROUNDS = 3;
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const show = (value) => Math.round(value).toLocaleString('en').padStart(10);

/** Runs a program to its end: seconds, peak memory in MiB, exit code and output. */
function measure(argv, folder) {
  const memory = join(folder, 'memory');
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync('/usr/bin/env', ['bash', '-c', 'exec "$@"', 'measure', ...argv], {
    cwd: root,
    maxBuffer: 1 << 30,
    env: { ...process.env, NO_COLOR: '1', IMCONF_BENCH_MEMORY: memory },
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  return { seconds, status, stdout, stderr, memory };
}

const hook = join(__dirname, 'peak-memory.js');

function check(file, folder) {
  const run = measure(
    [process.execPath, '--require', hook, join(root, 'simulator', 'imconf.js'), 'check', '--json', file],
    folder,
  );
  if (run.status === null || run.status > 2) throw new Error(`imconf check ended with ${run.status}: ${run.stderr}`);
  const report = JSON.parse(run.stdout);
  const observations = report.requirements.reduce((sum, entry) => sum + entry.observations, 0);
  return { ...run, observations, verdict: report.verdict, mebibytes: Number(readFileSync(run.memory, 'utf8')) / 1024 };
}

function tshark(file, folder) {
  const filter = 'sip.Method==PUBLISH && sip.Expires';
  const run = measure(['tshark', '-n', '-r', file, '-Y', filter, '-T', 'fields', '-e', 'frame.number'], folder);
  if (run.status !== 0) throw new Error(`tshark ended with ${run.status}: ${run.stderr}`);
  return run;
}

function main() {
  const folder = mkdtempSync(join(tmpdir(), 'imconf-bench-'));
  try {
    const [small, large, tiny] = ['small.pcap', 'large.pcap', 'tiny.pcap'].map((name) => join(folder, name));
    writeCapture(small, MESSAGES);
    const runs = { check: [], tshark: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      runs.check.push(check(small, folder));
      runs.tshark.push(tshark(small, folder));
    }
    const ours = MESSAGES / median(runs.check.map(({ seconds }) => seconds));
    const theirs = MESSAGES / median(runs.tshark.map(({ seconds }) => seconds));
    const [last] = runs.check;
    const mebibytes = Math.round(statSync(small).size / 1_048_576);
    console.log(
      `\nCapture of ${MESSAGES.toLocaleString('en')} messages (${mebibytes} MiB), messages per second (median of ${ROUNDS} rounds)`,
    );
    console.log(`  imconf check, every check on          ${show(ours)}   ${(ours / theirs).toFixed(1)} times tshark`);
    console.log(`  tshark -Y 'sip.Method==PUBLISH && …'  ${show(theirs)}`);
    console.log(`  ${(last.observations / MESSAGES).toFixed(1)} observations a message; verdict ${last.verdict}`);
    writeCapture(large, MESSAGES * 5);
    const peak = median(runs.check.map((run) => run.mebibytes));
    const peakOfLarge = check(large, folder).mebibytes;
    console.log(
      `  peak memory ${Math.round(peak)} MiB, of five times as many messages ${Math.round(peakOfLarge)} MiB (${(peakOfLarge / peak).toFixed(2)})`,
    );
    writeCapture(tiny, 10);
    const alone = median(Array.from({ length: 5 }, () => check(tiny, folder).seconds));
    console.log(`  ten messages judged within ${Math.round(alone * 1_000)} ms of the start`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main();
