import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import type { Operation } from './order';
import { goodServer, type Script, ScriptedPeer, type Seen } from './scripted-peer.fixture';
import { Stage, type StageOptions } from './stage.fixture';

const methods: Readonly<Record<string, Operation>> = {
  REGISTER: 'register',
  PUBLISH: 'publish',
  SUBSCRIBE: 'retrieve',
};
const ok = (request: Seen) => request.reply('200 OK', ['SIP-ETag: fresh', 'Expires: 3600']);

describe('what the client does after a refusal', () => {
  let stage: Stage | undefined;
  afterEach(() => stage?.close());

  const open = async (script: Script, options: Partial<StageOptions> = {}) => {
    stage = await Stage.open({ script, ...options });
    return stage;
  };
  const field = (name: string) => stage?.peer.seen.map((request) => request.header(name));

  for (const status of [
    '400',
    '403',
    '404',
    '405',
    '406',
    '408',
    '480',
    '489',
    '498',
    '500',
    '503',
    '598',
    '600',
    '603',
  ]) {
    for (const [method, operation] of Object.entries(methods)) {
      it(`does not repeat a ${method} by itself after ${status}`, async () => {
        const { play, of } = bound(await open((request) => request.reply(`${status} No`, ['Retry-After: 2'])));
        assert.deepEqual(await play(operation, 60_000), {
          ok: false,
          message: `${method} was answered ${status} No`,
          ...(['404', '480', '500', '503', '600', '603'].includes(status) && { again: 2 }),
        });
        assert.equal(of(method).length, 1);
      });
    }
  }

  it('takes an unknown 2xx for 200, its entity-tag included', async () => {
    const { play } = bound(await open((request) => request.reply('299 Fine', ['SIP-ETag: a', 'Expires: 60'])));
    assert.deepEqual(await play('publish'), { ok: true });
    await play('publish');
    assert.deepEqual(field('SIP-If-Match'), [undefined, 'a']);
  });

  it('sends nothing to a server that asked for silence by 503, and goes on when the time is over', async () => {
    const good = goodServer();
    const { play, advance, of } = bound(
      await open((request, peer) =>
        peer.seen.length === 1
          ? request.reply('503 Overloaded', ['Retry-After: 15 (maintenance);duration=3600'])
          : good(request, peer),
      ),
    );
    await play('publish');
    await advance(8000);
    const held = await play('retrieve');
    assert.match(held?.ok === false ? held.message : '', /^SUBSCRIBE is held back for another 7 s, as udp:127/);
    assert.equal(of('SUBSCRIBE').length, 0);
    await advance(7000);
    assert.deepEqual(await play('publish'), { ok: true });
  });

  it('lets 3 s pass after 500 before it sends the request that the user wants again', async () => {
    const { play, advance, of } = bound(
      await open((request) => (stage?.peer.seen.length === 1 ? request.reply('500 Broken') : ok(request))),
    );
    await play('publish');
    await play('publish', 2900);
    assert.equal(of('PUBLISH').length, 1);
    await advance(200);
    assert.equal(of('PUBLISH').length, 2);
  });

  it('waits 5 s after a REGISTER that nobody answered', async () => {
    const { play, advance, of } = bound(await open(() => undefined));
    await play('register', 32_000);
    const copies = of('REGISTER').length;
    await play('register', 4900);
    assert.equal(of('REGISTER').length, copies);
    await advance(200);
    assert.equal(of('REGISTER').at(-1)?.header('CSeq'), '2 REGISTER');
  });

  it('follows a redirect once, to the Contact URI without method and headers, and forgets it then', async () => {
    const { play } = bound(
      await open((request) =>
        stage?.peer.seen.length === 1
          ? request.reply('302 Moved', ['Contact: <sip:alice@alt.example.com;x=1;method=INFO?Subject=foo>'])
          : ok(request),
      ),
    );
    assert.deepEqual(await play('publish'), { ok: true });
    await play('publish');
    assert.deepEqual(
      stage?.peer.seen.map(({ startLine }) => startLine.split(' ')[1]),
      ['sip:alice@example.com', 'sip:alice@alt.example.com;x=1', 'sip:alice@example.com'],
    );
    assert.deepEqual(field('CSeq')?.slice(0, 2), ['1 PUBLISH', '2 PUBLISH']);
    assert.equal(new Set(field('Via')).size, 3);
    assert.equal(field('Call-ID')?.[0], field('Call-ID')?.[1]);
  });

  it('sends a redirected request to the address in the Contact', async () => {
    const other = await ScriptedPeer.open(ok);
    const { play } = bound(
      await open((request) =>
        request.reply('302 Moved', [`Contact: <sip:alice@127.0.0.1:${other.port};transport=tcp>`]),
      ),
    );
    assert.deepEqual(await play('publish', 250), { ok: true });
    assert.deepEqual(
      other.seen.map(({ startLine, transport }) => [startLine, transport]),
      [[`PUBLISH sip:alice@127.0.0.1:${other.port};transport=tcp SIP/2.0`, 'TCP']],
    );
    other.close();
  });

  it('renews what the server took, not the change that it refused', async () => {
    const script: Script = (request) => {
      if (stage?.peer.seen.length === 2) request.reply('488 No');
      else request.reply('200 OK', ['SIP-ETag: a', 'Expires: 60']);
    };
    const { play } = bound(await open(script, { keepsAlive: true }));
    await play('publish', 0, { isb: true });
    await play('publish', 30_000, { isb: false });
    const bodies = stage?.of('PUBLISH').map(({ body }) => /barring active="(\w+)"/.exec(body)?.[1]);
    assert.deepEqual(bodies, ['true', 'false', 'true']);
  });

  it('tries each redirect target once', async () => {
    const { play } = bound(
      await open((request) => {
        const contact = request.startLine.includes('alt') ? 'sip:alice@example.com' : 'sip:alice@alt.example.com';
        request.reply('302 Moved', [`Contact: <${contact}>`]);
      }),
    );
    assert.equal((await play('retrieve', 1000))?.ok, false);
    assert.equal(stage?.peer.seen.length, 2);
  });

  it('publishes anew with the whole state after 412, and never names the refused tag again', async () => {
    const stateFolder = mkdtempSync(join(tmpdir(), 'reference-client-'));
    const script: Script = (request) => {
      if (request.header('SIP-If-Match') === 'fresh') request.reply('412 Conditional Request Failed');
      else request.reply('200 OK', [`SIP-ETag: ${stage?.peer.seen.length === 1 ? 'fresh' : 'second'}`, 'Expires: 60']);
    };
    const { play } = bound(await open(script, { stateFolder }));
    await play('publish', 0, { isb: true });
    assert.deepEqual(await play('refresh'), { ok: true });
    await play('publish');
    assert.deepEqual(field('SIP-If-Match'), [undefined, 'fresh', undefined, 'second']);
    assert.match(stage?.peer.seen[2]?.body ?? '', /incoming-session-barring active="true".*hist-activation/);
    assert.doesNotMatch(readFileSync(join(stateFolder, 'reference-client.json'), 'utf8'), /fresh/);
    rmSync(stateFolder, { recursive: true });
  });

  it('keeps the last entity-tag when a change was not answered', async () => {
    const { play } = bound(
      await open((request) => {
        if (request.header('SIP-If-Match') === undefined) ok(request);
      }),
    );
    await play('publish');
    await play('publish', 32_000);
    await play('publish');
    assert.equal(stage?.peer.seen.at(-1)?.header('SIP-If-Match'), 'fresh');
  });

  it('does not repair 423 to a PUBLISH, which only Expires could do', async () => {
    const { play, of } = bound(await open((request) => request.reply('423 Interval Too Brief', ['Min-Expires: 7200'])));
    await play('publish', 60_000);
    assert.equal(of('PUBLISH').length, 1);
  });

  it('repeats once after 415 that lists its type, and not after one that lists others', async () => {
    for (const [accept, count] of [
      ['application/poc-settings+xml', 2],
      ['application/im-settings+xml', 1],
    ] as const) {
      const { play, of } = bound(await open((request) => request.reply('415 Type', [`Accept: ${accept}`])));
      await play('publish');
      assert.equal(of('PUBLISH').length, count);
      await stage?.close();
      stage = undefined;
    }
  });

  it('sends the SIP form of a tel URI after 416', async () => {
    const { play } = bound(
      await open((request) => (request.startLine.includes('tel:') ? request.reply('416 Scheme') : ok(request)), {
        imAddress: 'tel:+12015550123',
      }),
    );
    assert.deepEqual(await play('publish'), { ok: true });
    assert.equal(stage?.peer.seen[1]?.startLine, 'PUBLISH sip:+12015550123@127.0.0.1;user=phone SIP/2.0');
  });

  it('goes without what 420 does not support, and gives up where it required nothing', async () => {
    const refuse: Script = (request) =>
      request.header('Proxy-Require') === undefined && stage?.peer.seen.length === 2
        ? ok(request)
        : request.reply('420 Bad Extension', ['Unsupported: pref']);
    const { play } = bound(await open(refuse, { faults: ['proxy-requires-pref'] }));
    assert.deepEqual(await play('publish'), { ok: true });
    assert.deepEqual(field('Proxy-Require'), ['pref', undefined]);
    await stage?.close();
    const plain = bound(await open(refuse));
    await plain.play('publish');
    assert.equal(plain.of('PUBLISH').length, 1);
  });

  it('mirrors Security-Server after 494', async () => {
    const mechanisms = 'Security-Server: digest;q=0.2, ipsec-3gpp;q=0.1';
    const { play } = bound(
      await open((request) =>
        request.header('Security-Verify') ? ok(request) : request.reply('494 Agreement Required', [mechanisms]),
      ),
    );
    assert.deepEqual(await play('publish'), { ok: true });
    await play('publish');
    assert.deepEqual(field('Security-Verify')?.slice(1), Array(2).fill('digest;q=0.2, ipsec-3gpp;q=0.1'));
    assert.deepEqual(field('Require')?.slice(1), ['sec-agree', 'sec-agree']);
    assert.deepEqual(field('Proxy-Require')?.slice(1), ['sec-agree', 'sec-agree']);
  });

  it('publishes nothing when its registration was refused', async () => {
    const { play, of } = bound(await open((request) => request.reply('403 Forbidden')));
    await play('register');
    assert.deepEqual(await play('publish'), {
      ok: false,
      message: 'there is no registration: REGISTER was answered 403 Forbidden',
    });
    assert.equal(of('PUBLISH').length, 0);
  });
});

function bound(stage: Stage) {
  return { play: stage.play.bind(stage), advance: stage.advance.bind(stage), of: stage.of.bind(stage) };
}
