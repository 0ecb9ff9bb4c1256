import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020';
import { publishBytes } from '../sip/message.fixture';
import { execute, type Finished, imconf, inWorkplace, type Workplace } from './imconf.fixture';
import { packageRoot } from './package';
import { runFiles } from './run-folder';

/** `imconf serve` on a free port; `onReady` gets its process id and address when it listens. */
function serve(
  place: Workplace,
  options: readonly string[],
  onReady?: (pid: number, address: string, output: () => string) => void,
): Promise<Finished> {
  const argv = [...imconf, 'serve', '--listen', 'udp:127.0.0.1:0', '--out', place.out, ...options];
  return execute(argv, (pid, output) => {
    const watch = setInterval(() => {
      const listening = /^listening (udp:\S+)$/m.exec(output());
      if (listening?.[1] === undefined) return;
      clearInterval(watch);
      onReady?.(pid, listening[1], output);
    }, 20);
    watch.unref();
  });
}

/** Operations of the reference client, one after the other. */
async function act(server: string, state: string, ...options: readonly string[]): Promise<void> {
  for (const operation of ['register', 'publish', 'refresh', 'retrieve']) {
    await execute([...imconf, 'client', operation, '--server', server, '--state', state, ...options]);
  }
}

describe('imconf serve', { concurrency: 2 }, () => {
  it(
    'says where it listens, tells clients and breaches as they come, and writes the run folder at the end',
    inWorkplace(async (place) => {
      const { code, stdout } = await serve(place, [], async (pid, server) => {
        await act(server, place.folder, '--fault', 'publish-expires');
        process.kill(pid, 'SIGTERM');
      });
      assert.equal(code, 1, stdout);
      assert.match(stdout, /^listening udp:127\.0\.0\.1:\d+$/m);
      assert.match(
        stdout,
        /^\d\d:\d\d:\d\d\.\d{3}Z {2}sip:alice@example\.com {2}client {2}udp:127\.0\.0\.1:\d+ {2}imconf-reference-client$/m,
      );
      const breaches = stdout.match(
        /^\S+ {2}sip:alice@example\.com {2}6\.1\.1\.1-6 {2}fail {2}Expires header field "3600" {2}frame \d+$/gm,
      );
      assert.equal(breaches?.length, 1, 'what is alike is told once');
      assert.match(stdout, /^FAIL /m);
      assert.deepEqual(readdirSync(place.out).sort(), runFiles.toSorted());
      assert.deepEqual(place.idsThat('fail'), ['6.1.1.1-6']);
      const schema = JSON.parse(readFileSync(join(packageRoot, 'simulator/reporters/report.schema.json'), 'utf8'));
      const validate = new Ajv2020({ strict: false }).compile(schema);
      assert.ok(validate(place.report), JSON.stringify(validate.errors));
    }),
  );

  it(
    'meets the bundled client as a terminal of an IMS core',
    inWorkplace(async (place) => {
      const ended: (number | null)[] = [];
      await serve(place, [], async (pid, server) => {
        for (const kind of ['ims', 'gsm']) {
          const { code } = await execute([...imconf, 'client', 'register', '--server', server, '--terminal', kind]);
          ended.push(code);
        }
        process.kill(pid, 'SIGTERM');
      });
      assert.deepEqual(ended, [0, 64]);
      assert.match(readFileSync(join(place.out, 'trace.ndjson'), 'utf8'), /Expires: 600000/);
    }),
  );

  for (const signal of ['SIGINT', 'SIGHUP'] as const) {
    it(
      `is ended by ${signal}, inconclusive when nobody came`,
      inWorkplace(async (place) => {
        const { code, stdout } = await serve(place, [], (pid) => process.kill(pid, signal));
        assert.equal(code, 2, stdout);
        assert.match(stdout, /nobody connected/);
        assert.ok(existsSync(join(place.out, 'report.html')));
      }),
    );
  }

  it(
    'ends by itself after --for',
    inWorkplace(async (place) => {
      const { code } = await serve(place, ['--for', '0.1']);
      assert.equal(code, 2);
      assert.equal(place.report.verdict, 'inconc');
    }),
  );

  it(
    'writes a folder for every --rotate',
    inWorkplace(async (place) => {
      const { code, stdout } = await serve(place, ['--rotate', '0.003'], (pid, _, output) => {
        const watch = setInterval(() => {
          if ((output().match(/ written /g) ?? []).length < 2) return;
          clearInterval(watch);
          process.kill(pid, 'SIGTERM');
        }, 20);
      });
      assert.equal(code, 2, stdout);
      const folders = readdirSync(place.out);
      assert.ok(folders.length >= 3, folders.join());
      for (const folder of folders) assert.deepEqual(readdirSync(join(place.out, folder)).sort(), runFiles.toSorted());
    }),
  );

  it(
    'does not forget at the end what a client broke before a rotation',
    inWorkplace(async (place) => {
      const socket = createSocket('udp4');
      const publish = publishBytes({ add: [['Expires', '3600']] });
      const { code, stdout } = await serve(place, ['--rotate', '0.005'], (pid, address, output) => {
        socket.send(publish, Number(address.split(':').at(-1)), '127.0.0.1');
        const watch = setInterval(() => {
          if ((output().match(/ written /g) ?? []).length < 3) return;
          clearInterval(watch);
          process.kill(pid, 'SIGTERM');
        }, 20);
      });
      socket.close();
      assert.equal(code, 1, stdout);
    }),
  );

  it(
    'listens over UDP and TCP where the IUT file says, and judges its client only',
    inWorkplace(async (place) => {
      const iut = place.file(
        'iut.yaml',
        'iut: { name: X }\nim_address: sip:bob@example.com\npixit: { listen: [ "udp:127.0.0.1:0" ] }\n',
      );
      const argv = [...imconf, 'serve', '--iut', iut, '--out', place.out];
      const { stdout } = await execute(argv, (pid, output) => {
        const watch = setInterval(async () => {
          const address = /^listening (tcp:\S+)$/m.exec(output())?.[1];
          if (address === undefined) return;
          clearInterval(watch);
          await act(address, place.folder, '--im-address', 'sip:alice@example.com');
          process.kill(pid, 'SIGTERM');
        }, 20);
      });
      const [udp, tcp] = ['udp', 'tcp'].map(
        (name) => new RegExp(`^listening ${name}:127\\.0\\.0\\.1:(\\d+)$`, 'm').exec(stdout)?.[1],
      );
      assert.ok(udp !== undefined && udp === tcp, stdout);
      assert.equal(place.report.verdict, 'inconc');
      assert.match(place.read('report.json'), /name another user than the client under test/);
    }),
  );

  for (const [name, options, expected] of [
    [
      'a place that is none',
      ['--listen', 'sctp:127.0.0.1:1'],
      /--listen is "sctp:127\.0\.0\.1:1"; it looks like udp:127\.0\.0\.1:5060/,
    ],
    ['a host that is none', ['--listen', 'udp:127.0.0.256:0'], /--listen is "udp:127\.0\.0\.256:0"; it looks like/],
    ['a time that is none', ['--for', 'ever'], /--for is "ever"; it has to be a number above 0/],
    ['a rotation that never ends', ['--rotate', '0'], /--rotate is "0"/],
    ['an address that is none', ['--im-address', 'alice'], /--im-address is "alice"/],
    ['a profile that is not there', ['--profile', 'none.yaml'], /none\.yaml: there is no such file/],
  ] as const) {
    it(
      `refuses ${name} with 64`,
      inWorkplace(async (place) => {
        const { code, stderr } = await serve(place, options);
        assert.equal(code, 64, stderr);
        assert.match(stderr, expected);
      }),
    );
  }

  it(
    'ends with 3 where the address is not of this machine, and with 64 where the run folder is a file',
    inWorkplace(async (place) => {
      const elsewhere = await serve(place, ['--listen', 'udp:192.0.2.77:0']);
      assert.equal(elsewhere.code, 3);
      assert.match(elsewhere.stderr, /192\.0\.2\.77 is not an address of this machine/);
      const { code, stderr } = await serve(place, ['--out', __filename]);
      assert.equal(code, 64);
      assert.match(stderr, /is no folder; name another one/);
    }),
  );

  it(
    'ends with 3 and names the address when the port is taken',
    inWorkplace(async (place) => {
      const socket = createSocket('udp4');
      await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
      const { port } = socket.address();
      const { code, stderr } = await serve(place, ['--listen', `udp:127.0.0.1:${port}`]);
      socket.close();
      assert.equal(code, 3);
      assert.match(stderr, new RegExp(`127\\.0\\.0\\.1:${port}`));
    }),
  );
});

describe('imconf serve under many clients at once', () => {
  it('gives each its verdict, and its memory stays where it is', async () => {
    const load = join(packageRoot, '.ci/bench/serve-load.js');
    const argv = [process.execPath, load, '--clients', '50', '--rounds', '8', '--pause', '100', '--growth', '1.5'];
    const { code, stdout, stderr } = await execute(argv);
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /right verdict: 50 of 50/);
  });
});
