import { strict as assert } from 'node:assert';
import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { execute, imconf, inWorkplace, type Workplace } from './imconf.fixture';
import { packageRoot } from './package';

/** Their clients are watched for ten seconds, so that they are there at the same time also on a busy machine. */
const situations = ['RFC6665-4.1.2.1-1', 'RFC6665-4.1.3-8', 'RFC6665-4.1.3-11'] as const;
const tags = `(${situations.map((id) => `@${id}`).join(' or ')}) and @provoked`;

/** A port of the loopback that nobody has. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}

/** A client whose datagrams all come from one port; `isShared`: several of them may have it at the same time. */
function fixedPort(port: number, isShared: boolean): string {
  return `
    const dgram = require('node:dgram');
    const { createSocket } = dgram;
    dgram.createSocket = () => createSocket({ type: 'udp4', reuseAddr: ${isShared} });
    const { bind } = dgram.Socket.prototype;
    dgram.Socket.prototype.bind = function (wanted, ...rest) {
      return bind.call(this, typeof wanted === 'number' ? ${port} : { ...wanted, port: ${port} }, ...rest);
    };
  `;
}

interface Changes {
  /** What stands in `control` besides. */
  readonly control?: string;
  /** Another line of the IUT file. */
  readonly line?: string;
  readonly selected?: string;
}

/** Runs the situations with the bundled client as a program of others. */
async function run(place: Workplace, preload: string, { control = '', line = '', selected = tags }: Changes = {}) {
  const preloaded = place.file('preload.js', preload);
  const client = join(packageRoot, 'simulator', 'reference-client', 'launch.js');
  const argv = [process.execPath, '--require', preloaded, client];
  const iut = place.file(
    'iut.yaml',
    `iut: { name: a client }
im_address: sip:alice@example.com
${line}
pixit: { user_action_timeout_s: 5 }
control: { kind: process, argv: ${JSON.stringify(argv)}${control} }
`,
  );
  const finished = await execute([...imconf, 'run', '--iut', iut, '--out', place.out, '--tags', selected]);
  const events = readFileSync(join(place.out, 'trace.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind?: string; note?: string });
  const repeated = events.filter(({ note }) => note === 'component-repeated').length;
  return { finished, repeated };
}

function assertPassed(place: Workplace, told: string): void {
  const found = place.report.requirements.filter(({ id }) => situations.some((one) => one === id));
  const expected = situations.map((id) => [id, 'pass']);
  assert.deepEqual(found.map(({ id, verdict }) => [id, verdict]).sort(), expected.sort(), told);
}

describe('imconf run with the program of others in situations', { concurrency: 2 }, () => {
  it(
    'plays them side by side where its clients have ports of their own',
    inWorkplace(async (place) => {
      const { finished, repeated } = await run(place, '');
      assertPassed(place, finished.stdout + finished.stderr);
      assert.equal(repeated, 0);
    }),
  );

  it(
    'asks for credentials where the situation does, and not before, when the client would bring them along',
    inWorkplace(async (place) => {
      const id = 'RFC8760-2.6-1';
      const line = 'credentials: { username: alice, password: secret }';
      const { finished } = await run(place, '', { line, selected: `@${id} and @provoked` });
      const verdict = place.report.requirements.find((one) => one.id === id)?.verdict;
      assert.equal(verdict, 'pass', finished.stdout + finished.stderr);
    }),
  );

  it(
    'plays those again, alone, whose client did not get its port',
    inWorkplace(async (place) => {
      const { finished, repeated } = await run(place, fixedPort(await freePort(), false));
      assertPassed(place, finished.stdout + finished.stderr);
      assert.ok(repeated > 0);
    }),
  );

  it(
    'plays those again, alone, that two clients of one port had at the same time',
    inWorkplace(async (place) => {
      const { finished, repeated } = await run(place, fixedPort(await freePort(), true));
      assertPassed(place, finished.stdout + finished.stderr);
      assert.ok(repeated > 0);
      const again = await execute([...imconf, 'check', '--json', join(place.out, 'trace.ndjson')]);
      const { requirements } = JSON.parse(again.stdout) as typeof place.report;
      const judged = requirements.filter(({ id }) => situations.some((one) => one === id));
      assert.deepEqual([...new Set(judged.map(({ verdict }) => verdict))], ['pass']);
    }),
  );

  it(
    'plays them one after the other where the IUT file says so',
    inWorkplace(async (place) => {
      const { finished, repeated } = await run(place, fixedPort(await freePort(), true), { control: ', parallel: 1' });
      assertPassed(place, finished.stdout + finished.stderr);
      assert.equal(repeated, 0);
    }),
  );

  it(
    'gives up a client that never sends anything',
    inWorkplace(async (place) => {
      const { finished } = await run(place, 'process.exit(1);', { selected: '@provoked and not @slow' });
      assert.equal(finished.code, 2, finished.stdout + finished.stderr);
      const report = JSON.stringify(place.report);
      assert.match(report, /the client sent nothing in [67] situations; the others were not played/);
    }),
  );
});
