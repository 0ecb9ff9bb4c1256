// `npm run soak`, and shorter in the tests: `imconf serve` under many clients at once, some with a known defect. Every client has to get
// the verdict that it deserves, and the server's memory has to stay where it is.
const { spawn } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { parseArgs } = require('node:util');
const { Client } = require('./serve-clients');

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '500' },
    rounds: { type: 'string', default: '60' },
    /** Milliseconds between rounds. What a transaction leaves behind is kept for 32 s (Timer J), so memory rises that long. */
    pause: { type: 'string', default: '2000' },
    /** How much more the server may hold in the last quarter of the rounds than in the second one, as a factor. */
    growth: { type: 'string', default: '1.15' },
  },
});
const [clientCount, rounds, pause, growth] = ['clients', 'rounds', 'pause', 'growth'].map((name) =>
  Number(values[name]),
);

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'imconf-load-'));
  const server = startServer(folder);
  const clients = [];
  try {
    const address = await server.address;
    for (let number = 0; number < clientCount; number += 1) clients.push(new Client(number, address));
    for (const client of clients) await client.open();
    const memory = await load(clients, server.child.pid);
    server.child.kill('SIGTERM');
    await server.ended;
    const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
    const wrong = wrongVerdicts(clients, report);
    const sent = clients.reduce((sum, { sent }) => sum + sent, 0);
    const repeats = clients.reduce((sum, { repeats }) => sum + repeats, 0);
    console.log(`${clientCount} clients, ${rounds} rounds: ${sent} messages sent, ${repeats} of them repeated`);
    console.log(
      `right verdict: ${clientCount - wrong.length} of ${clientCount}; ${report.clients.length} in the report`,
    );
    for (const text of wrong.slice(0, 10)) console.log(`  ${text}`);
    console.log(`memory after each round, MiB: ${memory.map((octets) => Math.round(octets / 2 ** 20)).join(' ')}`);
    const quarter = Math.ceil(memory.length / 4);
    const [early, late] = [memory.slice(quarter, 2 * quarter), memory.slice(-quarter)].map((part) => Math.max(...part));
    const isFlat = late <= early * growth;
    console.log(`memory in the last quarter: ${(late / early).toFixed(2)} of that in the second; at most ${growth}`);
    process.exitCode = wrong.length === 0 && isFlat ? 0 : 1;
  } finally {
    for (const client of clients) client.close();
    server.child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Several rounds; in each the clients act all at once. */
async function load(clients, pid) {
  const memory = [];
  for (let round = 0; round < rounds; round += 1) {
    await Promise.all(clients.map((client) => client.round(round === 0)));
    memory.push(residentOctets(pid));
    await new Promise((done) => setTimeout(done, pause));
  }
  await Promise.all(clients.map((client) => client.leave()));
  return memory;
}

/** What the process holds of the machine's memory; 0 where the system does not tell it in this way. */
function residentOctets(pid) {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Clients that did not get exactly the breach of their defect among the items of the change request. */
function wrongVerdicts(clients, report) {
  const judged = new Map(report.clients.map((client) => [client.imAddress, client]));
  return clients.flatMap(({ user, kind }) => {
    const client = judged.get(user);
    if (client === undefined) return [`${user} is not in the report`];
    const broken = client.requirements.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id);
    const items = broken.filter((id) => id.startsWith('6.1.1.')).join();
    const expected = kind === 'none' ? '' : kind;
    const isRight = kind === 'none' ? broken.length === 0 : items === expected;
    return isRight
      ? []
      : [`${user} breaks ${expected || 'nothing'} and was judged to break ${broken.join() || 'nothing'}`];
  });
}

function startServer(folder) {
  const imconf = join(__dirname, '../../simulator/imconf.js');
  const argv = [imconf, 'serve', '--listen', 'udp:127.0.0.1:0', '--out', folder];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((done) => child.once('close', done));
  const address = new Promise((found, failed) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      if (output.length < 10_000) output += chunk;
      const listening = /^listening udp:(\S+)$/m.exec(output);
      if (listening !== null) found(listening[1]);
    });
    child.once('close', (code) => failed(new Error(`the server ended with ${code}`)));
  });
  return { child, ended, address };
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
