import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { parseServer } from './address';
import { ReferenceClient } from './client';
import { type Script, ScriptedPeer, type Seen } from './scripted-peer.fixture';

const account = { username: 'alice', password: 'secret' };

describe('authentication of requests', () => {
  let peer: ScriptedPeer;
  let client: ReferenceClient;

  beforeEach(async () => {
    peer = await ScriptedPeer.open(() => undefined);
    client = new ReferenceClient({ faults: [], keepsAlive: false, indicate: () => undefined });
  });

  afterEach(async () => {
    await client.close();
    peer.close();
  });

  const publish = (script: Script) => {
    peer.script = script;
    const server = parseServer(`udp:127.0.0.1:${peer.port}`);
    return client.perform({ operation: 'publish', server, imAddress: 'sip:alice@example.com', account });
  };
  const field = (request: Seen | undefined, name: string, header = 'Authorization') =>
    new RegExp(`\\b${name}="?([^",]*)`).exec(request?.header(header) ?? '')?.[1];
  const ok = (request: Seen) => request.reply('200 OK', ['SIP-ETag: a', 'Expires: 60']);

  for (const [algorithm, hash] of [
    ['MD5', 'md5'],
    ['SHA-256', 'sha256'],
  ] as const) {
    it(`answers a 401 with ${algorithm} in a new transaction of the same Call-ID`, async () => {
      const challenge = `WWW-Authenticate: Digest realm="r", nonce="n", qop="auth", algorithm=${algorithm}`;
      const outcome = await publish((request) =>
        request.header('Authorization') ? ok(request) : request.reply('401 Unauthorized', [challenge]),
      );
      assert.deepEqual(outcome, { ok: true });
      const [first, second] = peer.seen;
      const h = (text: string) => createHash(hash).update(text).digest('hex');
      const middle = `n:00000001:${field(second, 'cnonce')}:auth`;
      const expected = h(`${h('alice:r:secret')}:${middle}:${h('PUBLISH:sip:alice@example.com')}`);
      assert.equal(field(second, 'response'), expected);
      assert.equal(second?.header('Call-ID'), first?.header('Call-ID'));
      assert.equal(second?.header('From'), first?.header('From'));
      assert.equal(second?.header('CSeq'), '2 PUBLISH');
      assert.notEqual(second?.header('Via'), first?.header('Via'));
      assert.equal(second?.body, first?.body);
    });
  }

  it('sends known credentials unasked and counts the uses of the nonce', async () => {
    const script: Script = (request) =>
      request.header('Authorization')
        ? ok(request)
        : request.reply('401 Unauthorized', ['WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"']);
    await publish(script);
    await publish(script);
    assert.deepEqual(
      peer.seen.map((request) => field(request, 'nc')),
      [undefined, '00000001', '00000002'],
    );
  });

  it('takes nextnonce and starts its count anew', async () => {
    const script: Script = (request) =>
      request.header('Authorization')
        ? request.reply('200 OK', ['Authentication-Info: nextnonce="m"'])
        : request.reply('401 Unauthorized', ['WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"']);
    await publish(script);
    await publish(script);
    assert.deepEqual([field(peer.seen[2], 'nonce'), field(peer.seen[2], 'nc')], ['m', '00000001']);
  });

  it('does not try rejected credentials again', async () => {
    const outcome = await publish((request) =>
      request.reply('401 Unauthorized', [`WWW-Authenticate: Digest realm="r", nonce="${peer.seen.length}"`]),
    );
    assert.deepEqual(outcome, { ok: false, message: 'PUBLISH was answered 401 Unauthorized' });
    assert.equal(peer.seen.length, 2);
  });

  it('repeats once with the new nonce when the old one was stale', async () => {
    await publish((request) =>
      request.reply('401 Unauthorized', [
        `WWW-Authenticate: Digest realm="r", nonce="${peer.seen.length}", stale=true, qop="auth"`,
      ]),
    );
    assert.deepEqual(
      peer.seen.map((request) => [field(request, 'nonce'), field(request, 'nc')]),
      [
        [undefined, undefined],
        ['1', '00000001'],
        ['2', '00000001'],
      ],
    );
  });

  it('answers 407 and then 401 without losing the first credentials', async () => {
    const outcome = await publish((request) => {
      if (!request.header('Proxy-Authorization'))
        request.reply('407 Proxy Authentication Required', ['Proxy-Authenticate: Digest realm="p", nonce="1"']);
      else if (!request.header('Authorization'))
        request.reply('401 Unauthorized', ['WWW-Authenticate: Digest realm="r", nonce="2"']);
      else ok(request);
    });
    assert.deepEqual(outcome, { ok: true });
    assert.equal(field(peer.seen[2], 'nonce', 'Proxy-Authorization'), '1');
    assert.equal(field(peer.seen[2], 'nonce'), '2');
    assert.deepEqual(
      peer.seen.map((request) => request.header('CSeq')),
      ['1 PUBLISH', '2 PUBLISH', '3 PUBLISH'],
    );
  });
});
