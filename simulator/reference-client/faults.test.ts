import { strict as assert } from 'node:assert';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { parseServer } from './address';
import { ReferenceClient } from './client';
import { readDocument } from './document';
import { faults, faultsNamed } from './faults';
import type { Indication, Operation, Outcome } from './order';
import { goodServer, notifiedSettings, notifyFor, ScriptedPeer, type Seen } from './scripted-peer.fixture';
import { allInactive, settingKeys } from './settings';

const told = { isb: true, ipmb: false, vis: true, dms: false, chs: true };
const ims = [
  'Service-Route: <sip:a.example.com;lr>, <sip:b.example.com;lr>',
  'P-Associated-URI: <sip:alice@example.com>',
];

/** Values that differ from one request to the next, or follow from the rest. */
const volatile = /^(Via|Call-ID|CSeq|SIP-If-Match|Content-Length):/;

/** The rows of a request without what is random in them. */
function rowsOf(request: Seen): string[] {
  const [head = '', body = ''] = request.text.split('\r\n\r\n');
  const rows = head.split('\r\n').filter((row) => !volatile.test(row));
  return [...rows, body].map((row) => row.replace(/;tag=\w+|urn:uuid:[\w-]+|:\d{4,5}\b/g, ''));
}

interface Run {
  readonly outcomes: Record<Operation, Outcome>;
  readonly indications: readonly Indication[];
  readonly seen: readonly Seen[];
  readonly answers: readonly Seen[];
}

/** The rows that one request has and the other has not: `-` right client, `+` faulty client. */
function difference(right: Seen | undefined, wrong: Seen | undefined): string[] {
  const [a, b] = [right, wrong].map((request) => (request === undefined ? [] : rowsOf(request))) as [
    string[],
    string[],
  ];
  return [
    ...a.filter((row) => !b.includes(row)).map((row) => `-${row}`),
    ...b.filter((row) => !a.includes(row)).map((row) => `+${row}`),
  ];
}

const messages = (run: Run) => run.seen.filter(({ startLine }) => !startLine.startsWith('SIP/2.0'));

describe('faults of the reference client', () => {
  let peer: ScriptedPeer;

  beforeEach(async () => {
    peer = await ScriptedPeer.open(() => undefined);
  });
  afterEach(() => peer.close());

  async function run(names: readonly string[], registered: readonly string[]): Promise<Run> {
    const indications: Indication[] = [];
    const client = new ReferenceClient({
      faults: faultsNamed(names),
      keepsAlive: false,
      indicate: (what) => indications.push(what),
    });
    const good = goodServer(registered);
    peer.seen.length = 0;
    peer.script = (request) => {
      if (request.method === 'SUBSCRIBE' && request.header('Expires') !== '0')
        request.reply('200 OK', ['Expires: 3600']);
      if (request.method === 'SUBSCRIBE' && request.header('Expires') !== '0') {
        peer.send(
          notifyFor(request, peer, (text) => text.replace('terminated;reason=timeout', 'active;expires=3600')),
          request,
        );
      } else if (request.method === 'MESSAGE' || request.method === 'OPTIONS') request.reply('200 OK');
      else good(request, peer);
    };
    const outcomes: Partial<Record<Operation, Outcome>> = {};
    for (const operation of ['register', 'publish', 'refresh', 'retrieve', 'deregister'] as const) {
      const settings = operation === 'publish' ? { settings: told } : {};
      const server = parseServer(`udp:127.0.0.1:${peer.port}`);
      outcomes[operation] = await client.perform({
        operation,
        server,
        imAddress: 'sip:alice@example.com',
        ...settings,
      });
    }
    if (peer.of('SUBSCRIBE').length > 0 && !names.includes('retrieve-ignores-notify')) {
      while (!peer.seen.some(({ startLine }) => startLine.startsWith('SIP/2.0')))
        await new Promise((resolve) => setImmediate(resolve));
    }
    await client.close();
    const seen = [...peer.seen];
    const answers = seen.filter(({ startLine }) => startLine.startsWith('SIP/2.0'));
    return { outcomes: outcomes as Record<Operation, Outcome>, indications, seen, answers };
  }

  /** Position of the request in a run: register, publish, refresh, retrieve, deregister. */
  const place = { publish: [1, 2], refresh: [2], retrieve: [3] };

  const changed: readonly [string, keyof typeof place, RegExp][] = [
    [
      'publish-as-message',
      'publish',
      /^-PUBLISH sip:alice@example.com SIP\/2.0 \+MESSAGE sip:alice@example.com SIP\/2.0$/,
    ],
    ['publish-other-request-uri', 'publish', /^-PUBLISH \S+ SIP\/2.0 \+PUBLISH sip:mallory@example.com SIP\/2.0$/],
    ['publish-server-request-uri', 'publish', /^-PUBLISH \S+ SIP\/2.0 \+PUBLISH sip:127.0.0.1 SIP\/2.0$/],
    ['publish-other-originator', 'publish', /^-From: <sip:alice@example.com> \+From: <sip:mallory@example.com>$/],
    [
      'publish-anonymous',
      'publish',
      /^-From: <sip:alice@example.com> \+From: "Anonymous" <sip:anonymous@anonymous.invalid>$/,
    ],
    ['publish-no-preferred-identity', 'publish', /^-P-Preferred-Identity: <sip:alice@example.com>$/],
    ['publish-no-accept-contact', 'publish', /^-Accept-Contact: \S+$/],
    ['publish-no-require', 'publish', /\+Accept-Contact: \*;\+g\.oma\.sip-im;explicit$/],
    ['publish-no-explicit', 'publish', /\+Accept-Contact: \*;\+g\.oma\.sip-im;require$/],
    ['publish-split-accept-contact', 'publish', /\+Accept-Contact: \*;\+g\.oma\.sip-im;require, \*;explicit$/],
    ['publish-misspelt-feature-tag', 'publish', /\+Accept-Contact: \*;\+g\.oma\.sipim;require;explicit$/],
    ['publish-wrong-event', 'publish', /^-Event: service-settings \+Event: poc-settings$/],
    ['publish-event-case', 'publish', /^-Event: service-settings \+Event: Service-Settings$/],
    ['publish-event-template', 'publish', /^-Event: service-settings \+Event: service-settings.winfo$/],
    ['publish-expires', 'publish', /^\+Expires: 3600$/],
    ['publish-expires-zero', 'publish', /^\+Expires: 0$/],
    [
      'ims-publish-no-route',
      'publish',
      /^-Route: <sip:127.0.0.1;lr> -Route: <sip:a.example.com;lr> -Route: <sip:b.example.com;lr>$/,
    ],
    ['publish-no-body-on-refresh', 'refresh', /^-Content-Type: \S+ -<\?xml .*\+$/],
    ['retrieve-by-options', 'retrieve', /^-SUBSCRIBE \S+ SIP\/2.0 \+OPTIONS sip:alice@example.com SIP\/2.0$/],
    ['retrieve-other-request-uri', 'retrieve', /\+SUBSCRIBE sip:mallory@example.com SIP\/2.0$/],
    ['retrieve-server-request-uri', 'retrieve', /\+SUBSCRIBE sip:127.0.0.1 SIP\/2.0$/],
    ['retrieve-other-originator', 'retrieve', /^-From: <sip:alice@example.com> \+From: <sip:mallory@example.com>$/],
    ['retrieve-anonymous', 'retrieve', /\+From: "Anonymous" <sip:anonymous@anonymous.invalid>$/],
    ['retrieve-no-preferred-identity', 'retrieve', /^-P-Preferred-Identity: <sip:alice@example.com>$/],
    ['retrieve-wrong-event', 'retrieve', /^-Event: service-settings \+Event: poc-settings$/],
    ['retrieve-event-presence', 'retrieve', /^-Event: service-settings \+Event: presence$/],
    ['retrieve-expires', 'retrieve', /^-Expires: 0 \+Expires: 3600$/],
    ['retrieve-no-expires', 'retrieve', /^-Expires: 0$/],
    ['retrieve-expires-in-contact-only', 'retrieve', /^-Contact: (<\S+>) -Expires: 0 \+Contact: \1;expires=0$/],
    ['ims-retrieve-no-route', 'retrieve', /^(-Route: \S+ ?){3}$/],
  ];
  for (const [name, where, expected] of changed) {
    it(`${name} changes that and nothing else`, async () => {
      const [fault] = faultsNamed([name]);
      const registered = fault?.needs === 'ims' ? ims : [];
      const right = messages(await run([], registered));
      const wrong = await run([name], registered);
      assert.equal(messages(wrong).length, right.length);
      for (const [index, request] of messages(wrong).entries()) {
        const found = difference(right[index], request).join(' ');
        if (place[where].includes(index)) assert.match(found, expected);
        else assert.equal(found, '');
      }
      for (const outcome of Object.values(wrong.outcomes)) assert.deepEqual(outcome, { ok: true });
    });
  }

  for (const method of ['publish', 'retrieve'] as const) {
    it(`ims-${method}-swapped-route swaps the values and nothing else`, async () => {
      const seen = messages(await run([`ims-${method}-swapped-route`], ims));
      const request = seen[place[method][0] ?? 0];
      const hosts = request?.headers('Route').map((value) => /:([\w.]+)/.exec(value)?.[1]);
      assert.deepEqual(hosts, ['127.0.0.1', 'b.example.com', 'a.example.com']);
    });
  }

  for (const key of settingKeys) {
    it(`publish-no-${key}, publish-bad-${key} and publish-inverted-${key} change that setting only`, async () => {
      const published = async (name: string) =>
        messages(await run([name], []))
          .slice(1, 3)
          .map(({ body }) => body);
      const { [key]: value, ...others } = told;
      for (const body of await published(`publish-no-${key}`)) assert.deepEqual(readDocument(body), others);
      for (const body of await published(`publish-inverted-${key}`))
        assert.deepEqual(readDocument(body), { ...told, [key]: !value });
      for (const body of await published(`publish-bad-${key}`)) {
        assert.equal(body.match(/active="TRUE"/g)?.length, 1);
        assert.deepEqual(readDocument(body), others);
      }
    });
  }

  for (const [name, operation, method] of [
    ['publish-wrong-next-hop', 'publish', 'PUBLISH'],
    ['retrieve-wrong-next-hop', 'retrieve', 'SUBSCRIBE'],
  ] as const) {
    it(`${name} sends to the next port`, async () => {
      const passed: string[] = [];
      const sent = new Promise<void>((resolve) => {
        const client = new ReferenceClient({
          faults: faultsNamed([name]),
          keepsAlive: false,
          indicate: () => undefined,
          passed: ({ remote, text }) => {
            passed.push(`${text.split(' ', 1)} ${remote.port}`);
            if (text.startsWith(method)) void client.close().then(resolve);
          },
        });
        peer.script = goodServer();
        const order = { server: parseServer(`udp:127.0.0.1:${peer.port}`), imAddress: 'sip:alice@example.com' };
        void client.perform({ ...order, operation: 'register' });
        void client.perform({ ...order, operation });
      });
      await sent;
      assert.deepEqual(passed, [`REGISTER ${peer.port}`, `SIP/2.0 ${peer.port}`, `${method} ${peer.port + 1}`]);
    });
  }

  it('retrieve-refuses-notify answers 481, retrieve-ignores-notify nothing', async () => {
    assert.deepEqual(
      (await run(['retrieve-refuses-notify'], [])).answers.map(({ method }) => method),
      ['481'],
    );
    assert.deepEqual((await run(['retrieve-ignores-notify'], [])).answers, []);
  });

  it('shows-wrong-settings shows the opposite', async () => {
    const { indications } = await run(['shows-wrong-settings'], []);
    const opposite = Object.fromEntries(settingKeys.map((key) => [key, !notifiedSettings[key]]));
    assert.deepEqual(indications.at(-1), { what: 'settings', settings: opposite });
  });

  it('claims-success-anyway tells the user of a success that was none', async () => {
    const indications: Indication[] = [];
    const client = new ReferenceClient({
      faults: faultsNamed(['claims-success-anyway']),
      keepsAlive: false,
      indicate: (what) => indications.push(what),
    });
    peer.script = (request) => request.reply('500 Server Internal Error');
    const server = parseServer(`udp:127.0.0.1:${peer.port}`);
    const outcome = await client.perform({
      operation: 'publish',
      server,
      imAddress: 'sip:alice@example.com',
      settings: allInactive,
    });
    await client.close();
    assert.equal(outcome.ok, false);
    assert.deepEqual(indications, [{ what: 'published' }]);
  });

  it('silent and lost send nothing', async () => {
    const silent = await run(['silent'], []);
    assert.deepEqual([silent.seen.length, silent.outcomes.publish.ok], [0, true]);
    const lost = await run(['lost'], []);
    assert.deepEqual([lost.seen.length, lost.outcomes.publish.ok], [0, false]);
  });

  it('resubscribes-forever subscribes again and again, each time anew', async () => {
    peer.script = goodServer();
    const client = new ReferenceClient({
      faults: faultsNamed(['resubscribes-forever']),
      keepsAlive: false,
      indicate: () => undefined,
    });
    const server = parseServer(`udp:127.0.0.1:${peer.port}`);
    assert.deepEqual(await client.perform({ operation: 'retrieve', server, imAddress: 'sip:alice@example.com' }), {
      ok: true,
    });
    await peer.wait('SUBSCRIBE', 20);
    await client.close();
    assert.equal(
      new Set(peer.of('SUBSCRIBE').map((request) => request.header('Call-ID'))).size,
      peer.of('SUBSCRIBE').length,
    );
  });

  it('have unique names, and a mistyped one is refused with those allowed', () => {
    assert.equal(new Set(faults.map(({ name }) => name)).size, faults.length);
    assert.throws(
      () => faultsNamed(['publish-expired']),
      /there is no fault "publish-expired"; allowed: publish-as-message, /,
    );
  });
});
