import assert from 'node:assert/strict';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseListener } from '../core/address';
import { publishBytes, registerBytes, responseBytes, subscribeBytes } from '../sip/message.fixture';
import type { TraceEvent } from '../trace/event';
import { decodeEvent } from '../trace/ndjson-decode';
import type { NewClient } from '../verdict/detected-ics';
import type { Finding, Judgement } from '../verdict/result';
import { passiveConfiguration } from './passive-configuration';
import type { FinishedPassiveRun } from './passive-run';
import { PassiveServer } from './passive-server';

/** A client on a socket of its own, for the users of these tests. */
class RawClient {
  readonly #socket: Socket = createSocket('udp4');
  readonly #server: number;
  readonly #user: string;
  /** What came and was not looked at yet. */
  readonly #arrived: string[] = [];
  #number = 0;

  constructor(server: PassiveServer, user: string) {
    this.#server = Number(/\d+$/.exec(server.listeners[0] ?? '')?.[0]);
    this.#user = `sip:${user}@example.com`;
  }

  async open(): Promise<void> {
    this.#socket.on('message', (bytes) => this.#arrived.push(String(bytes)));
    this.#socket.bind(0, '127.0.0.1');
    await once(this.#socket, 'listening');
  }

  close(): void {
    this.#socket.close();
  }

  /** Header fields of the next request. */
  #own(method: string): readonly (readonly [string, string])[] {
    this.#number += 1;
    const { port } = this.#socket.address();
    return [
      ['Via', `SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bK${port}n${this.#number};rport`],
      ['From', `<${this.#user}>;tag=t${port}`],
      ['To', `<${this.#user}>`],
      ['Call-ID', `c${port}-${this.#number}`],
      ['CSeq', `${this.#number} ${method}`],
      ...(method === 'PUBLISH' ? [] : [['Contact', `<sip:me@127.0.0.1:${port}>`] as const]),
    ];
  }

  async #ask(bytes: Buffer): Promise<string> {
    this.#socket.send(bytes, this.#server, '127.0.0.1');
    return this.#next();
  }

  async #next(): Promise<string> {
    while (this.#arrived.length === 0) await once(this.#socket, 'message');
    return this.#arrived.shift() ?? '';
  }

  register(): Promise<string> {
    return this.#ask(registerBytes({ set: this.#own('REGISTER') }));
  }

  /** Gives the entity-tag. */
  async publish(entityTag?: string, add: readonly (readonly [string, string])[] = []): Promise<string> {
    const more = entityTag === undefined ? add : [...add, ['SIP-If-Match', entityTag] as const];
    const answer = await this.#ask(publishBytes({ requestUri: this.#user, set: this.#own('PUBLISH'), add: more }));
    assert.match(answer, /^SIP\/2\.0 200 /);
    return /^SIP-ETag: (\S+)/m.exec(answer)?.[1] ?? '';
  }

  async fetch(): Promise<void> {
    const bytes = subscribeBytes({ requestUri: this.#user, set: this.#own('SUBSCRIBE') });
    this.#socket.send(bytes, this.#server, '127.0.0.1');
    const messages = [await this.#next(), await this.#next()];
    const notify = messages.find((text) => text.startsWith('NOTIFY ')) ?? '';
    const copied = ['Via', 'From', 'To', 'Call-ID', 'CSeq'].map(
      (name) => [name, new RegExp(`^${name}: (.*)\r$`, 'm').exec(notify)?.[1] ?? ''] as const,
    );
    this.#socket.send(responseBytes({ set: copied, without: ['SIP-ETag', 'Expires'] }), this.#server, '127.0.0.1');
    // Whatever is answered now, the server has read that before.
    await this.register();
  }
}

interface Lab {
  readonly server: PassiveServer;
  readonly folders: string[];
  readonly findings: Finding[];
  readonly news: NewClient[];
  client(user: string): Promise<RawClient>;
}

async function inLab(options: { readonly imAddresses?: readonly string[] }, test: (lab: Lab) => Promise<void>) {
  const home = mkdtempSync(join(tmpdir(), 'imconf-server-'));
  const clients: RawClient[] = [];
  const [folders, findings, news]: [string[], Finding[], NewClient[]] = [[], [], []];
  const listen = parseListener('udp:127.0.0.1:0');
  const server = await PassiveServer.open({
    configuration: passiveConfiguration({ imAddresses: options.imAddresses ?? [] }),
    listen: listen && [listen],
    strict: false,
    argv: ['serve'],
    folderAt: () => {
      folders.push(join(home, String(folders.length + 1)));
      return folders.at(-1) ?? '';
    },
    onFinding: (finding) => findings.push(finding),
    onClient: (client) => news.push(client),
    onFailure: (error) => assert.fail(error),
  });
  const client = async (user: string) => {
    const raw = new RawClient(server, user);
    clients.push(raw);
    await raw.open();
    return raw;
  };
  try {
    await test({ server, folders, findings, news, client });
  } finally {
    for (const raw of clients) raw.close();
    await server.close().catch(() => {});
    rmSync(home, { recursive: true });
  }
}

function events(folder: string | undefined): readonly TraceEvent[] {
  const [, ...lines] = readFileSync(join(folder ?? '', 'trace.ndjson'), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => decodeEvent(line)).filter((event): event is TraceEvent => !('problem' in event));
}

const frames = (folder: string | undefined) =>
  events(folder).flatMap((event) => ('frame' in event ? [event.frame] : []));

const broken = ({ requirements }: Pick<Judgement, 'requirements'>) =>
  requirements.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id);

const clientsOf = ({ report }: FinishedPassiveRun) =>
  new Map(report.judgement.clients.map((client) => [client.imAddress, client]));

describe('the passive server', () => {
  it('serves anybody and judges each client by its own messages', () =>
    inLab({}, async ({ server, client, news, findings }) => {
      const [alice, bob] = [await client('alice'), await client('bob')];
      for (const one of [alice, bob]) await one.register();
      await alice.publish();
      await bob.publish(undefined, [['Expires', '60']]);
      for (const one of [alice, bob]) await one.fetch();
      const finished = await server.close();
      const clients = clientsOf(finished);
      assert.deepEqual(broken(clients.get('sip:alice@example.com') as never), []);
      assert.deepEqual(broken(clients.get('sip:bob@example.com') as never), ['6.1.1.1-6']);
      assert.equal(finished.report.verdict, 'fail');
      assert.equal(finished.report.iut.name, '2 clients');
      assert.deepEqual(
        news.map(({ imAddress }) => imAddress),
        ['sip:alice@example.com', 'sip:bob@example.com'],
      );
      assert.deepEqual(
        findings.filter(({ outcome }) => outcome === 'fail').map(({ requirement }) => requirement),
        ['6.1.1.1-6'],
      );
    }));

  it('judges only the users that were named, each for itself', () =>
    inLab({ imAddresses: ['sip:alice@example.com', 'sip:bob@example.com'] }, async ({ server, client }) => {
      const [alice, bob, carol] = [await client('alice'), await client('bob'), await client('carol')];
      await alice.publish();
      await bob.publish(undefined, [['Expires', '60']]);
      await carol.publish(undefined, [['Expires', '60']]);
      const finished = await server.close();
      const clients = clientsOf(finished);
      assert.deepEqual([...clients.keys()].sort(), ['sip:alice@example.com', 'sip:bob@example.com']);
      assert.deepEqual(broken(clients.get('sip:alice@example.com') as never), []);
      assert.deepEqual(broken(clients.get('sip:bob@example.com') as never), ['6.1.1.1-6']);
      const findings = finished.report.judgement.requirements.find(({ id }) => id === '6.1.1.1-6')?.findings;
      assert.equal(findings?.length, 1);
      const strangers = finished.report.judgement.diagnostics.filter(({ message }) => /another user/.test(message));
      assert.equal(strangers.length, 1, 'carol alone is a stranger');
    }));

  it('is inconclusive when nobody came', () =>
    inLab({}, async ({ server }) => {
      const { report } = await server.close();
      assert.equal(report.verdict, 'inconc');
      assert.match(report.judgement.diagnostics[0]?.message ?? '', /nobody connected/);
    }));
});

describe('the passive server, its run folders', () => {
  it('begins each with frame 1, and goes on serving', () =>
    inLab({}, async ({ server, client, folders }) => {
      const alice = await client('alice');
      await alice.register();
      const first = await alice.publish();
      const rotated = await server.rotate();
      const second = await alice.publish(first);
      assert.notEqual(second, first);
      await alice.fetch();
      const finished = await server.close();
      assert.deepEqual(frames(folders[0]), [1, 2, 3, 4]);
      assert.deepEqual(frames(folders[1]), [1, 2, 3, 4, 5, 6, 7, 8]);
      assert.equal(rotated.report.messageCount, 4);
      assert.deepEqual(rotated.report.listeners, server.listeners);
      assert.equal(finished.report.judgement.clients.length, 1);
    }));

  it('takes no exception to what began in the one before', () =>
    inLab({}, async ({ server, client }) => {
      const alice = await client('alice');
      await alice.register();
      const first = await alice.publish();
      await alice.fetch();
      await server.rotate();
      await alice.publish(first);
      await alice.fetch();
      const { report } = await server.close();
      assert.deepEqual(broken(report.judgement), []);
    }));

  it('tells a breach in the folder of its time, with the frame there', () =>
    inLab({}, async ({ server, client, folders }) => {
      const alice = await client('alice');
      await alice.publish();
      const before = await server.rotate();
      await alice.publish(undefined, [['Expires', '60']]);
      const after = await server.close();
      assert.deepEqual(broken(before.report.judgement), []);
      assert.deepEqual(broken(after.report.judgement), ['6.1.1.1-6']);
      const finding = after.report.judgement.requirements.find(({ id }) => id === '6.1.1.1-6')?.findings[0];
      assert.equal(finding?.frame, 1);
      const [event] = events(folders[1]);
      assert.ok(event?.kind === 'message' && event.bytes.includes('Expires: 60'));
    }));
});
