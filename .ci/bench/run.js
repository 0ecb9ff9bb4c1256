// `npm run bench`: what the hot paths of the compiled package do, each as a ratio to a peer measured in the same run on the same machine.
const { spawn, spawnSync } = require('node:child_process');
const { once } = require('node:events');
const { join } = require('node:path');
const { createInterface } = require('node:readline');
const { publish, subscribe, ok } = require('./messages');
const { parseMessage } = require('../../dist/simulator/sip/parse');
const { readEverything } = require('./read-everything');

const rounds = 5;
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const show = (perSecond) => Math.round(perSecond).toLocaleString('en').padStart(10);

/** Calls per second of `work` over about `seconds`. */
function rate(work, seconds) {
  const start = process.hrtime.bigint();
  let calls = 0;
  let elapsed = 0;
  while (elapsed < seconds) {
    for (let i = 0; i < 100; i += 1) work();
    calls += 100;
    elapsed = Number(process.hrtime.bigint() - start) / 1e9;
  }
  return calls / elapsed;
}

function forEachOf(list, work) {
  for (const item of list) work(item);
}

function benchParser() {
  const { Parser } = require('sip.js/lib/core');
  const logger = { warn() {}, error() {}, log() {}, debug() {} };
  const octets = [publish(1), subscribe, ok];
  const texts = octets.map((bytes) => bytes.toString('utf8'));
  const figures = { parse: [], read: [], sipjs: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const parse = rate(() => forEachOf(octets, parseMessage), 0.4) * octets.length;
    const read = rate(() => forEachOf(octets, (bytes) => readEverything(parseMessage(bytes))), 0.4) * octets.length;
    const sipjs = rate(() => forEachOf(texts, (text) => Parser.parseMessage(text, logger)), 0.8) * octets.length;
    if (round > 0) for (const [key, value] of Object.entries({ parse, read, sipjs })) figures[key].push(value);
  }
  const [parse, read, sipjs] = [median(figures.parse), median(figures.read), median(figures.sipjs)];
  console.log(`SIP parser, messages per second (median of ${rounds} rounds; PUBLISH with body, SUBSCRIBE, 200)`);
  console.log(`  imconf, strict, with spans            ${show(parse)}   ${(parse / sipjs).toFixed(0)} times sip.js`);
  console.log(`  imconf, and every header field read   ${show(read)}   ${(read / sipjs).toFixed(0)} times sip.js`);
  console.log(`  sip.js 0.21.2                         ${show(sipjs)}`);
}

const canPin = process.platform === 'linux' && spawnSync('taskset', ['--version']).status === 0;

function start(core, ...argv) {
  const command = canPin ? ['taskset', '-c', String(core), process.execPath, ...argv] : [process.execPath, ...argv];
  const child = spawn(command[0], command.slice(1), { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, line: async () => (await lines.next()).value };
}

/** Until V8 has compiled what is hot; the program is measured before and after. */
const WARM_UP = 4;
const SECONDS = 4;

/** One server on one core, the generator on the other. */
async function transactions(...server) {
  const { child, line } = start(0, ...server);
  const port = (await line()).split(' ')[1];
  const generator = start(1, join(__dirname, 'generator.js'), port, String(WARM_UP), String(SECONDS));
  const result = JSON.parse(await generator.line());
  child.kill('SIGTERM');
  const report = server[0].includes('imconf') ? JSON.parse(await line()) : undefined;
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return { ...result, report };
}

async function benchTransactions() {
  const [bare, judged] = ['bare-server.js', 'imconf-server.js'].map((name) => join(__dirname, name));
  const figures = { bare: [], judged: [], recorded: [], cold: [], ratio: [], recordedRatio: [], coldRatio: [] };
  let last;
  for (let round = 0; round < rounds; round += 1) {
    // Each is put beside the peer of its own round: what else the machine does changes from one to the next.
    const peer = await transactions(bare);
    last = await transactions(judged);
    const recorded = await transactions(judged, 'recording');
    figures.bare.push(peer.perSecond);
    figures.judged.push(last.perSecond);
    figures.recorded.push(recorded.perSecond);
    figures.cold.push(last.cold);
    figures.ratio.push(last.perSecond / peer.perSecond);
    figures.recordedRatio.push(recorded.perSecond / peer.perSecond);
    figures.coldRatio.push(last.cold / peer.perSecond);
  }
  const best = (rates) => Math.max(...rates) / Math.max(...figures.bare);
  const row = (what, rates, ratios) =>
    console.log(
      `  ${what.padEnd(38)}${show(median(rates))}   ${median(ratios).toFixed(2)} of the bare server; best runs ${best(rates).toFixed(2)}`,
    );
  const cores = canPin ? ', a core for each end' : '';
  console.log(
    `\nPUBLISH transactions per second over loopback UDP (median of ${rounds} runs of ${SECONDS} s, warmed up ${WARM_UP} s${cores})`,
  );
  console.log('  the requests carry the 32 combinations of the settings in turn, so most documents are known already');
  row('imconf, answered and judged', figures.judged, figures.ratio);
  row('imconf, also recorded', figures.recorded, figures.recordedRatio);
  row(`imconf, in its first ${WARM_UP} s`, figures.cold, figures.coldRatio);
  console.log(`  ${'bare Node dgram server'.padEnd(38)}${show(median(figures.bare))}`);
  console.log(
    `  last judged run: ${last.report.observations} PUBLISH judged of ${last.answered} answered, 6.1.1.1-6 ${last.report.verdict}`,
  );
}

benchParser();
benchTransactions().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
