import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { faultsNamed } from './faults';
import { Host, type HostReply, type HostRequest } from './host';
import { goodServer, ScriptedPeer } from './scripted-peer.fixture';

describe('many clients in one process', () => {
  let peers: ScriptedPeer[];
  let folder: string;
  let host: Host;
  let replies: HostReply[];
  let listeners: (() => void)[];

  beforeEach(async () => {
    peers = [await ScriptedPeer.open(goodServer()), await ScriptedPeer.open(goodServer())];
    folder = mkdtempSync(join(tmpdir(), 'imconf-test-'));
    replies = [];
    listeners = [];
    host = hostWith();
  });
  afterEach(() => {
    host.stop();
    for (const peer of peers) peer.close();
    rmSync(folder, { recursive: true });
  });

  const hostWith = (...faults: readonly string[]) =>
    new Host(faultsNamed(faults), (reply) => {
      replies.push(reply);
      for (const heard of listeners) heard();
    });
  const tell = (request: HostRequest) => host.take(JSON.stringify(request));
  const start = (client: number, stateFolder = join(folder, String(client))) =>
    tell({
      client,
      start: {
        IMCONF_SERVER: `udp:127.0.0.1:${peers[client % 2]?.port}`,
        IMCONF_IM_ADDRESS: `sip:user${client}@example.com`,
        IMCONF_STATE: stateFolder,
      },
    });
  const ask = (client: number, op: string) => tell({ client, line: JSON.stringify({ op }) });
  const repliesTo = (client: number) => replies.filter((reply) => reply.client === client);
  /** Resolves when a client has been heard of so often. */
  const heardOf = (client: number, count: number) =>
    new Promise<void>((resolve) => {
      const heard = () => {
        if (repliesTo(client).length >= count) resolve();
      };
      listeners.push(heard);
      heard();
    });
  const done = (client: number) => ({ client, event: { event: 'done' } });

  it('act each for itself, at a server of its own', async () => {
    start(0);
    start(1);
    ask(0, 'register');
    ask(1, 'register');
    await Promise.all([heardOf(0, 1), heardOf(1, 1)]);
    ask(1, 'dance');
    await heardOf(1, 2);
    assert.deepEqual(repliesTo(0), [done(0)]);
    assert.equal(peers[0]?.of('REGISTER').length, 1);
    assert.match(peers[1]?.of('REGISTER')[0]?.header('To') ?? '', /user1/);
  });

  it('end one by one, and go on from their folder when they are started again', async () => {
    start(0);
    start(1);
    ask(0, 'register');
    await heardOf(0, 1);
    tell({ client: 0, stop: true });
    await heardOf(0, 2);
    assert.deepEqual(repliesTo(0), [done(0), { client: 0, ended: true }]);
    start(2, join(folder, '0'));
    tell({ client: 2, line: '{"op":"register","im_address":"sip:user0@example.com"}' });
    ask(1, 'register');
    await Promise.all([heardOf(1, 1), heardOf(2, 1)]);
    const [first, second] = peers[0]?.of('REGISTER') ?? [];
    assert.equal(first?.header('Call-ID'), second?.header('Call-ID'));
  });

  it('end when no more lines will come and what was asked for is done', async () => {
    start(0);
    ask(0, 'register');
    host.noMore();
    await host.ended;
    assert.deepEqual(replies, [done(0), { client: 0, ended: true }]);
  });

  it('break what the host was started to break', async () => {
    host = hostWith('publish-expires');
    start(0);
    ask(0, 'register');
    ask(0, 'publish');
    await heardOf(0, 3);
    assert.equal(peers[0]?.of('PUBLISH')[0]?.header('Expires'), '3600');
  });

  it('end alone where one cannot begin', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    start(0, file);
    start(1);
    ask(1, 'register');
    await heardOf(1, 1);
    const [reply] = repliesTo(0);
    assert.match(reply !== undefined && 'problem' in reply ? (reply.problem ?? '') : '', /EEXIST|ENOTDIR/);
  });

  it('end alone where nobody caught their exception, which is told', async () => {
    start(0);
    start(1);
    const taken: boolean[] = [];
    listeners.push(() => {
      if (repliesTo(0).length === 1) taken.push(host.broke(new Error('lost')));
    });
    ask(0, 'register');
    await heardOf(0, 2);
    ask(1, 'register');
    await heardOf(1, 1);
    assert.deepEqual(taken, [true]);
    const [, ended, ...more] = repliesTo(0);
    assert.match(ended !== undefined && 'problem' in ended ? (ended.problem ?? '') : '', /^Error: lost\n/);
    assert.deepEqual(more, []);
    assert.equal(host.broke(new Error('of nobody')), false);
    assert.deepEqual(repliesTo(1), [done(1)]);
  });

  it('leave the host waiting for the next one', async () => {
    let hasEnded = false;
    void host.ended.then(() => {
      hasEnded = true;
    });
    start(0);
    tell({ client: 0, stop: true });
    await heardOf(0, 1);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(hasEnded, false);
    start(1);
    host.stop();
    await host.ended;
    assert.deepEqual(repliesTo(1), [{ client: 1, ended: true }]);
  });

  it('need not be there for the host to end', async () => {
    host.noMore();
    await host.ended;
  });

  it('are terminals of an IMS core where the host was started so', async () => {
    host = new Host([], (reply) => replies.push(reply), 'ims');
    start(0);
    ask(0, 'register');
    host.noMore();
    await host.ended;
    assert.equal(peers[0]?.of('REGISTER')[0]?.header('Expires'), '600000');
  });
});
