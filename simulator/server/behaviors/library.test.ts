import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { catalogue } from '../../requirements/catalogue';
import { isRequest } from '../../sip/message';
import type { Changes } from '../../sip/message.fixture';
import { behaviorNamed, type LibraryEntry, library } from './library';
import { placeholders } from './placeholders';
import {
  assertMeant,
  fieldOf,
  lines,
  OTHER,
  publish,
  register,
  ScriptedWire,
  type Sent,
  subscribe,
  takesAll,
} from './scripted.fixture';

/** What shows only over a transport that the simulated server does not speak: SIP over WebSocket, in text and binary messages. */
const outOfReach = ['RFC7118-4.2-1'];

/** The gaps between the copies of a request on UDP (RFC 3261 §17.1.2.2). */
const gaps = [500, 1_000, 2_000, ...Array(7).fill(4_000)];

const isFinal = ({ text }: Sent): boolean => /^\s*SIP\/2\.0 [2-6]\d\d/.test(text);

/** A client that registers, publishes, changes and retrieves its settings, and comes back with credentials when it is asked. */
class Client {
  readonly wire: ScriptedWire;
  readonly #changes: Changes;

  constructor({ script }: LibraryEntry, changes: Changes = {}) {
    this.wire = new ScriptedWire(script, { servedUris: ['sip:alice@example.com', 'tel:+4930123456'] });
    this.wire.answer = takesAll;
    this.#changes = changes;
  }

  /** A request with its copies until there is a final answer for it, and 3 s more. */
  ask(make: (changes: Changes) => Buffer, add: Changes['add'] = [], set: Changes['set'] = []): readonly Sent[] {
    const own = { ...this.#changes, add, set: [...(this.#changes.set ?? []), ...set] };
    const before = this.wire.sent.length;
    const bytes = make(own);
    this.wire.send(bytes);
    for (const gap of gaps) {
      if (
        this.wire.sent
          .slice(before)
          .some(({ packet, text }) => isFinal({ text } as Sent) && packet.provocation === undefined)
      )
        break;
      this.wire.sleep(gap);
      this.wire.send(bytes);
    }
    this.wire.sleep(3_000);
    return this.wire.sent.slice(before);
  }

  /** The same, and once more with credentials for all that asked. */
  get(make: (changes: Changes) => Buffer, add: Changes['add'] = [], set: Changes['set'] = []): readonly Sent[] {
    const first = this.ask(make, add, set);
    const rows = first.flatMap((sent) => credentialsFor(sent));
    return rows.length === 0 ? first : [...first, ...this.ask(make, [...add, ...rows], set)];
  }

  /** All of it; then time for what is late. */
  live(): readonly Sent[] {
    this.get(register);
    const published = this.get(publish).findLast((sent) => fieldOf(sent, 'SIP-ETag') !== undefined && isRight(sent));
    const tag = fieldOf(published, 'SIP-ETag') ?? 'unknown';
    this.get(publish, [['SIP-If-Match', tag]]);
    this.get(publish, [['SIP-If-Match', tag]]);
    const first = this.get(subscribe).find((sent) => isFinal(sent));
    this.get(
      subscribe,
      [],
      [
        ['To', fieldOf(first, 'To') ?? ''],
        ['CSeq', '2 SUBSCRIBE'],
      ],
    );
    this.wire.sleep(50_000);
    return this.wire.sent;
  }
}

const isRight = ({ packet }: Sent): boolean => packet.provocation === undefined;

function credentialsFor(sent: Sent): readonly [string, string][] {
  const rows: [string, string][] = [];
  for (const [challenge, answer] of [
    ['WWW-Authenticate', 'Authorization'],
    ['Proxy-Authenticate', 'Proxy-Authorization'],
  ] as const) {
    const nonce = /nonce="([^"]*)"/.exec(fieldOf(sent, challenge) ?? '')?.[1];
    if (nonce !== undefined)
      rows.push([answer, `Digest username="a", realm="example.com", nonce="${nonce}", uri="x", response="0"`]);
  }
  return rows;
}

/** What the client has to be for a behaviour to meet it. */
function changesFor({ name }: LibraryEntry): Changes {
  if (name.includes('tel URI')) return { requestUri: 'tel:+4930123456' };
  if (name.includes('id of Event')) return { set: [['Event', 'service-settings;id=1']] };
  if (/subscriptions? (?:60|to 30) s|refresh of a subscription/.test(name)) return { set: [['Expires', '600']] };
  return name.includes('registration with 423') ? { set: [['Expires', '7300']] } : {};
}

describe('the library of behaviours', () => {
  it('has a name for each, once', () => {
    assert.equal(new Set(library.map(({ name }) => name)).size, library.length);
    for (const { name, script } of library) {
      assert.equal(behaviorNamed(name), script);
      for (const behavior of script) assert.equal(behavior.name, name);
    }
    assert.equal(behaviorNamed('nothing of that name'), undefined);
  });

  it('is data: JSON gives it back', () => {
    for (const { name, script } of library) assert.deepEqual(JSON.parse(JSON.stringify(script)), script, name);
  });

  it('has no placeholder that nobody fills', () => {
    const known = new Set([...placeholders, 'branch', 'own', 'port']);
    const found = [...JSON.stringify(library).matchAll(/\{([a-z-]+)\}/g)].map(([, name]) => name ?? '');
    assert.deepEqual(
      [...new Set(found)].filter((name) => !known.has(name)),
      [],
    );
    assert.ok(found.length > 0);
  });

  it('names requirements of the catalogue that need a scenario, and leaves none of them out', () => {
    const active = catalogue.filter(({ verification }) => verification.by === 'scenario').map(({ id }) => id as string);
    const passive = new Set(['indication']);
    const known = new Set(catalogue.map(({ id }) => id as string));
    const provoked = new Set(library.flatMap(({ provokes }) => provokes));
    assert.deepEqual(
      [...provoked].filter((id) => !known.has(id)),
      [],
    );
    assert.deepEqual(
      active.filter((id) => !provoked.has(id) && !passive.has(id)),
      outOfReach,
    );
  });

  for (const each of library) {
    it(each.name, () => {
      const client = new Client(each, changesFor(each));
      const sent = client.live();
      assertMeant(sent);
      assert.ok(each.script.length === 0 || client.wire.server.used(each.name) > 0, 'no behaviour took a request');
      const declared = each.script.flatMap((behavior) => [
        ...(behavior.do.answers ?? []),
        ...(behavior.do.notify ?? []),
      ]);
      const isBroken = declared.some(({ breaks = [] }) => breaks.length > 0);
      // These are wrong only to a client that asked for less, or waits at another port.
      if (!/^grants|port of sent-by/.test(each.name))
        assert.equal(
          sent.some(({ packet }) => packet.provocation === each.name),
          isBroken,
        );
      assertDoes(each.name, client.wire);
    });
  }
});

/** The first answers to requests of a kind. */
const methods: Readonly<Record<string, RegExp>> = {
  'a first publication': /^SIP\/2\.0 .*CSeq: \d+ PUBLISH/s,
  'a retrieval': /^SIP\/2\.0 .*CSeq: \d+ SUBSCRIBE/s,
  'a registration': /^SIP\/2\.0 .*CSeq: \d+ REGISTER/s,
};

/** What the name says is what is seen. */
function assertDoes(name: string, { sent, disconnected }: ScriptedWire): void {
  const target = Object.keys(methods).find((words) => name.includes(words));
  const answers = sent.filter(({ text }) => (target === undefined ? /^SIP/ : (methods[target] ?? /^/)).test(text));
  const first = answers[0];
  const status = / with (\d{3})(?: |$)/.exec(name)?.[1];
  if (status !== undefined) {
    const found = answers.find(({ text }) => text.startsWith(`SIP/2.0 ${status}`));
    assert.ok(found, `no ${status} was sent`);
    assert.equal(fieldOf(found, 'Retry-After') !== undefined, name.endsWith('Retry-After'));
    if (target !== undefined && !/SHA|spite|proxy|next/.test(name))
      assert.equal(first, found, `the first answer is no ${status}`);
  }
  const notifies = sent.filter(({ message }) => message && isRequest(message) && message.start.method === 'NOTIFY');
  if (/^(?:notifies|repeats the NOTIFY|says first|ends the subscription|lets)/.test(name))
    assert.ok(notifies.length > 0);
  if (name === 'never notifies') assert.ok(notifies.every(({ at }) => at > (answers.at(-2)?.at ?? 0)));
  const method = /^sends ([A-Z]+) /.exec(name)?.[1];
  if (method !== undefined) {
    const request = sent.find(({ text }) => text.startsWith(`${method} `));
    assert.equal(/;tag=/.test(fieldOf(request, 'To') ?? ''), name.includes('inside'));
  }
  if (name.startsWith('ignores') && target !== undefined && !name.endsWith('once')) {
    // What comes behind it on the same resource is refused: nothing was stored, there is no dialog.
    assert.ok(answers.every(({ text }) => !text.startsWith('SIP/2.0 2')));
  }
  if (/^delays/.test(name) && target !== undefined) assert.ok(first && first.at >= 5_000);
  if (/elsewhere(?: for good| with .*)?$/.test(name) && /^sends /.test(name))
    assert.match(
      sent.map((each) => fieldOf(each, 'Contact') ?? '').join(),
      new RegExp(`<sip:alice@${OTHER.host}:${OTHER.port};`),
    );
  if (/five pieces/.test(name)) assert.ok(sent.some(({ packet }) => packet.pieces?.count === 5));
  if (/one piece/.test(name)) assert.ok(sent.some(({ packet }) => packet.joinsNext));
  if (/compact/.test(name))
    assert.ok(sent.some(({ text }) => /\r\nv: /.test(text)) && sent.some(({ text }) => /^NOTIFY.*\r\nV: /s.test(text)));
  if (/^grants (\w+) (\d+) s$/.test(name)) {
    const [, , seconds] = /^grants (\w+) (\d+) s$/.exec(name) ?? [];
    assert.ok(
      sent.some(
        (each) => fieldOf(each, 'Expires') === seconds || fieldOf(each, 'Contact')?.includes(`expires=${seconds}`),
      ),
    );
  }
  assert.deepEqual(disconnected, [], 'there is no connection on UDP');
  assert.ok(lines(sent).length > 0 || name.startsWith('ignores'));
}
