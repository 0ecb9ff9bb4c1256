import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Address, transports } from '../core/address';
import { operations, type TraceEvent } from './event';
import { messageEvent } from './message-event';
import { encodeEvent, encodeHeader } from './ndjson';
import { decodeEvent, decodeHeader } from './ndjson-decode';
import { localV4, message, remoteV6, someTime } from './trace.fixture';

const only = { noNullPrototype: true };
const time = fc.double({ min: 0, max: 4e12, noNaN: true }).map((at) => at + 0);
const count = fc.nat();
const host = fc.oneof(fc.ipV4(), fc.ipV6(), fc.constant('fe80::1%eth0'));
const address: fc.Arbitrary<Address> = fc.record({ host, port: fc.nat(65_535) }, only);
const text = fc.string({ unit: 'grapheme' });
const key = { isb: fc.boolean(), ipmb: fc.boolean(), vis: fc.boolean(), dms: fc.boolean(), chs: fc.boolean() };
const octets = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.string({ unit: 'grapheme' }).map((characters) => Buffer.from(characters)),
  fc.constant(Buffer.from('\uFEFFa\u2028b\u2029c\0\u{1F600}')),
);

const events: fc.Arbitrary<TraceEvent> = fc.oneof(
  fc
    .record(
      {
        frame: count,
        at: time,
        direction: fc.constantFrom('in' as const, 'out' as const),
        transport: fc.constantFrom(...transports),
        local: address,
        remote: address,
        connection: count,
        bytes: octets,
        truncated: fc.constant(true as const),
        captureFrame: count,
        provocation: text,
        component: count,
        late: count,
      },
      { ...only, requiredKeys: ['frame', 'at', 'direction', 'transport', 'local', 'remote', 'bytes'] },
    )
    .map((fields) => messageEvent(fields)),
  fc.record(
    {
      kind: fc.constant('stimulus-started' as const),
      at: time,
      stimulus: count,
      operation: fc.constantFrom(...operations),
      settings: fc.record(key, only),
      component: count,
    },
    { ...only, requiredKeys: ['kind', 'at', 'stimulus', 'operation'] },
  ),
  fc.record(
    {
      kind: fc.constant('stimulus-ended' as const),
      at: time,
      stimulus: count,
      outcome: fc.constantFrom('done' as const, 'failed' as const, 'silent' as const, 'unconfirmed' as const),
      reason: text,
      datagramsLost: count,
    },
    { ...only, requiredKeys: ['kind', 'at', 'stimulus', 'outcome'] },
  ),
  fc.record(
    {
      kind: fc.constant('indication' as const),
      at: time,
      what: fc.constantFrom('published' as const, 'settings' as const),
      settings: fc.record(key, { ...only, requiredKeys: [] }),
    },
    { ...only, requiredKeys: ['kind', 'at', 'what'] },
  ),
  fc.record(
    {
      kind: fc.constant('component-started' as const),
      at: time,
      component: count,
      situation: text,
      server: text,
      decides: fc.array(text, { maxLength: 3 }),
    },
    only,
  ),
  fc.record(
    {
      kind: fc.constant('note' as const),
      at: time,
      note: fc.constantFrom(
        'subscription-loop' as const,
        'notify-refused' as const,
        'keep-alive' as const,
        'datagrams-lost' as const,
        'own-breach' as const,
        'notify-unanswered' as const,
        'stream-broken' as const,
        'send-failed' as const,
        'limit-reached' as const,
      ),
      text,
      frame: count,
      remote: address,
    },
    { ...only, requiredKeys: ['kind', 'at', 'note', 'text'] },
  ),
  fc.record(
    {
      kind: fc.constant('keep-alive' as const),
      at: time,
      direction: fc.constantFrom('in' as const, 'out' as const),
      transport: fc.constantFrom(...transports),
      local: address,
      remote: address,
      bytes: octets,
    },
    only,
  ),
  fc.record(
    {
      kind: fc.constant('websocket-handshake' as const),
      at: time,
      local: address,
      remote: address,
      connection: count,
      protocols: fc.array(text, { maxLength: 3 }),
    },
    only,
  ),
);

describe('a trace as lines of JSON', () => {
  it('gives every event back, on one line', () => {
    fc.assert(
      fc.property(events, (event) => {
        const line = encodeEvent(event);
        assert.doesNotMatch(line, /[\r\n\u2028\u2029]/);
        assert.deepEqual(decodeEvent(line), event);
      }),
      { numRuns: 500 },
    );
  });

  it('writes a message as people want to read it', () => {
    const row = JSON.parse(encodeEvent(message({ bytes: Buffer.from('OPTIONS'), transport: 'tcp', connection: 2 })));
    assert.deepEqual(row, {
      frame: 1,
      time: '2026-11-22T14:02:03.456789Z',
      at: someTime,
      direction: 'in',
      transport: 'tcp',
      local: '127.0.0.1:5060',
      remote: '192.0.2.7:40000',
      connection: 2,
      message: 'OPTIONS',
    });
  });

  it('writes a keep-alive and a WebSocket handshake with addresses and octets as text', () => {
    const [local, remote] = [localV4, remoteV6];
    const keepAlive = { kind: 'keep-alive', at: someTime, direction: 'in', transport: 'udp', local, remote } as const;
    const row = JSON.parse(encodeEvent({ ...keepAlive, bytes: Buffer.from('\r\n') }));
    assert.deepEqual([row.local, row.remote, row.octets], ['127.0.0.1:5060', '[2001:db8::7]:40000', '\r\n']);
    assert.equal('bytes' in row, false);
    const handshake = { kind: 'websocket-handshake', at: someTime, local, remote, connection: 2 } as const;
    const other = JSON.parse(encodeEvent({ ...handshake, protocols: ['sip'] }));
    assert.deepEqual([other.remote, other.connection, other.protocols], ['[2001:db8::7]:40000', 2, ['sip']]);
  });

  it('writes octets that are no UTF-8 in base64', () => {
    const row = JSON.parse(encodeEvent(message({ bytes: Buffer.from('fffe00', 'hex') })));
    assert.equal(row.base64, '//4A');
    assert.equal('message' in row, false);
  });

  it('parses the message again', () => {
    const event = decodeEvent(encodeEvent(message()));
    assert.ok('kind' in event && event.kind === 'message');
    assert.deepEqual(event.parsed, message().parsed);
  });

  const line = encodeEvent(message());
  const broken: readonly [string, string, RegExp][] = [
    ['a line that is cut off', line.slice(0, -1), /no JSON; the end of the trace may be cut off/],
    ['an empty line', '', /no JSON/],
    ['a list', '[]', /no JSON object/],
    ['a missing time', line.replace('"at"', '"when"'), /"at" is missing; needed: a number/],
    ['another kind', '{"kind":"other","at":1}', /"kind" is "other"; needed: stimulus-started,/],
    ['another direction', line.replace('"in"', '"up"'), /"direction" is "up"; needed: in, out/],
    ['a frame that is no number', line.replace('"frame":1', '"frame":"1"'), /"frame" is "1"; needed: a number/],
    ['half a frame', line.replace('"frame":1', '"frame":1.5'), /"frame" is 1.5; needed: a whole number/],
    [
      'an address without port',
      line.replace('127.0.0.1:5060', '127.0.0.1'),
      /"local" is "127.0.0.1"; needed: an address/,
    ],
    ['a port above 65,535', line.replace('127.0.0.1:5060', '127.0.0.1:70000'), /"local"/],
    ['no octets', line.replace('"message"', '"text"'), /"message" is missing/],
    [
      'a truncation that is none',
      line.replace('"frame"', '"truncated":false,"frame"'),
      /"truncated" is false; needed: true/,
    ],
    [
      'sub-protocols that are no texts',
      '{"kind":"websocket-handshake","at":1,"local":"1.2.3.4:1","remote":"1.2.3.4:1","connection":1,"protocols":["sip",1]}',
      /"protocols" is \["sip",1\]; needed: a list of texts/,
    ],
    ['bad base64', line.replace('"message":"', '"base64":"*'), /"base64" is .*; needed: octets in base64/],
    [
      'a setting too few',
      '{"kind":"stimulus-started","at":1,"stimulus":1,"operation":"publish","settings":{"isb":true}}',
      /settings.ipmb is missing/,
    ],
    [
      'a setting that is no flag',
      '{"kind":"indication","at":1,"what":"settings","settings":{"isb":"x"}}',
      /"settings.isb" is "x"; needed: true or false/,
    ],
  ];
  for (const [name, bad, problem] of broken) {
    it(`tells what is wrong with ${name}`, () => {
      const result = decodeEvent(bad);
      assert.ok('problem' in result);
      assert.match(result.problem, problem);
    });
  }

  it('never throws', () => {
    const edited = fc.tuple(events, fc.nat(400), fc.nat(8), fc.string()).map(([event, at, remove, insert]) => {
      const whole = encodeEvent(event);
      return whole.slice(0, at) + insert + whole.slice(at + remove);
    });
    fc.assert(
      fc.property(fc.oneof(edited, fc.json(), fc.string()), (any) => void decodeEvent(any)),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (any) => void decodeHeader(any)));
  });
});

describe('the header of a trace', () => {
  const context = { imAddress: 'sip:alice@example.com', rules: { refresh_body: 'either' }, nextHop: null };

  it('carries what the judge has to know', () => {
    const line = encodeHeader(context);
    assert.match(line, /^\{"imconf":"trace","version":1,/);
    assert.deepEqual(decodeHeader(line), { context });
  });

  it('is refused when it is none, or of another version', () => {
    const problemOf = (line: string): string => {
      const result = decodeHeader(line);
      return 'problem' in result ? result.problem : '';
    };
    assert.match(problemOf(encodeEvent(message())), /no header of a trace/);
    assert.match(problemOf(encodeHeader({}).replace('1', '2')), /version 2; 1 is read/);
    assert.match(problemOf('x'), /no JSON/);
  });
});
