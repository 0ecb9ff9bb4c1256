import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { hasPty, Pty } from '../iut/pty.fixture';
import { execute, imconf, inWorkplace } from './imconf.fixture';

const doctor = (...options: readonly string[]) => execute([...imconf, 'doctor', ...options]);
const head = 'iut: { name: X }\nim_address: sip:alice@example.com\n';

describe('imconf doctor', () => {
  it('finds nothing wrong with the bundled client', async () => {
    const { code, stdout, stderr } = await doctor();
    assert.equal(code, 0, stdout + stderr);
    const lines = stdout.trimEnd().split('\n');
    for (const line of lines) assert.match(line, /^(ok {2}|warn) [\w. ]+: .+/);
    assert.match(
      lines.at(-1) ?? '',
      /^ok {3}client: register: 1 message from 127\.0\.0\.1:\d+ over UDP, last answer 200, /,
    );
  });

  it(
    'writes an IUT file that it finds nothing wrong with, and never over another one',
    inWorkplace(async (place) => {
      const file = `${place.folder}/client.yaml`;
      const written = await doctor('--init', '--iut', file);
      assert.equal(written.code, 0, written.stderr);
      const { code, stdout } = await doctor('--iut', file);
      assert.equal(code, 0, stdout);
      const before = readFileSync(file, 'utf8');
      const again = await doctor('--init', file);
      assert.deepEqual([again.code, readFileSync(file, 'utf8')], [64, before]);
      assert.match(again.stderr, /client\.yaml is there already; name another file/);
      const shown = await doctor('--init');
      assert.deepEqual([shown.code, shown.stdout], [0, before]);
    }),
  );

  it(
    'names file and line of what is wrong in it, and does not go on to the client: 64',
    inWorkplace(async (place) => {
      const text = `${head}pics: { rport: maybe }\ncontrol: { kind: shell }\n`;
      const { code, stdout } = await doctor('--iut', place.file('bad.yaml', text));
      assert.equal(code, 64);
      assert.match(
        stdout,
        /^FAIL IUT file: .*bad\.yaml:3:16: pics\.rport is "maybe"; must be true or false — correct/m,
      );
      assert.match(
        stdout,
        /^FAIL IUT file: .*bad\.yaml:4:18: control\.kind is "shell"; allowed: reference, .*http, manual/m,
      );
      assert.doesNotMatch(stdout, /client:/);
    }),
  );

  it(
    'does not ask a client to act whose program is missing: 64',
    inWorkplace(async (place) => {
      const text = `${head}control: { kind: process, argv: [ no-such-program ] }\n`;
      const { code, stdout } = await doctor('--iut', place.file('missing.yaml', text));
      assert.equal(code, 64);
      assert.match(stdout, /^FAIL control program: no-such-program \(.*missing\.yaml:3\) is not in PATH — install it/m);
      assert.match(stdout, /^warn client: not asked to act — mend what failed/m);
    }),
  );

  it(
    'says of a client that confirms and sends nothing what to look at: 2',
    inWorkplace(async (place) => {
      const pixit = 'pixit: { user_action_timeout_s: 1 }\n';
      const text = `${head}${pixit}control: { kind: command, operations: { register: [ node, "-e", "console.log('dry run')" ] } }\n`;
      const { code, stdout } = await doctor('--iut', place.file('silent.yaml', text));
      assert.equal(code, 2, stdout);
      assert.match(
        stdout,
        /^FAIL client: register: the client says that it did, and nothing arrived at udp:127.*; it wrote last: dry run — let the client send to udp:127/m,
      );
    }),
  );

  it(
    'makes a client act over HTTP',
    inWorkplace(async (place) => {
      const server = createServer(async (request, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk);
        const { op, server: where } = JSON.parse(Buffer.concat(chunks).toString() || '{}');
        if (op !== undefined) await execute([...imconf, 'client', op, '--server', where, '--state', place.folder]);
        response.end('{"event":"done"}');
      });
      await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
      const { port } = server.address() as AddressInfo;
      const text = `${head}control: { kind: http, base: "http://127.0.0.1:${port}/iut" }\n`;
      const { code, stdout } = await doctor('--iut', place.file('http.yaml', text));
      await new Promise((closed) => server.close(closed));
      assert.equal(code, 0, stdout);
      assert.match(stdout, /^ok {3}control server: http:.* answers$/m);
      assert.match(stdout, /^ok {3}client: register: 1 message from 127\.0\.0\.1/m);
    }),
  );

  it(
    'refuses an operator without a terminal: 64',
    inWorkplace(async (place) => {
      const { code, stdout } = await doctor('--iut', place.file('manual.yaml', `${head}control: { kind: manual }\n`));
      assert.equal(code, 64, stdout);
      assert.match(stdout, /^FAIL operator: control kind manual .*no terminal — start imconf in a terminal/m);
    }),
  );

  it(
    'takes an operator, and Ctrl-C, on a terminal: 2',
    { skip: !hasPty && 'no script(1) of util-linux' },
    inWorkplace(async (place) => {
      const file = place.file('manual.yaml', `${head}control: { kind: manual }\n`);
      const pty = new Pty([...imconf, 'doctor', '--iut', file], { columns: 120 });
      try {
        await pty.see(/Action 1 {2}Let the client register[\s\S]*left/);
        pty.type('\u0003');
        assert.equal(await pty.ended, 2, pty.text);
        assert.match(pty.text, /FAIL client: register: ended by SIGINT/);
      } finally {
        pty.end();
      }
    }),
  );
});
