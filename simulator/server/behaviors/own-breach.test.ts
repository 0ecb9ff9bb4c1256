import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { isRequest } from '../../sip/message';
import { defaultServerConfig } from '../config';
import { Endpoint } from '../endpoint';
import { arrivalOf, CLIENT, countingIds, SERVER } from '../endpoint.fixture';
import type { Packet } from '../packet';
import { readRequest } from '../request';
import { describeBreaches, type OwnContext, ownBreaches } from './own-breach';
import { type OwnRule, ownRules } from './own-rule';
import { OwnWatch } from './own-watch';
import { behavior, publish, register, ScriptedWire, subscribe } from './scripted.fixture';
import { ScriptedServer } from './scripted-server';

const config = defaultServerConfig();

/** What the Endpoint sends for a request, and what is known of it. */
function sentFor(bytes: Buffer): { readonly packets: readonly Packet[]; readonly context: OwnContext } {
  const arrival = arrivalOf(bytes);
  assert.ok(arrival.parsed.ok && isRequest(arrival.parsed.message));
  const read = readRequest(arrival, arrival.parsed.message);
  assert.ok(read.ok);
  const packets = new Endpoint(config, countingIds()).receive(arrival, 0).send;
  return { packets, context: { config, response: { request: read.request } } };
}

/** The rules that a message breaks once its text is changed. */
function broken(
  bytes: Buffer,
  from: RegExp | string,
  to: string,
  change: Partial<Packet> = {},
  index = 0,
): readonly OwnRule[] {
  const { packets, context } = sentFor(bytes);
  const packet = packets[index];
  assert.ok(packet);
  assert.deepEqual(ownBreaches(packet, context), [], 'the message breaks no rule as it is');
  const text = packet.bytes.toString('latin1');
  const changed = text.replace(from, to);
  assert.ok(changed !== text || Object.keys(change).length > 0, 'nothing was changed');
  const found = ownBreaches({ ...packet, ...change, bytes: Buffer.from(changed, 'latin1') }, context);
  return [...new Set(found.map(({ rule }) => rule))];
}

const REFUSED = (status: number, rows = '') => [/^SIP\/2\.0 200 OK\r\n/, `SIP/2.0 ${status} No\r\n${rows}`] as const;
const asksShort = register({ set: [['Expires', '60']] });

describe('rules for the messages of the server', () => {
  it('know a comma in a quoted string of Via from one between two values', () => {
    const via = 'SIP/2.0/UDP 192.0.2.10:5060;x-a="b,\\"r";rport;branch=z9hG4bKq';
    const { packets, context } = sentFor(publish({ set: [['Via', via]] }));
    assert.equal(packets.length, 1);
    assert.deepEqual(
      packets.flatMap((packet) => ownBreaches(packet, context)),
      [],
    );
  });

  const responses: readonly [rule: OwnRule, what: string, request: Buffer, from: RegExp | string, to: string][] = [
    ['syntax', 'a status line that is none', publish(), 'SIP/2.0 200', 'SIP/2 200'],
    ['syntax', 'a row without a colon', publish(), '\r\nContent-Length', '\r\nJunk\r\nContent-Length'],
    ['mandatory', 'no CSeq', publish(), /CSeq: [^\r]*\r\n/, ''],
    ['syntax', 'two Call-IDs', publish(), /(Call-ID: [^\r]*\r\n)/, '$1$1'],
    ['content-length', 'no Content-Length', publish(), /Content-Length: 0\r\n/, ''],
    ['content-length', 'a Content-Length that is too high', publish(), 'Content-Length: 0', 'Content-Length: 5'],
    ['content-length', 'octets behind', publish(), /$/, 'INVITE'],
    [
      'content-type',
      'a body that does not say what it is',
      publish(),
      'Content-Length: 0\r\n\r\n',
      'Content-Length: 1\r\n\r\nx',
    ],
    ['via', 'another branch', publish(), 'z9hG4bKscript', 'z9hG4bKother'],
    ['via', 'no received', publish(), /;received=[\d.]+/, ''],
    ['via', 'a wrong rport', publish(), 'rport=5060', 'rport=5061'],
    ['via', 'a Via too many', publish(), '\r\nFrom', '\r\nVia: SIP/2.0/UDP x;branch=z9hG4bKx\r\nFrom'],
    ['from', 'another From', publish(), /From: <sip:alice/, 'From: <sip:bob'],
    ['to', 'another To', publish(), /To: <sip:alice/, 'To: <sip:bob'],
    ['to', 'no To tag', publish(), /(To: <[^>]*>);tag=\w+/, '$1'],
    [
      'to',
      'another To tag in a dialog',
      subscribe({ set: [['To', '<sip:alice@example.com>;tag=x']] }),
      'tag=x',
      'tag=y',
    ],
    ['call-id', 'another Call-ID', publish(), /Call-ID: /, 'Call-ID: x'],
    ['cseq', 'another CSeq', publish(), 'CSeq: 1', 'CSeq: 2'],
    ['syntax', 'a status of 700', publish(), /200 OK/, '700 OK'],
    ['provisional', 'a 180', publish(), /200 OK/, '180 OK'],
    ['provisional', 'a 100 at once', publish(), /200 OK/, '100 Trying'],
    ['sip-etag', 'no SIP-ETag', publish(), /SIP-ETag: [^\r]*\r\n/, ''],
    ['sip-etag', 'a SIP-ETag that is no token', publish(), /SIP-ETag: [^\r]*\r\n/, 'SIP-ETag: "a"\r\n'],
    ['expires', 'no Expires for a PUBLISH', publish(), /Expires: [^\r]*\r\n/, ''],
    ['expires', 'no Expires for a SUBSCRIBE', subscribe(), /Expires: [^\r]*\r\n/, ''],
    ['lifetime', 'more than was asked for', publish({ add: [['Expires', '60']] }), 'Expires: 60', 'Expires: 61'],
    ['contact', 'no Contact for a SUBSCRIBE', subscribe(), /Contact: [^\r]*\r\n/, ''],
    ['bindings', 'a Contact that does not say when it expires', register(), /;expires=\d+/, ''],
    ['allow', 'a 405 without Allow', publish(), ...REFUSED(405)],
    ['allow-events', 'a 489 without Allow-Events', publish(), ...REFUSED(489)],
    ['www-authenticate', 'a 401 without WWW-Authenticate', publish(), ...REFUSED(401)],
    [
      'www-authenticate',
      'a challenge without nonce',
      publish(),
      ...REFUSED(401, 'WWW-Authenticate: Digest realm="a"\r\n'),
    ],
    [
      'proxy-authenticate',
      'a 407 with the wrong challenge',
      publish(),
      ...REFUSED(407, 'WWW-Authenticate: Digest realm="a", nonce="b"\r\n'),
    ],
    ['min-expires', 'a 423 without Min-Expires', publish(), ...REFUSED(423)],
    ['too-brief', 'a 423 to a PUBLISH without Expires', publish(), ...REFUSED(423, 'Min-Expires: 60\r\n')],
    ['too-brief', 'a 423 to who asked for enough', asksShort, ...REFUSED(423, 'Min-Expires: 60\r\n')],
    ['unsupported', 'a 420 without Unsupported', publish(), ...REFUSED(420)],
    ['accept', 'a 415 without Accept', publish(), ...REFUSED(415)],
    ['security-server', 'a 494 without Security-Server', publish(), ...REFUSED(494)],
  ];
  for (const [rule, what, request, from, to] of responses) {
    it(`${rule}: ${what}`, () => assert.deepEqual(broken(request, from, to), [rule]));
  }

  const notifies: readonly [rule: OwnRule, what: string, from: RegExp | string, to: string][] = [
    ['mandatory', 'no Max-Forwards', /Max-Forwards: 70\r\n/, ''],
    ['branch', 'a branch without cookie', 'branch=z9hG4bK', 'branch='],
    ['branch', 'another sent-by', 'UDP 192.0.2.1:5060', 'UDP 192.0.2.1:5061'],
    ['branch', 'a second Via', '\r\nMax', '\r\nVia: SIP/2.0/UDP x;branch=z9hG4bKx\r\nMax'],
    ['cseq', 'another method in CSeq', '1 NOTIFY', '1 OPTIONS'],
    ['require', 'an extension that is required', '\r\nMax', '\r\nRequire: x\r\nMax'],
    ['event', 'no Event', /Event: [^\r]*\r\n/, ''],
    ['event', 'another package', 'Event: service-settings', 'Event: service-setings'],
    ['subscription-state', 'no Subscription-State', /Subscription-State: [^\r]*\r\n/, ''],
    ['subscription-state', 'a state that is none', 'terminated', 'finished'],
    ['contact', 'no Contact', /Contact: [^\r]*\r\n/, ''],
    ['content-type', 'no Content-Type', /Content-Type: [^\r]*\r\n/, ''],
    ['accepted-type', 'another type', 'poc-settings+xml\r', 'other+xml\r'],
    ['accepted-type', 'a coded body', '\r\nMax', '\r\nContent-Encoding: gzip\r\nMax'],
    ['document', 'XML that is none', '?>', '? '],
    ['document', 'another root', /poc-settings xmlns=/, 'poc-setting1 xmlns='],
  ];
  for (const [rule, what, from, to] of notifies) {
    it(`${rule} of a NOTIFY: ${what}`, () => assert.deepEqual(broken(subscribe(), from, to, {}, 1), [rule]));
  }

  it('path: from another socket, or to another place', () => {
    const elsewhere = { host: '192.0.2.77', port: 1 };
    assert.deepEqual(broken(publish(), 'x', 'x', { local: elsewhere }), ['path']);
    assert.deepEqual(broken(publish(), 'x', 'x', { remote: elsewhere }), ['path']);
  });

  it('provisional: a 100 is right when Timer E has reached T2, and on TCP', () => {
    const { packets, context } = sentFor(publish());
    const bytes = Buffer.from(packets[0]?.bytes.toString('latin1').replace('200 OK', '100 Trying') ?? '', 'latin1');
    const packet: Packet = { transport: 'udp', local: SERVER, remote: CLIENT, bytes };
    const { response } = context;
    assert.ok(response);
    assert.deepEqual(ownBreaches(packet, { config, response: { ...response, age: 3_500 } }), []);
    assert.deepEqual(
      ownBreaches(packet, { config, response: { ...response, age: 3_499 } }).map(({ rule }) => rule),
      ['provisional'],
    );
    assert.deepEqual(ownBreaches({ ...packet, transport: 'tcp' }, context), []);
  });

  // Requests of behaviours have to fit to their dialog.
  const inDialog: readonly [rule: OwnRule, what: string, notify: object][] = [
    ['dialog', 'another tag', { fromTag: 'x' }],
    ['dialog', 'another Call-ID', { callId: 'x' }],
    ['cseq', 'a CSeq that does not rise', { cseq: 1 }],
    ['cseq', 'a gap', { cseq: 9 }],
    ['branch', 'a branch that was there', { branch: 'same' }],
    ['event', 'an id that was not subscribed to', { event: 'service-settings;id=1' }],
  ];
  for (const [rule, what, odd] of inDialog) {
    it(`${rule} in a dialog: ${what}`, () => {
      const notify = [{ state: 'active;expires=60' }, { after: 1, ...odd }];
      assert.deepEqual(unmeant(notify), [rule]);
    });
  }

  it('subscription: a NOTIFY behind the end', () => assert.deepEqual(unmeant([{}, { after: 1 }]), ['subscription']));

  it('are all seen broken here', () => {
    const seen = new Set([...responses, ...notifies, ...inDialog].map(([rule]) => rule))
      .add('path')
      .add('subscription');
    assert.deepEqual(
      ownRules.filter((rule) => !seen.has(rule)),
      [],
    );
  });
});

/** The rules that NOTIFYs break without the behaviour saying so, as the notes name them. */
function unmeant(notify: readonly object[]): readonly string[] {
  const wire = new ScriptedWire([behavior({ method: 'SUBSCRIBE' }, { answers: [{ with: 'normal' }], notify })]);
  wire.send(subscribe());
  const sent = wire.sleep(10);
  return sent
    .flatMap(({ packet }) => packet.ownBreaches ?? [])
    .map((text) => /the rule "([^"]*)"/.exec(text)?.[1] ?? '');
}

describe('a behaviour that is wrong by mistake', () => {
  const noTag = { with: 'normal', edits: { remove: ['SIP-ETag'] } } as const;

  it('is told of with its name, the rule and the message, and is no provocation', () => {
    const [sent] = new ScriptedWire([behavior({}, { answers: [noTag] })]).send(publish());
    assert.equal(sent?.packet.provocation, undefined);
    assert.equal(sent?.packet.ownBreaches?.length, 1);
    assert.match(
      sent?.packet.ownBreaches?.[0] ?? '',
      /"SIP\/2\.0 200 OK", made by the behaviour "tested", breaks the rule "sip-etag"/,
    );
  });

  it('is exempt from the rules that it names, and from no other', () => {
    const answer = { ...noTag, edits: { remove: ['SIP-ETag', 'Expires'] }, breaks: ['sip-etag'] } as const;
    const [sent] = new ScriptedWire([behavior({}, { answers: [answer] })]).send(publish());
    assert.equal(sent?.packet.provocation, 'tested');
    assert.deepEqual(
      sent?.packet.ownBreaches?.map((text) => /rule "([^"]*)"/.exec(text)?.[1]),
      ['expires'],
    );
  });

  it('is no provocation where it breaks nothing of what it names', () => {
    const [sent] = new ScriptedWire([behavior({}, { answers: [{ with: 'normal', breaks: ['via'] }] })]).send(publish());
    assert.deepEqual([sent?.packet.provocation, sent?.packet.ownBreaches], [undefined, undefined]);
  });

  it('is told of once, however often the message is repeated', () => {
    const bytes = publish();
    const wire = new ScriptedWire([behavior({}, { answers: [noTag] })]);
    const all = [...wire.send(bytes), ...wire.send(bytes)];
    assert.deepEqual(
      all.map(({ packet }) => packet.ownBreaches?.length),
      [1, undefined],
    );
  });
});

describe("the Endpoint's own messages", () => {
  const faulty = (bytes: Buffer): Packet => ({
    transport: 'udp',
    local: SERVER,
    remote: CLIENT,
    bytes: Buffer.from(
      sentFor(bytes)
        .packets[0]?.bytes.toString('latin1')
        .replace(/SIP-ETag: [^\r]*\r\n/, '') ?? '',
      'latin1',
    ),
  });

  it('are told of as well when they break a rule', () => {
    const bytes = publish();
    const { send } = new OwnWatch(config, 'all').seen({ send: [faulty(bytes)], notes: [] }, arrivalOf(bytes));
    assert.match(
      send[0]?.ownBreaches?.[0] ?? '',
      /^the simulated server's own message "SIP\/2\.0 200 OK" breaks the rule "sip-etag"/,
    );
  });

  it('are looked at now and then under load', () => {
    const bytes = publish();
    const watch = new OwnWatch(config, 'sampled');
    const found = Array.from({ length: 256 }, () =>
      watch.seen({ send: [faulty(bytes)], notes: [] }, arrivalOf(bytes)),
    ).map(({ send }) => send[0]?.ownBreaches !== undefined);
    assert.equal(found.filter(Boolean).length, 20);
    assert.equal(found.lastIndexOf(true), 255);
    const other = register();
    assert.deepEqual(
      watch.seen({ send: sentFor(other).packets, notes: [] }, arrivalOf(other)).send[0]?.ownBreaches,
      undefined,
    );
  });

  it('are passed on as they are when there is nothing to say', () => {
    const bytes = publish();
    const output = { send: sentFor(bytes).packets, notes: [] };
    assert.equal(new OwnWatch(config, 'all').seen(output, arrivalOf(bytes)), output);
    const server = new ScriptedServer({
      endpoint: new Endpoint(config, countingIds()),
      config,
      ids: countingIds(),
      validate: 'sampled',
    });
    assert.equal(server.receive(arrivalOf(bytes), 0).send[0]?.ownBreaches, undefined);
  });

  it('may be no SIP at all', () => {
    const packet: Packet = { transport: 'udp', local: SERVER, remote: CLIENT, bytes: Buffer.from('\r\n') };
    const breaches = ownBreaches(packet, { config });
    assert.deepEqual(
      breaches.map(({ rule }) => rule),
      ['syntax'],
    );
    assert.equal(describeBreaches(breaches, packet, undefined).length, 1);
  });
});
