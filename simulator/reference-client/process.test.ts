import { strict as assert } from 'node:assert';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { faultsNamed } from './faults';
import { type ProcessEnvironment, startProcess } from './process';
import { goodServer, notifiedSettings, ScriptedPeer } from './scripted-peer.fixture';

describe('the process protocol', () => {
  let peer: ScriptedPeer;
  let events: object[];

  beforeEach(async () => {
    peer = await ScriptedPeer.open(goodServer());
    events = [];
  });
  afterEach(() => peer.close());

  const start = (environment: ProcessEnvironment = {}, faults: readonly string[] = []) => {
    const input = new PassThrough();
    const client = startProcess({
      faults: faultsNamed(faults),
      environment,
      input,
      emit: (event) => events.push(event),
    });
    return { input, client };
  };
  const environment = () => ({
    IMCONF_SERVER: `udp:127.0.0.1:${peer.port}`,
    IMCONF_IM_ADDRESS: 'sip:alice@example.com',
  });

  it('carries out line by line what is asked for and ends with its input', async () => {
    const { input, client } = start(environment());
    input.write('{"op":"register"}\n{"op":"pub');
    input.end(
      'lish","settings":{"isb":true}}\n\n{"op":"refresh","settings":null}\n{"op":"retrieve"}\n{"op":"deregister"}',
    );
    await client.ended;
    const done = { event: 'done' };
    const published = { event: 'indication', what: 'published' };
    const shown = { event: 'indication', what: 'settings', settings: notifiedSettings };
    assert.deepEqual(events, [done, published, done, published, done, shown, done, done]);
    assert.deepEqual(
      peer.seen.map(({ method }) => method),
      ['REGISTER', 'PUBLISH', 'PUBLISH', 'SUBSCRIBE', '200', 'REGISTER'],
    );
  });

  it('lets server and im_address of a line win over the environment', async () => {
    const { input, client } = start({ IMCONF_SERVER: 'udp:192.0.2.1:5060', IMCONF_IM_ADDRESS: 'sip:bob@example.com' });
    input.end(
      `{"op":"publish","server":"udp:127.0.0.1:${peer.port}","im_address":"sip:carol@example.org","other":1}\n`,
    );
    await client.ended;
    assert.equal(peer.seen[0]?.startLine, 'PUBLISH sip:carol@example.org SIP/2.0');
  });

  const refused: readonly [string, RegExp][] = [
    ['{"op":"dance"}', /op "dance" is unknown; allowed: register, publish/],
    ['no JSON', /JSON/],
    ['null', /op undefined is unknown/],
    ['{"op":"publish","server":"sctp:h:1"}', /server "sctp:h:1" is not of the form/],
    ['{"op":"publish","im_address":"mailto:a@b"}', /IM Address "mailto:a@b" is no sip/],
    ['{"op":"publish","settings":{"ibs":true}}', /settings\.ibs is unknown; allowed: isb/],
  ];
  for (const [line, message] of refused) {
    it(`reports an error for ${line} and goes on`, async () => {
      const { input, client } = start(environment());
      input.end(`${line}\n{"op":"register"}\n`);
      await client.ended;
      const [error, done] = events as { event: string; message?: string }[];
      assert.equal(error?.event, 'error');
      assert.match(error?.message ?? '', message);
      assert.deepEqual(done, { event: 'done' });
    });
  }

  it('reports missing settings of its own by name', async () => {
    const { input, client } = start();
    input.end('{"op":"register"}\n');
    await client.ended;
    assert.deepEqual(events, [
      { event: 'error', message: 'no server: neither IMCONF_SERVER nor the request names one' },
    ]);
  });

  it('ends at once when stopped in the middle of an operation', async () => {
    peer.script = () => undefined;
    const { input, client } = start(environment());
    input.write('{"op":"publish"}\n');
    await peer.wait('PUBLISH');
    client.stop();
    await client.ended;
    assert.deepEqual(events, []);
  });
});
