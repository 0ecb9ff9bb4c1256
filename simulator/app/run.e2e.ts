import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { execute, imconf, inWorkplace, type Report, type Workplace } from './imconf.fixture';
import { packageRoot } from './package';
import { runFiles } from './run-folder';

/** Whether this test may mount a file system of a few octets: the superuser of a machine may, in most containers not. */
const canMount = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'imconf-test', '/mnt']).status === 0;

/** The numbered items that the bundled client has to pass outside an IMS core. */
const shalls = [
  ...['1', '2', '3', '4', '5', '6', '7a', '7b', '7c', '7d', '7e', '8'].map((item) => `6.1.1.1-${item}`),
  ...['1', '2', '3', '4', '5', '6'].map((item) => `6.1.1.2-${item}`),
];

function assertConforming(place: Workplace): void {
  const { report } = place;
  assert.equal(report.verdict, 'pass');
  assert.deepEqual(
    report.requirements
      .filter((entry) => shalls.includes(entry.id) && entry.verdict === 'pass')
      .map((entry) => entry.id),
    shalls,
  );
  const written = readdirSync(place.out);
  assert.deepEqual(
    runFiles.filter((name) => !written.includes(name)),
    [],
  );
}

describe('imconf run against the bundled client', { concurrency: 2 }, () => {
  for (const transport of ['udp', 'tcp']) {
    it(
      `passes every SHALL over ${transport} and writes the seven files`,
      inWorkplace(async (place) => {
        const { code, stdout } = await place.run(['--transport', transport]);
        assert.equal(code, 0, stdout);
        assertConforming(place);
      }),
    );
  }

  it(
    'passes every SHALL in an IMS core, the IMS items included',
    inWorkplace(async (place) => {
      const iut = place.file(
        'ims.yaml',
        'iut: { name: X }\nim_address: sip:alice@ims.example.net\npics: { sip_ip_core: ims }\ncontrol: { kind: reference }\n',
      );
      const { code, stdout } = await place.run(['--iut', iut]);
      assert.equal(code, 0, stdout);
      assert.ok(place.idsThat('pass').includes('6.1.1.1-IMS'));
      assert.ok(place.idsThat('pass').includes('6.1.1.2-IMS'));
    }),
  );

  for (const auth of ['md5', 'sha-256']) {
    it(
      `passes with every request challenged (${auth})`,
      inWorkplace(async (place) => {
        const iut = place.file(
          'digest.yaml',
          `iut: { name: X }\nim_address: sip:alice@example.com\ncredentials: { username: alice, password: s3cr3t }\npics: { auth: ${auth} }\ncontrol: { kind: reference }\n`,
        );
        const { code, stdout } = await place.run(['--iut', iut]);
        assert.equal(code, 0, stdout);
        assert.match(place.read('trace.ndjson'), /SIP\/2\.0 401/);
        assertConforming(place);
      }),
    );
  }

  it(
    'passes for a tel: IM Address',
    inWorkplace(async (place) => {
      const iut = place.file(
        'tel.yaml',
        'iut: { name: X }\nim_address: tel:+12015550123\ncontrol: { kind: reference }\n',
      );
      const { code, stdout } = await place.run(['--iut', iut]);
      assert.equal(code, 0, stdout);
    }),
  );

  for (const [fault, id] of [
    ['publish-as-message', '6.1.1.1-1'],
    ['publish-other-request-uri', '6.1.1.1-2'],
    ['publish-other-originator', '6.1.1.1-3'],
    ['publish-no-explicit', '6.1.1.1-4'],
    ['publish-wrong-event', '6.1.1.1-5'],
    ['publish-expires', '6.1.1.1-6'],
    ['publish-no-isb', '6.1.1.1-7a'],
    ['publish-no-ipmb', '6.1.1.1-7b'],
    ['publish-no-vis', '6.1.1.1-7c'],
    ['publish-no-dms', '6.1.1.1-7d'],
    ['publish-no-chs', '6.1.1.1-7e'],
    ['publish-wrong-next-hop', '6.1.1.1-8'],
    ['retrieve-by-options', '6.1.1.2-1'],
    ['retrieve-other-request-uri', '6.1.1.2-2'],
    ['retrieve-other-originator', '6.1.1.2-3'],
    ['retrieve-wrong-event', '6.1.1.2-4'],
    ['retrieve-expires', '6.1.1.2-5'],
    ['retrieve-wrong-next-hop', '6.1.1.2-6'],
  ] as const) {
    it(
      `with the fault ${fault} fails ${id} and nothing else`,
      inWorkplace(async (place) => {
        const { code, stdout } = await place.run(['--fault', fault]);
        assert.equal(code, 1, stdout);
        assert.deepEqual(place.idsThat('fail'), [id]);
        assert.match(stdout, new RegExp(id.replaceAll('.', '\\.')));
      }),
    );
  }

  it(
    'passes a bodyless refresh where the rules take it from RFC 3903, and says so of the scenarios',
    inWorkplace(async (place) => {
      const iut = place.file(
        'rfc3903.yaml',
        'iut: { name: X }\nim_address: sip:alice@example.com\nrules: { refresh_body: rfc3903 }\ncontrol: { kind: reference, fault: publish-no-body-on-refresh }\n',
      );
      const { code, stdout } = await place.run(['--iut', iut]);
      assert.equal(code, 0, stdout);
      const refresh = place.report.scenarios.find(
        ({ name }) => name.startsWith('ISB is stated') && /refresh/.test(name),
      );
      assert.equal(refresh?.verdict, 'not-applicable');
    }),
  );

  it(
    'points at the Expires line, in the report and on the terminal',
    inWorkplace(async (place) => {
      const { stdout } = await place.run(['--fault', 'publish-expires']);
      const finding = place.report.requirements.find((entry) => entry.id === '6.1.1.1-6')?.findings[0];
      assert.equal(finding?.actual, 'Expires: 3600');
      assert.equal(finding?.field, 'Expires');
      assert.match(stdout, /Expires: 3600/);
      const rows = place
        .read('trace.ndjson')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      const { message } = rows.find((row) => row.frame === finding?.frame);
      assert.equal(message.slice(finding?.span?.start, finding?.span?.end), 'Expires: 3600');
      assert.equal(message.split('\r\n')[(finding?.line ?? 0) - 1], 'Expires: 3600');
    }),
  );
});

describe('imconf run with wrong usage', { concurrency: 2 }, () => {
  for (const [name, options, expected] of [
    ['an unknown option', ['--tag', 'x'], /unknown option '--tag'[\s\S]*--tags/],
    ['an unknown transport', ['--transport', 'sctp'], /Allowed choices are udp, tcp/],
    ['a missing file', ['--iut', 'no-such.yaml'], /cannot read no-such\.yaml: there is no such file/],
    ['tags that select nothing', ['--tags', '@6.1.1.1-66'], /selects no scenario/],
    ['an unreadable tag expression', ['--tags', '@a and'], /is no tag expression/],
    ['an unknown fault', ['--fault', 'nonsense'], /there is no fault "nonsense"; allowed: /],
  ] as const) {
    it(
      `ends with 64 for ${name}`,
      inWorkplace(async (place) => {
        const { code, stderr } = await place.run(options);
        assert.equal(code, 64);
        assert.match(stderr, expected);
        assert.doesNotMatch(stderr, /\n\s+at /);
      }),
    );
  }

  it(
    'ends with 3 and names the address when the port is taken',
    inWorkplace(async (place) => {
      const server = createServer();
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      const { port } = server.address() as { port: number };
      const iut = place.file(
        'iut.yaml',
        `iut: { name: X }\nim_address: sip:alice@example.com\npixit: { listen: [ "tcp:127.0.0.1:${port}" ] }\ncontrol: { kind: reference }\n`,
      );
      const { code, stderr } = await place.run(['--iut', iut]);
      server.close();
      assert.equal(code, 3);
      assert.ok(stderr.includes(`127.0.0.1:${port}`), stderr);
    }),
  );

  it(
    'is inconclusive when --tags leaves out what applies',
    inWorkplace(async (place) => {
      const { code } = await place.run(['--tags', '@6.1.1.1-6']);
      assert.equal(code, 2);
      assert.ok(place.idsThat('pass').includes('6.1.1.1-6'));
      assert.ok(place.idsThat('none').includes('6.1.1.2-5'));
    }),
  );
});

describe('imconf run against clients that are in a bad way', {
  concurrency: 2,
}, () => {
  const iutFile = (place: Workplace, script: string, limit = 1) => {
    const client = place.file('client.js', script);
    return place.file(
      'iut.yaml',
      `iut: { name: Bad }\nim_address: sip:alice@example.com\npixit: { user_action_timeout_s: ${limit} }\ncontrol: { kind: process, argv: [ "${process.execPath}", "${client}" ] }\n`,
    );
  };

  for (const [name, script, code, expected] of [
    [
      'dies in the middle',
      "process.stdin.once('data', () => { console.error('core dumped: 42'); process.exit(7); });",
      2,
      /core dumped: 42/,
    ],
    ['never answers', 'setInterval(() => {}, 1000);', 2, /still owes the answer to register/],
    [
      'writes garbage',
      "process.stdin.on('data', () => console.log('\\u0000{]'.repeat(99)));",
      2,
      /still owes the answer to register/,
    ],
    [
      'says that it has done everything and sends nothing',
      "process.stdin.on('data', (chunk) => { for (const line of String(chunk).trim().split('\\n')) console.log('{\"event\":\"done\"}'); });",
      1,
      /6\.1\.1\.1-1/,
    ],
  ] as const) {
    it(
      `one that ${name} ends with ${code}`,
      inWorkplace(async (place) => {
        const finished = await place.run(['--iut', iutFile(place, script)]);
        assert.equal(finished.code, code, finished.stdout + finished.stderr);
        assert.match(finished.stdout + place.read('report.json'), expected);
      }),
    );
  }

  it(
    'one that is not there ends with 2 and names the program',
    inWorkplace(async (place) => {
      const iut = place.file(
        'iut.yaml',
        'iut: { name: Gone }\nim_address: sip:alice@example.com\ncontrol: { kind: process, argv: [ "./no-such-client" ] }\n',
      );
      const { code, stdout } = await place.run(['--iut', iut]);
      assert.equal(code, 2, stdout);
      assert.match(place.read('report.json'), /no-such-client/);
    }),
  );

  it(
    'SIGINT judges and writes what was seen and leaves no process behind',
    inWorkplace(async (place) => {
      const pidFile = join(place.folder, 'pid');
      const iut = iutFile(
        place,
        `require('node:fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);`,
        60,
      );
      const { code } = await place.run(['--iut', iut], (pid, output) => {
        const watch = setInterval(() => {
          if (!output().includes('IUT Bad')) return;
          clearInterval(watch);
          process.kill(pid, 'SIGINT');
        }, 50);
      });
      assert.equal(code, 2);
      assert.match(JSON.stringify(place.report.diagnostics), /ended by SIGINT/);

      if (existsSync(pidFile)) assert.throws(() => process.kill(Number(readFileSync(pidFile, 'utf8')), 0), /ESRCH/);
    }),
  );

  /** Sends signals to a run with a mute client, the first as soon as it has begun, each further one once the last is out. */
  const interrupted = (place: Workplace, ...signals: readonly NodeJS.Signals[]) =>
    place.run(['--iut', iutFile(place, 'setInterval(() => {}, 1000);', 60)], (pid, output) => {
      const watch = setInterval(() => {
        if (!output().includes('IUT Bad')) return;
        clearInterval(watch);
        for (const signal of signals) process.kill(pid, signal);
      }, 50);
    });

  it(
    'SIGHUP, as when a terminal is closed, ends the run like SIGINT',
    inWorkplace(async (place) => {
      const { code } = await interrupted(place, 'SIGHUP');
      assert.equal(code, 2);
      assert.match(JSON.stringify(place.report.diagnostics), /ended by SIGHUP/);
    }),
  );

  it(
    'a signal while the client is being started ends the run in order, too',
    inWorkplace(async (place) => {
      const mark = join(place.folder, 'started');
      const program = `require('node:fs').writeFileSync(${JSON.stringify(mark)}, ''); setInterval(() => {}, 1000);`;
      const { code } = await place.run(['--iut', iutFile(place, program, 60)], (pid) => {
        const watch = setInterval(() => {
          if (!existsSync(mark)) return;
          clearInterval(watch);
          process.kill(pid, 'SIGHUP');
        }, 1);
      });
      assert.equal(code, 2);
      assert.match(JSON.stringify(place.report.diagnostics), /ended by SIGHUP/);
    }),
  );

  it(
    'a second signal ends it at once, with 3, and says that there is no report',
    inWorkplace(async (place) => {
      // Two different signals: the system may join two equal ones that are delivered together.
      const { code, stderr } = await interrupted(place, 'SIGINT', 'SIGTERM');
      assert.equal(code, 3);
      assert.match(stderr, /ended by a second SIG(?:INT|TERM); no report was written/);
    }),
  );
});

describe('imconf run in situations', () => {
  const tags = ['--tags', '@RFC3903-4-2 or @RFC6665-4.1.3-1'];
  const verdicts = (place: Workplace) =>
    place.report.requirements
      .filter(({ id }) => id === 'RFC3903-4-2' || id === 'RFC6665-4.1.3-1')
      .map(({ verdict }) => verdict);

  it(
    'shows what the client does when the server misbehaves, and judges its own trace alike',
    inWorkplace(async (place) => {
      const { stdout } = await place.run(tags);
      assert.match(stdout, /3 situations in which the server does something out of the ordinary/);
      assert.deepEqual([verdicts(place), place.idsThat('fail')], [['pass', 'pass'], []]);
      const run = place.idsThat('pass');
      const { stdout: json } = await execute([...imconf, 'check', '--json', join(place.out, 'trace.ndjson')]);
      const passed = (JSON.parse(json) as Report).requirements.filter(({ verdict }) => verdict === 'pass');
      assert.deepEqual(
        passed.map(({ id }) => id),
        run,
      );
    }),
  );

  it(
    'fails what a client breaks that takes any NOTIFY',
    inWorkplace(async (place) => {
      const { code } = await place.run([...tags, '--fault', 'takes-stray-notify']);
      assert.equal(code, 1);
      assert.deepEqual(verdicts(place), ['pass', 'fail']);
      assert.deepEqual(
        place.idsThat('fail').filter((id) => !id.startsWith('6.1.1.')),
        ['RFC6665-4.1.3-1'],
      );
    }),
  );
});

describe('imconf run where its folder cannot be written', () => {
  it('names a folder of a file system that takes no entries, and ends', async () => {
    const { code, stderr } = await execute([...imconf, 'run', '--out', '/proc/no/such/folder']);
    assert.equal(code, 3);
    assert.match(stderr, /cannot write \/proc\/no\/such\/folder/);
  });

  it(
    'names the file when the disk is full',
    {
      skip: canMount ? false : 'no file system of a few octets can be mounted here',
    },
    inWorkplace(async (place) => {
      const full = join(place.folder, 'full');
      mkdirSync(full);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'imconf-test', full]);
      try {
        const { code, stdout, stderr } = await execute([
          ...imconf,
          'run',
          '--tags',
          'not @provoked',
          '--out',
          join(full, 'run'),
        ]);
        assert.equal(code, 3, stdout + stderr);
        assert.match(stderr, /cannot write .*full\/run.*: the disk is full/);
      } finally {
        execFileSync('umount', [full]);
      }
    }),
  );
});

describe('imconf run against SIPp, a client that nobody here wrote', () => {
  for (const transport of ['udp', 'tcp']) {
    it(
      `passes the conforming scenarios over ${transport}`,
      inWorkplace(async (place) => {
        const { code, stdout } = await place.run([
          '--iut',
          join(packageRoot, 'examples/sipp/iut.yaml'),
          '--transport',
          transport,
        ]);
        assert.equal(code, 0, stdout);
        assertConforming(place);
      }),
    );
  }

  it(
    'fails 6.1.1.1-6 alone for the scenario with Expires: 3600, at that line',
    inWorkplace(async (place) => {
      const { code, stdout } = await place.run(['--iut', join(packageRoot, 'examples/sipp/iut-with-expires.yaml')]);
      assert.equal(code, 1, stdout);
      assert.deepEqual(place.idsThat('fail'), ['6.1.1.1-6']);
      const finding = place.report.requirements.find((entry) => entry.id === '6.1.1.1-6')?.findings[0];
      assert.equal(finding?.actual, 'Expires: 3600');
      const row = place
        .read('trace.ndjson')
        .split('\n')
        .find((line) => line.includes(`"frame":${finding?.frame},`));
      const { message } = JSON.parse(row ?? '{}');
      assert.equal(message.slice(finding?.span?.start, finding?.span?.end), 'Expires: 3600');
    }),
  );
});
