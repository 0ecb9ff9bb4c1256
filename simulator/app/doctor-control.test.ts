import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createRawServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { Check } from './doctor-check';
import { controlChecks } from './doctor-control';
import { placesIn } from './doctor-places';
import { portChecks } from './doctor-ports';
import { loadIut } from './iut';

describe('what the doctor finds of an IUT file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'imconf-doctor-'));
  const file = join(folder, 'iut.yaml');
  const load = (control: string, pixit = '{}') => {
    const text = `iut: { name: X }\nim_address: sip:alice@example.com\npixit: ${pixit}\ncontrol: ${control}\n`;
    writeFileSync(file, text);
    return { iut: loadIut({ file }), placeOf: placesIn(file) };
  };
  const control = async (text: string) => {
    const { iut, placeOf } = load(text);
    return controlChecks(iut, placeOf);
  };
  const ports = async (listen: string, kind = 'reference') => {
    const { iut, placeOf } = load(`{ kind: ${kind} }`, `{ listen: [ "${listen}" ] }`);
    const [check] = await portChecks(iut, placeOf);
    return check as Check;
  };
  const levels = (checks: readonly Check[]) => checks.map(({ level }) => level);
  after(() => rmSync(folder, { recursive: true }));

  describe('its program', () => {
    it('is found in PATH, or by its path', async () => {
      assert.deepEqual(levels(await control('{ kind: process, argv: [ node, "-e", "1" ] }')), ['ok']);
      assert.deepEqual(levels(await control(`{ kind: process, argv: [ "${process.execPath}" ] }`)), ['ok']);
    });

    it('is missing in PATH: where the file names it, and what to do', async () => {
      const [check] = await control('{ kind: process, argv: [ no-such-program ] }');
      assert.equal(check?.value, `no-such-program (${file}:4) is not in PATH`);
      assert.deepEqual([check?.level, check?.concern], ['FAIL', 'configuration']);
      assert.match(check?.advice ?? '', /install it, or give its path/);
    });

    it('does not exist beside the IUT file, or is no executable file', async () => {
      const [missing] = await control('{ kind: process, argv: [ ./client ] }');
      assert.match(missing?.value ?? '', /client \(.*:4\) does not exist/);
      writeFileSync(join(folder, 'client'), '');
      const [idle] = await control('{ kind: process, argv: [ ./client ] }');
      assert.equal(idle?.advice, `make it one: chmod +x ${join(folder, 'client')}`);
      chmodSync(join(folder, 'client'), 0o755);
      assert.deepEqual(levels(await control('{ kind: process, argv: [ ./client ] }')), ['ok']);
      assert.deepEqual(levels(await control('{ kind: process, argv: [ ./ ] }')), ['FAIL']);
    });

    it('gets a script that is not there', async () => {
      const checks = await control('{ kind: process, argv: [ node, client.js, --x=1.5, "a b.c" ] }');
      assert.deepEqual(levels(checks), ['ok', 'warn']);
      assert.match(checks[1]?.value ?? '', /there is no client\.js in /);
    });

    it('is looked for once for each operation', async () => {
      const checks = await control(
        '{ kind: command, operations: { register: [ node ], publish: [ no-such-program ] } }',
      );
      assert.deepEqual(levels(checks), ['ok', 'FAIL']);
    });
  });

  describe('its control server', () => {
    it('answers, whatever it answers', async () => {
      const server = createServer((_, response) => response.writeHead(404).end());
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const { port } = server.address() as AddressInfo;
      const [check] = await control(`{ kind: http, base: "http://127.0.0.1:${port}/iut" }`);
      await new Promise((closed) => server.close(closed));
      assert.deepEqual([check?.level, check?.value], ['ok', `http://127.0.0.1:${port}/iut (${file}:4) answers`]);
    });

    it('is not there: a matter of the client, with what to do', async () => {
      const free = createRawServer();
      await once(free.listen(0, '127.0.0.1'), 'listening');
      const { port } = free.address() as AddressInfo;
      await new Promise((closed) => free.close(closed));
      const [check] = await control(`{ kind: http, base: "http://127.0.0.1:${port}" }`);
      assert.deepEqual([check?.level, check?.concern], ['FAIL', 'client']);
      assert.match(check?.advice ?? '', /nothing listens at .*: start the program that controls the client/);
    });

    it('is not called when its certificates cannot be used', async () => {
      const checks = await control('{ kind: http, base: "https://127.0.0.1:1", ca: no.pem }');
      assert.deepEqual(
        checks.map(({ what, level, concern }) => [what, level, concern]),
        [['certificates', 'FAIL', 'configuration']],
      );
    });
  });

  it('its operator needs a terminal, and time', async () => {
    const { iut, placeOf } = load('{ kind: manual }');
    const [refused] = await controlChecks(iut, placeOf, false);
    assert.deepEqual([refused?.level, refused?.concern], ['FAIL', 'configuration']);
    const [hurried] = await controlChecks(iut, placeOf, true);
    assert.deepEqual([hurried?.level, hurried?.value], ['warn', '20 s for each action']);
    const patient = load('{ kind: manual }', '{ user_action_timeout_s: 60 }');
    assert.deepEqual(levels(await controlChecks(patient.iut, patient.placeOf, true)), ['ok']);
  });

  describe('its listener', () => {
    it('is fine on a free port of loopback for a program of this machine', async () => {
      const check = await ports('udp:127.0.0.1:0');
      assert.equal(check.level, 'ok');
      assert.match(check.value, /^udp:127\.0\.0\.1:0 \(any free port\) \(.*iut\.yaml:3\), on UDP and TCP/);
    });

    it('is in use, over UDP or TCP', async () => {
      const taken = createRawServer();
      await once(taken.listen(0, '127.0.0.1'), 'listening');
      const { port } = taken.address() as AddressInfo;
      const check = await ports(`udp:127.0.0.1:${port}`);
      await new Promise((closed) => taken.close(closed));
      assert.deepEqual([check.level, check.concern], ['FAIL', 'configuration']);
      assert.match(check.advice ?? '', /is in use by another program: end that program, or listen on another port/);
    });

    it('is free again after it was looked at', async () => {
      const taken = createRawServer();
      await once(taken.listen(0, '127.0.0.1'), 'listening');
      const { port } = taken.address() as AddressInfo;
      await new Promise((closed) => taken.close(closed));
      assert.deepEqual(
        [(await ports(`udp:127.0.0.1:${port}`)).level, (await ports(`udp:127.0.0.1:${port}`)).level],
        ['ok', 'ok'],
      );
    });

    it('is no address of this machine', async () => {
      assert.match((await ports('udp:192.0.2.1:5060')).advice ?? '', /192\.0\.2\.1 is not an address of this machine/);
    });

    it('on loopback is a warning for a client that may be elsewhere', async () => {
      for (const kind of ['manual', 'none', 'http, base: "http://192.0.2.9/"']) {
        assert.equal((await ports('udp:127.0.0.1:0', kind)).level, 'warn', kind);
      }
      assert.equal((await ports('udp:127.0.0.1:0', 'http, base: "http://[::1]/"')).level, 'ok');
    });

    it('on all addresses is a warning, unless the client is told another one', async () => {
      const check = await ports('udp:0.0.0.0:0');
      assert.equal(check.level, 'warn');
      assert.match(check.value, /would be told an address that it cannot send to/);
      const { iut, placeOf } = load(
        '{ kind: manual }',
        '{ listen: [ "udp:0.0.0.0:0" ], outbound_proxy: "udp:192.0.2.5:5060" }',
      );
      const [told] = await portChecks({ ...iut, withoutEffect: [] }, placeOf);
      assert.equal(told?.advice, 'choose a port, so that a firewall can let it in, such as 5060');
      const [idle] = await portChecks({ ...iut, withoutEffect: ['pixit.outbound_proxy'] }, placeOf);
      assert.match(idle?.value ?? '', /would be told an address that it cannot send to/);
    });
  });
});
