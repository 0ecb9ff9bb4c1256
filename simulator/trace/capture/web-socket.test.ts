import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { publishBytes, responseBytes } from '../../sip/message.fixture';
import { type Reading, readPackets } from './capture.fixture';
import { shots, start } from './file.fixture';
import { client, type End, server, u16, u32 } from './packet.fixture';
import { segment, Talk } from './tcp.fixture';

const publish = publishBytes({ without: ['Content-Length'] });
const ok = responseBytes();
const web: End = { host: '198.51.100.1', port: 8080 };

interface FrameParts {
  readonly opcode?: number;
  readonly isFinal?: boolean;
  readonly isCompressed?: boolean;
  readonly mask?: string;
  /** Another length than the payload has, in 64 bits. */
  readonly claims?: bigint;
}

/** A WebSocket frame (RFC 6455 §5.2). */
function frame(payload: Buffer | string, parts: FrameParts = {}): Buffer {
  const { opcode = 1, isFinal = true, isCompressed = false, mask, claims } = parts;
  const bytes = Buffer.from(payload as string, 'latin1');
  const key = mask === undefined ? undefined : Buffer.from(mask, 'hex');
  const length = lengthOf(claims ?? BigInt(bytes.length), claims !== undefined);
  length[0] = (length[0] ?? 0) | (key === undefined ? 0 : 0x80);
  const first = (isFinal ? 0x80 : 0) | (isCompressed ? 0x40 : 0) | opcode;
  const masked = key === undefined ? bytes : bytes.map((octet, index) => octet ^ (key[index % 4] ?? 0));
  return Buffer.concat([Buffer.from([first]), length, key ?? Buffer.alloc(0), masked]);
}

function lengthOf(length: bigint, isLong: boolean): Buffer {
  if (isLong || length > 65_535n) {
    return Buffer.concat([Buffer.from([127]), u32(Number(length >> 32n), Number(length & 0xffff_ffffn))]);
  }
  return length < 126n ? Buffer.from([Number(length)]) : Buffer.concat([Buffer.from([126]), u16(Number(length))]);
}

const masked = (payload: Buffer | string, parts: FrameParts = {}): Buffer =>
  frame(payload, { mask: '1a2b3c4d', ...parts });

function get(protocols = 'sip', more = ''): string {
  const field = protocols === '' ? '' : `Sec-WebSocket-Protocol: ${protocols}\r\n`;
  return `GET /ws HTTP/1.1\r\nHost: a\r\nupgrade: WebSocket\r\nConnection: Upgrade\r\n${field}${more}\r\n`;
}
const switching = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nSec-WebSocket-Protocol: sip\r\n\r\n';

const talk = (): Talk => new Talk({ server: web });
const opened = (): Talk => talk().open().request(get()).response(switching);

function readTalk({ packets }: Talk): Reading {
  return readPackets(shots(packets));
}

function outline({ messages }: Reading): string[] {
  return messages.map(
    ({ bytes, truncated }) => `${bytes.toString('latin1', 0, 7)} ${bytes.length}${truncated ? ' cut' : ''}`,
  );
}
const whole = [`PUBLISH ${publish.length}`, `SIP/2.0 ${ok.length}`];

describe('SIP over WebSocket', () => {
  it('is read behind its handshake, masked or not', () => {
    const { captured, counts } = readTalk(opened().request(masked(publish)).response(frame(ok)));
    const there = { connection: 1, source: client, destination: web };
    assert.deepEqual(captured, [
      { kind: 'websocket-handshake', at: start + 3, captureFrame: 4, protocols: ['sip'], ...there },
      { kind: 'message', at: start + 7, captureFrame: 8, transport: 'ws', bytes: publish, ...there },
      {
        kind: 'message',
        at: start + 9,
        captureFrame: 10,
        transport: 'ws',
        bytes: ok,
        connection: 1,
        source: web,
        destination: client,
      },
    ]);
    assert.deepEqual(counts, { packets: 11, messages: 2, notSip: 0, unreadable: {} });
  });

  it('may be in fragments, with control frames between, and binary', () => {
    const parts = [
      masked(publish.subarray(0, 90), { isFinal: false, opcode: 2 }),
      masked('ping', { opcode: 9 }),
      masked('', { isFinal: false, opcode: 0 }),
      masked(publish.subarray(90, 400), { isFinal: false, opcode: 0 }),
      masked('', { opcode: 10 }),
      masked(publish.subarray(400), { opcode: 0 }),
      masked(publish),
      masked(Buffer.from('03e8', 'hex'), { opcode: 8 }),
    ];
    const expected = [whole[0], whole[0]];
    assert.deepEqual(outline(readTalk(opened().request(Buffer.concat(parts)))), expected);
    const octets = opened();
    for (const octet of Buffer.concat(parts)) octets.say('client', Buffer.from([octet]));
    assert.deepEqual(outline(readTalk(octets)), expected);
  });

  it('may have lengths of 7, 16 and 64 bits', () => {
    const short = 'OPTIONS sip:a SIP/2.0\r\n\r\n';
    const long = publishBytes({ body: 'x'.repeat(70_000) });
    const reading = opened().request(masked(short)).request(masked(publish));
    const far = masked(long);
    for (let at = 0; at < far.length; at += 60_000) reading.request(far.subarray(at, at + 60_000));
    assert.deepEqual(outline(readTalk(reading)), [`OPTIONS ${short.length}`, whole[0], `PUBLISH ${long.length}`]);
  });

  it('may come in the segment of its handshake', () => {
    const both = talk()
      .open()
      .request(get())
      .response(Buffer.concat([Buffer.from(switching), frame(ok)]));
    assert.deepEqual(outline(readTalk(both)), [whole[1]]);
  });

  it('shows the sub-protocols of the handshake, also without that of SIP on a port of SIP', () => {
    const protocolsOf = (reading: Reading): unknown =>
      reading.captured.map((item) => item.kind === 'websocket-handshake' && item.protocols);
    const list = talk().open().request(get('xmpp, SIP', 'Sec-WebSocket-Protocol: msrp\r\n'));
    assert.deepEqual(protocolsOf(readTalk(list)), [['xmpp', 'SIP', 'msrp']]);
    const none = new Talk({ server }).open().request(get(''));
    assert.deepEqual(protocolsOf(readTalk(none)), [[]]);
  });

  it('without its sub-protocol is seen by the first message, and the handshake with it', () => {
    const late = talk().open().request(get('')).response(switching).request(masked(publish));
    const { captured } = readTalk(late);
    assert.deepEqual(
      captured.map(({ kind, captureFrame }) => [kind, captureFrame]),
      [
        ['websocket-handshake', 4],
        ['message', 8],
      ],
    );
    const other = talk()
      .open()
      .request(get('chat'))
      .response(switching)
      .request(masked('hello'))
      .request(masked('\r\n'));
    const reading = readTalk(other);
    assert.deepEqual([reading.captured.length, reading.counts.notSip], [0, 1]);
  });

  it('may hold what is no message: line ends are passed over, the rest is kept', () => {
    const reading = readTalk(opened().request(masked('\r\n\r\n')).request(masked('hello')));
    assert.deepEqual(outline(reading), ['hello 5']);
  });

  it('is known without its handshake by what a frame holds', () => {
    const joined = talk()
      .request(masked('hello'))
      .request(masked(publish))
      .response(frame(ok, { opcode: 2 }));
    assert.deepEqual(outline(readTalk(joined)), whole);
    assert.equal(readTalk(joined).messages[0]?.transport, 'ws');
  });

  it('needs a handshake that succeeds', () => {
    const refused = talk().open().request(get()).response('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n');
    refused.request(get()).response(switching).request(masked(publish));
    assert.deepEqual(outline(readTalk(refused)), [whole[0]]);
    const kinds = readTalk(refused).captured.map(({ kind }) => kind);
    assert.deepEqual(kinds, ['websocket-handshake', 'websocket-handshake', 'message']);
    const plain = talk().open().request('GET / HTTP/1.1\r\nHost: a\r\n\r\n').request(masked('hello'));
    assert.deepEqual(readTalk(plain).captured, []);
    const endless = talk().open();
    for (let count = 0; count < 20; count += 1) endless.request(`GET / HTTP/1.1\r\nA: ${'x'.repeat(1000)}\r\n`);
    assert.equal(readTalk(endless).messages.length, 0);
  });

  it('goes on behind lost segments where a frame begins with a segment', () => {
    const lossy = opened().say('client', masked(publish).subarray(0, 500));
    lossy.miss('client', masked(publish).subarray(500)).request(masked(publish));
    assert.deepEqual(outline(readTalk(lossy)), ['PUBLISH 492 cut', whole[0]]);
    const between = opened().miss('client', masked('hello')).request(masked(publish));
    assert.deepEqual(outline(readTalk(between)), [whole[0]]);
  });

  it('is cut off by the end of the capture', () => {
    const parts = Buffer.concat([
      masked(publish.subarray(0, 300), { isFinal: false }),
      masked(publish.subarray(300), { opcode: 0 }),
    ]);
    assert.deepEqual(outline(readTalk(opened().request(parts.subarray(0, 600)))), ['PUBLISH 584 cut']);
    const { counts } = readTalk(opened().request(masked(publish).subarray(0, 3)));
    assert.deepEqual(counts.unreadable, { 'WebSocket messages that were not captured to their end': 1 });
  });

  it('that is compressed is counted, and what follows is read', () => {
    const zipped = [
      masked('abc', { isCompressed: true, isFinal: false }),
      masked('def', { opcode: 0 }),
      masked(publish),
    ];
    const reading = readTalk(opened().request(Buffer.concat(zipped)));
    assert.deepEqual(outline(reading), [whole[0]]);
    assert.deepEqual(reading.counts.unreadable, { 'compressed WebSocket messages (permessage-deflate)': 1 });
  });

  it('that is too long is passed over', () => {
    const huge = masked('', { claims: 1_200_000n });
    const reading = opened().request(huge);
    for (let count = 0; count < 20; count += 1) reading.request(Buffer.alloc(60_000));
    reading.request(masked(publish));
    const { messages, counts } = readTalk(reading);
    assert.deepEqual([messages.length, Object.values(counts.unreadable)], [1, [1]]);
    assert.match(Object.keys(counts.unreadable).join(), /longer than 1114112 octets/);
    const inParts = opened();
    for (let part = 0; part < 30; part += 1) {
      inParts.request(masked(Buffer.alloc(40_000), { opcode: part === 0 ? 1 : 0, isFinal: part === 29 }));
    }
    const parts = readTalk(inParts.request(masked(publish)));
    assert.deepEqual([parts.messages.length, Object.values(parts.counts.unreadable)], [1, [1]]);
  });

  const damages: readonly [string, Buffer][] = [
    ['an unknown opcode', masked('x', { opcode: 3 })],
    ['an unknown control opcode', masked('x', { opcode: 11 })],
    ['reserved bits', Buffer.from([0xb1, 0x01, 0x20])],
    ['a control frame in fragments', masked('x', { opcode: 9, isFinal: false })],
    ['a long control frame', masked('x'.repeat(126), { opcode: 9 })],
    ['a continuation of nothing', masked('x', { opcode: 0 })],
    ['a message within a message', Buffer.concat([masked('x', { isFinal: false }), masked('y')])],
    ['a length above 53 bits', masked('x', { claims: 1n << 60n })],
  ];
  for (const [name, bytes] of damages) {
    it(`is taken up again behind ${name}`, () => {
      const reading = readTalk(opened().request(bytes).request(Buffer.alloc(100)).request(masked(publish)));
      assert.deepEqual(outline(reading), [whole[0]]);
      const reason = 'parts of WebSocket connections in which no frame can be made out';
      assert.deepEqual(reading.counts.unreadable, { [reason]: 2 });
    });
  }

  it('may have run into a segment that repeats octets', () => {
    const bytes = masked(publish);
    const { packets } = opened();
    const begin = 1001 + get().length;
    packets.push(
      segment({ from: client, to: web, sequence: begin + 200, data: bytes.subarray(200) }),
      segment({ from: client, to: web, sequence: begin, data: bytes.subarray(0, 400) }),
    );
    assert.deepEqual(outline(readPackets(shots(packets))), [whole[0]]);
  });
});
