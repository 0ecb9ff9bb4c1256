import { strict as assert } from 'node:assert';
import { afterEach, describe, it } from 'node:test';
import { goodServer, notifyFor, type Script, type Seen } from './scripted-peer.fixture';
import { Stage, type StageOptions } from './stage.fixture';

const challenge = 'WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"';
const ok = (request: Seen) => request.reply('200 OK', [`SIP-ETag: ${request.header('CSeq')?.[0]}`, 'Expires: 3600']);

describe('transactions, renewals and flows of the client', () => {
  let stage: Stage | undefined;
  afterEach(() => stage?.close());

  const open = async (script: Script, options: Partial<StageOptions> = {}) => {
    stage = await Stage.open({ script, ...options });
    return stage;
  };

  it('absorbs copies of a final response', async () => {
    await open((request) => {
      for (let copy = 0; copy < 3; copy += 1) ok(request);
    });
    assert.deepEqual(await stage?.play('publish', 6000), { ok: true });
    assert.equal(stage?.peer.seen.length, 1);
  });

  it('takes a connection that closes for a failure of the transport', async () => {
    await open((_request, peer) => peer.dropConnections(), { transport: 'tcp' });
    const outcome = await stage?.play('publish', 500);
    assert.match(outcome?.ok === false ? outcome.message : '', /^PUBLISH could not be sent to tcp:/);
    assert.equal(stage?.of('PUBLISH').length, 1);
  });

  it('takes a response that comes in pieces, with a NOTIFY glued to it and CR LF before', async () => {
    await open(
      (request, peer) => {
        const text = request.responseText('200 OK', ['Expires: 0']);
        const notify = notifyFor(request, peer);
        peer.write(`\r\n\r\n${text.slice(0, 20)}`, text.slice(20) + notify.slice(0, 9), notify.slice(9));
      },
      { transport: 'tcp' },
    );
    assert.deepEqual(await stage?.play('retrieve', 250), { ok: true });
    assert.equal(stage?.of('200').length, 1);
  });

  it('sends one request of a kind at a time, and publishes only when the registrar has answered', async () => {
    const held: Seen[] = [];
    await open((request) => held.push(request));
    void stage?.perform('register');
    void stage?.perform('publish');
    void stage?.perform('publish');
    await stage?.advance(400);
    assert.deepEqual(
      stage?.peer.seen.map(({ method }) => method),
      ['REGISTER'],
    );
    held[0]?.reply('200 OK', ['Expires: 3600']);
    await stage?.advance(250);
    assert.equal(new Set(stage?.of('PUBLISH').map((request) => request.header('Via'))).size, 1);
    ok(stage?.of('PUBLISH')[0] as Seen);
    await stage?.advance(250);
    assert.equal(new Set(stage?.of('PUBLISH').map((request) => request.header('Via'))).size, 2);
  });

  for (const [granted, due] of [
    [20, 10_000],
    [600, 300_000],
    [4_294_967_295, 4_294_966_695_000],
  ] as const) {
    it(`refreshes a publication of ${granted} s with its newest entity-tag after ${due / 1000} s, and again`, async () => {
      let tags = 0;
      await open((request) => request.reply('200 OK', [`SIP-ETag: t${++tags}`, `Expires: ${granted}`]), {
        keepsAlive: true,
      });
      await stage?.play('publish');
      for (const refreshes of [1, 2]) {
        await stage?.advance(due - 1, due - 1);
        assert.equal(stage?.of('PUBLISH').length, refreshes);
        await stage?.advance(1);
        assert.equal(stage?.of('PUBLISH')[refreshes]?.header('SIP-If-Match'), `t${refreshes}`);
      }
    });
  }

  it('drops a refresh that became due while a change was on its way', async () => {
    const held: Seen[] = [];
    const grant = (request: Seen) => request.reply('200 OK', ['SIP-ETag: a', 'Expires: 20']);
    await open((request) => (stage?.peer.seen.length === 1 ? grant(request) : held.push(request)), {
      keepsAlive: true,
    });
    await stage?.play('publish', 9900);
    await stage?.play('publish', 250);
    for (const request of held.splice(0)) grant(request);
    await stage?.advance(5000);
    assert.equal(new Set(stage?.of('PUBLISH').map((request) => request.header('Call-ID'))).size, 2);
  });

  it('comes back with a refresh that was put off when its time has come', async () => {
    await open(
      (request) =>
        stage?.peer.seen.length === 2
          ? request.reply('503 Busy', ['Retry-After: 15'])
          : request.reply('200 OK', ['SIP-ETag: a', 'Expires: 60']),
      { keepsAlive: true },
    );
    await stage?.play('publish', 30_000);
    await stage?.advance(14_900);
    assert.equal(stage?.of('PUBLISH').length, 2);
    await stage?.advance(500);
    assert.equal(stage?.of('PUBLISH').length, 3);
  });

  it('keeps its flow alive over TCP, and registers over a new one when no pong comes', async () => {
    let pings = 0;
    await open((request) => request.reply('200 OK', ['Expires: 3600', 'Flow-Timer: 30']), {
      keepsAlive: true,
      transport: 'tcp',
    });
    if (stage)
      stage.peer.onLineEnds = (octets, answer) => {
        assert.equal(octets, '\r\n\r\n');
        pings += 1;
        if (pings < 3) answer('\r\n');
      };
    await stage?.play('register');
    await stage?.advance(27_000, 1000);
    assert.equal(pings, 1);
    await stage?.advance(54_000, 1000);
    assert.equal(pings, 3);
    assert.equal(stage?.of('REGISTER').length, 1);
    await stage?.advance(10_000, 1000);
    assert.equal(stage?.of('REGISTER').length, 2);
    assert.notEqual(stage?.of('REGISTER')[1]?.port, stage?.of('REGISTER')[0]?.port);
  });

  it('keeps its flow alive over UDP with STUN, for CR LF is forbidden there', async () => {
    const binding: Buffer[] = [];
    await open((request) => request.reply('200 OK', ['Expires: 3600', 'Flow-Timer: 20']), { keepsAlive: true });
    if (stage) stage.peer.onOctets = (octets) => binding.push(octets);
    await stage?.play('register', 18_000);
    assert.equal(binding[0]?.toString('hex', 0, 8), '000100002112a442');
    assert.equal(binding[0]?.length, 20);
  });

  it('sends credentials with the next fetch unasked, and counts on', async () => {
    await open((request, peer) => {
      if (!request.header('Authorization')) request.reply('401 Unauthorized', [challenge]);
      else goodServer()(request, peer);
    });
    await stage?.play('retrieve');
    await stage?.play('retrieve');
    const counts = stage?.of('SUBSCRIBE').map((request) => /nc=(\w+)/.exec(request.header('Authorization') ?? '')?.[1]);
    assert.deepEqual(counts, [undefined, '00000001', '00000002']);
  });
});
