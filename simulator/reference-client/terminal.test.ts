import { strict as assert } from 'node:assert';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { parseServer } from './address';
import { ReferenceClient } from './client';
import type { Operation } from './order';
import { goodServer, ScriptedPeer } from './scripted-peer.fixture';
import type { Terminal } from './terminal';

describe('the client as a terminal of an IMS core', () => {
  let peer: ScriptedPeer;
  let client: ReferenceClient | undefined;

  beforeEach(async () => {
    peer = await ScriptedPeer.open(goodServer());
  });

  afterEach(async () => {
    await client?.close();
    client = undefined;
    peer.close();
  });

  const perform = async (terminal: Terminal | undefined, ...operations: readonly Operation[]) => {
    await client?.close();
    client = new ReferenceClient({ faults: [], terminal, keepsAlive: false, indicate: () => undefined });
    const server = parseServer(`udp:127.0.0.1:${peer.port}`);
    const account = { username: 'alice', password: 'secret' };
    for (const operation of operations)
      await client.perform({ operation, server, imAddress: 'sip:alice@example.com', account });
  };
  const register = (index = 0) => peer.of('REGISTER')[index];

  it('asks for a registration of 600000 s, of 3600 s elsewhere', async () => {
    await perform('ims', 'register');
    assert.equal(register()?.header('Expires'), '600000');
    assert.equal(register()?.header('Authorization'), undefined);
    assert.equal(register()?.header('Security-Client'), undefined);
    await perform(undefined, 'register');
    assert.equal(register(1)?.header('Expires'), '3600');
  });

  it('hints at its identity and names the P-CSCF even where the registration named no route', async () => {
    await perform('ims', 'register', 'publish');
    const [publish] = peer.of('PUBLISH');
    assert.deepEqual(publish?.headers('P-Preferred-Identity'), ['<sip:alice@example.com>']);
    assert.deepEqual(publish?.headers('Route'), [`<sip:127.0.0.1:${peer.port};lr>`]);
  });

  it('uses a Service-Route elsewhere, too, but hints at no identity there', async () => {
    peer.script = goodServer(['Service-Route: <sip:a.example.com;lr>']);
    await perform(undefined, 'register', 'publish');
    const [publish] = peer.of('PUBLISH');
    assert.deepEqual(publish?.headers('P-Preferred-Identity'), []);
    assert.equal(publish?.headers('Route').at(-1), '<sip:a.example.com;lr>');
  });

  it('names its private identity unasked and offers IPsec by IMS AKA, and again when it is challenged', async () => {
    peer.script = (request) =>
      /nonce="n"/.test(request.header('Authorization') ?? '')
        ? request.reply('200 OK', ['Expires: 60'])
        : request.reply('401 No', ['WWW-Authenticate: Digest realm="r", nonce="n"', 'Security-Server: digest;q=0.1']);
    await perform('ims-aka', 'register');
    assert.equal(
      register()?.header('Authorization'),
      'Digest username="alice", realm="example.com", uri="sip:example.com", nonce="", response=""',
    );
    const offer = register()?.header('Security-Client') ?? '';
    assert.match(offer, /^ipsec-3gpp;alg=\S+;spi-c=\d+;spi-s=\d+;port-c=(\d+);port-s=\1$/);
    assert.match(register()?.header('Via') ?? '', new RegExp(`:${/port-s=(\d+)/.exec(offer)?.[1]};`));
    for (const name of ['Require', 'Proxy-Require']) assert.equal(register()?.header(name), 'sec-agree');
    assert.equal(register()?.header('Security-Verify'), undefined);
    assert.equal(register(1)?.header('Security-Client'), offer);
    assert.equal(register(1)?.header('Security-Verify'), 'digest;q=0.1');
    assert.equal(register(1)?.headers('Authorization').length, 1);
  });
});
