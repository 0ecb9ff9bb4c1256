import { strict as assert } from 'node:assert';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type OnceOptions, runOnce } from './one-shot';
import type { Operation } from './order';
import { goodServer, ScriptedPeer } from './scripted-peer.fixture';

describe('one operation, one client', () => {
  let peer: ScriptedPeer;
  let stateFolder: string;
  let lines: string[];

  beforeEach(async () => {
    peer = await ScriptedPeer.open(goodServer(['Service-Route: <sip:a.example.com;lr>']));
    stateFolder = mkdtempSync(join(tmpdir(), 'reference-client-'));
    lines = [];
  });
  afterEach(() => {
    peer.close();
    rmSync(stateFolder, { recursive: true });
  });

  const once = (operation: Operation, more: Partial<OnceOptions> = {}) =>
    runOnce(operation, {
      server: `udp:127.0.0.1:${peer.port}`,
      imAddress: 'sip:alice@example.com',
      stateFolder,
      onMessage: (line) => lines.push(line),
      ...more,
    });

  it('says what passed by', async () => {
    assert.deepEqual(await once('publish', { settings: { isb: true } }), { ok: true, message: 'done' });
    assert.match(
      lines[0] ?? '',
      new RegExp(`^sent {5}PUBLISH sip:alice@example\\.com \\(\\d+ octets, UDP to 127\\.0\\.0\\.1:${peer.port}\\)$`),
    );
    assert.match(lines[1] ?? '', /^received 200 OK \(\d+ octets, UDP from 127\.0\.0\.1:\d+\)$/);
    assert.deepEqual(lines.slice(2), ['the user is told: settings published', 'publish: done']);
  });

  it('shows the settings retrieved', async () => {
    await once('retrieve');
    assert.ok(lines.includes('the user is shown: ISB active, IPMB not active, VIS active, DMS not active, CHS active'));
  });

  it('goes on where the one before ended: registration, route, entity-tag, entity id, settings', async () => {
    await once('register');
    await once('publish', { settings: { dms: true } });
    await once('refresh');
    await once('deregister');
    const [register, publish, refresh, deregister] = peer.seen;
    assert.equal(refresh?.header('SIP-If-Match'), 't1');
    assert.equal(refresh?.body, publish?.body);
    assert.deepEqual(refresh?.headers('Route'), [`<sip:127.0.0.1:${peer.port};lr>`, '<sip:a.example.com;lr>']);
    assert.equal(deregister?.header('Call-ID'), register?.header('Call-ID'));
    assert.equal(deregister?.header('CSeq'), '2 REGISTER');
    assert.equal(deregister?.header('Contact'), register?.header('Contact'));
    assert.deepEqual(readdirSync(stateFolder), ['reference-client.json']);
  });

  it('is another client, with another entity id, in another folder', async () => {
    await once('publish');
    await once('publish', { stateFolder: undefined });
    const ids = peer.seen.map(({ body }) => /entity id="([^"]+)"/.exec(body)?.[1]);
    assert.notEqual(ids[0], ids[1]);
    assert.equal(peer.seen[1]?.header('SIP-If-Match'), undefined);
  });

  it('is what it is told to be in an IMS core', async () => {
    const times = [];
    for (const terminal of [undefined, 'ims', 'ims-aka'] as const) {
      await once('register', { terminal, stateFolder: undefined });
      times.push(peer.seen.at(-1)?.header('Expires'));
    }
    assert.deepEqual(times, ['3600', '600000', '600000']);
  });

  it('resolves with the reason when the server refuses', async () => {
    peer.script = (request) => request.reply('403 Forbidden');
    assert.deepEqual(await once('register'), { ok: false, message: 'REGISTER was answered 403 Forbidden' });
  });

  it('resolves with the reason when a TCP server is not there', async () => {
    const { port } = peer;
    const gone = await ScriptedPeer.open(goodServer(), { tcp: false });
    const outcome = await once('register', { server: `tcp:127.0.0.1:${gone.port}` });
    gone.close();
    assert.deepEqual(outcome, { ok: false, message: `REGISTER could not be sent to tcp:127.0.0.1:${gone.port}` });
    assert.notEqual(port, gone.port);
  });

  it('rejects a state file that is none of ours, naming it', async () => {
    writeFileSync(join(stateFolder, 'reference-client.json'), '{');
    await assert.rejects(once('publish'), /reference-client\.json is not the state of this client; remove it/);
  });
});
