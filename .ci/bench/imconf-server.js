// The server of the transaction benchmark: the simulated IM Server with every check on; `recording` also writes the trace.
const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { Endpoint } = require('../../dist/simulator/server/endpoint');
const { Judge } = require('../../dist/simulator/verdict/judge');
const { Recorder } = require('../../dist/simulator/recorder/recorder');
const { LowerTester } = require('../../dist/simulator/app/lower-tester');
const { loadIut } = require('../../dist/simulator/app/iut');
const { serverConfig } = require('../../dist/simulator/app/server-config');
const { randomIds, realClock } = require('../../dist/simulator/app/real-world');

async function main() {
  const iut = loadIut({});
  const context = {
    imAddress: iut.imAddress,
    imAddressAliases: [],
    username: undefined,
    pics: iut.pics,
    rules: iut.profile.rules,
    binding: iut.profile.binding,
    nextHop: undefined,
  };
  const judge = new Judge(context);
  const recorder =
    process.argv[2] === 'recording' ? await Recorder.open(mkdtempSync(join(tmpdir(), 'imconf-bench-')), {}) : undefined;
  const lower = new LowerTester({
    endpoint: new Endpoint(serverConfig(iut), randomIds),
    clock: realClock,
    onEvent: (event) => {
      recorder?.record(event);
      judge.see(event);
    },
    onFailure: (error) => {
      throw error;
    },
  });
  const { port } = await lower.listen({ transport: 'udp', host: '127.0.0.1', port: 0 });
  process.stdout.write(`listening ${port}\n`);
  process.on('SIGTERM', () => {
    const { verdict, requirements } = judge.judgement();
    const looked = requirements.find((entry) => entry.id === '6.1.1.1-6');
    process.stdout.write(
      `${JSON.stringify({ verdict: looked.verdict, observations: looked.observations, overall: verdict })}\n`,
    );
    process.exit(0);
  });
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
