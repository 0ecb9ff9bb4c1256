import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { publishBytes, responseBytes } from '../../sip/message.fixture';
import { type Reading, read, readPackets, texts } from './capture.fixture';
import { capturedOn, enhanced, pcap, type Shot, section, shots, snap, start } from './file.fixture';
import { client, cooked, cooked2, datagram, type End, LINK, server } from './packet.fixture';

const publish = publishBytes();
const odd: End = { host: '198.51.100.1', port: 38_000 };

function readAll(...packets: readonly Buffer[]): Reading {
  return readPackets(shots(packets));
}

describe('SIP over UDP', () => {
  it('is found on any port by its start line, line ends before it included', () => {
    const starts = [
      'OPTIONS sip:a SIP/2.0',
      'sip/2.0 200 OK',
      '\r\n\r\nX-Y sip:a SIP/7.0',
      'SIP/2.0 200',
      'A b c sip/2.0',
    ];
    for (const text of starts) {
      const { messages, counts } = readAll(datagram(`${text}\r\n`, { to: odd }));
      assert.deepEqual([messages.length, counts.messages, counts.notSip], [1, 1, 0], text);
      assert.equal(messages[0]?.bytes.toString(), `${text}\r\n`);
    }
  });

  it('is not found on other ports where no start line is', () => {
    const others = [
      'GET / HTTP/1.1\r\n',
      'NOTIFY * HTTP/1.1\r\n',
      'OPTIONS rtsp://a RTSP/1.0\r\n',
      'Via : SIP/2.0/UDP a\r\n',
      'PUBLISH sip:alice@example.com\r\n',
      'SIP/2.0 ok\r\n',
      'a\r\nb SIP/2.0\r\n',
      '<14>host INVITE sip:a SIP/2.0\r\n',
      `${'x'.repeat(65)} sip:a SIP/2.0\r\n`,
      ' sip:a SIP/2.0',
      'PUBLISH  SIP/2.0\r\n',
      'SIP/',
      '\0\0\0\0',
      '\r\n',
      '',
    ];
    const { counts } = readAll(...others.map((text) => datagram(text, { to: odd })));
    assert.deepEqual(counts, { packets: others.length, messages: 0, notSip: others.length, unreadable: {} });
  });

  it('may be broken on a port of SIP, or between ports on which SIP was seen', () => {
    const broken = datagram('PUBLISH sip:alice@example.com\r\nVia: x\r\n\r\n', { to: odd });
    assert.equal(readAll(broken).messages.length, 0);
    assert.equal(readAll(datagram(publish, { to: odd }), broken).messages.length, 2);
    for (const port of [5060, 5061]) {
      assert.equal(readAll(datagram('hello', { to: { ...odd, port } })).messages.length, 1);
      assert.equal(readAll(datagram('hello', { from: { ...odd, port }, to: client })).messages.length, 1);
    }
    const elsewhere = datagram('hello', { from: { host: '192.0.2.99', port: 9 }, to: odd });
    assert.equal(readAll(datagram(publish, { to: odd }), elsewhere).messages.length, 1);
  });

  it('is told from what else comes to a port of SIP', () => {
    const stun = Buffer.from('000100002112a442aaaaaaaaaaaaaaaaaaaaaaaa', 'hex');
    const turn = Buffer.from('000300002112a442aaaaaaaaaaaaaaaaaaaaaaaa00', 'hex');
    const oldStun = Buffer.from('0001000000000000aaaaaaaaaaaaaaaaaaaaaaaa', 'hex');
    const rtp = Buffer.concat([Buffer.from('8000', 'hex'), Buffer.alloc(170)]);
    const dtls = Buffer.concat([Buffer.from('16feff0000000000000000', 'hex'), Buffer.alloc(20)]);
    const sigComp = Buffer.concat([Buffer.from('f8', 'hex'), Buffer.alloc(50, 'x')]);
    const { counts } = readAll(...[stun, turn, oldStun, rtp, dtls, sigComp].map((bytes) => datagram(bytes)));
    assert.deepEqual(counts, {
      packets: 6,
      messages: 0,
      notSip: 4,
      unreadable: { 'encrypted (DTLS)': 1, 'compressed messages (SigComp)': 1 },
    });
  });

  it('takes line ends, NUL, blanks and nothing at all for keep-alives', () => {
    for (const text of ['\r\n', '\r\n\r\n', '\0', '\0\0\0\0', ' ', '', '\n\t \0']) {
      const { captured, counts } = readAll(datagram(text, { from: server, to: client }));
      assert.deepEqual(captured, [
        {
          kind: 'keep-alive',
          at: start,
          captureFrame: 1,
          transport: 'udp',
          source: server,
          destination: client,
          bytes: Buffer.from(text),
        },
      ]);
      assert.equal(counts.messages, 0);
    }
    const between = readAll(datagram(publish, { to: odd }), datagram('\r\n', { to: odd }));
    assert.deepEqual(
      between.captured.map(({ kind }) => kind),
      ['message', 'keep-alive'],
    );
  });

  it('is cut off by the snap length, or dropped where not even the start line is there', () => {
    const [shot] = shots([datagram(publish)]);
    assert.ok(shot);
    const [message] = readPackets([snap(shot, 200)]).messages;
    assert.deepEqual([message?.truncated, message?.bytes], [true, publish.subarray(0, 172)]);
    const { counts } = readPackets([snap(shot, 40), snap(shot, 27)]);
    assert.deepEqual(counts.unreadable, {
      'messages of which too little was captured': 1,
      'packets cut off inside their headers': 1,
    });
  });

  it('ends where the length of UDP says, if that is possible', () => {
    const withLength = (length: number): Buffer => {
      const packet = datagram(publish);
      packet.writeUInt16BE(length, 24);
      return packet;
    };
    assert.deepEqual(texts(readAll(withLength(8 + 100))), [publish.toString('latin1', 0, 100)]);
    assert.deepEqual(texts(readAll(withLength(0))), [publish.toString('latin1')]);
    assert.equal(readAll(withLength(60_000)).messages[0]?.truncated, true);
    assert.deepEqual(readAll(withLength(7)).counts.unreadable, {
      'packets with headers that contradict themselves': 1,
    });
  });

  it('tells of tunnels that may hold more', () => {
    const to = (port: number): { to: End } => ({ to: { ...odd, port } });
    const { counts } = readAll(
      datagram(Buffer.alloc(40, 0x30), to(2152)),
      datagram(Buffer.alloc(40), to(4789)),
      datagram('HEP3\0\x40aaaa', to(9060)),
    );
    assert.deepEqual(Object.values(counts.unreadable), [1, 1, 1]);
    assert.match(Object.keys(counts.unreadable).join(), /GTP-U.*VXLAN.*HEP/);
  });
});

describe('a datagram that a capture on several interfaces holds twice', () => {
  const packet = datagram(publish, { id: 77 });
  const at = (frame: Buffer, millis: number): Shot => ({ packet: frame, at: start + millis });
  const readCooked = (linkType: number, ...frames: readonly Shot[]): Reading => read(pcap(frames, { linkType }));

  it('counts once', () => {
    const twice = readCooked(LINK.cooked, at(cooked(packet, 4), 0), at(cooked(packet, 0), 0.2));
    assert.deepEqual(
      twice.messages.map(({ captureFrame }) => captureFrame),
      [1],
    );
    assert.deepEqual(twice.counts.unreadable, { 'datagrams seen twice, by two interfaces': 1 });
    const other = readCooked(
      LINK.cooked2,
      at(cooked2(packet, 2), 0),
      at(cooked2(packet, 3), 4.9),
      at(cooked2(packet, 4), 5),
    );
    assert.equal(other.messages.length, 1);
    assert.equal(other.counts.unreadable['datagrams seen twice, by two interfaces'], 2);
    const bridged = readCooked(LINK.cooked, at(cooked(packet), 0), at(cooked(packet), 0.1));
    assert.equal(bridged.messages.length, 1);
    const types = [4, 0].map((packetType) => ({ ...at(packet, 0), packetType }));
    assert.equal(read(pcap(types, { isModified: true })).messages.length, 1);
    const file = [section(), capturedOn(LINK.raw), capturedOn(LINK.raw)];
    const shot = at(packet, 0);
    assert.equal(read(Buffer.concat([...file, enhanced(shot), enhanced(shot, { interfaceId: 1 })])).messages.length, 1);
  });

  it('counts twice where it may have been sent twice', () => {
    const [first, later] = [at(cooked2(packet, 2), 0), cooked2(packet, 3)];
    const different: readonly (readonly [string, Shot])[] = [
      ['later', at(later, 5.5)],
      ['the same interface', at(cooked2(packet, 2), 0.1)],
      ['another identification', at(cooked2(datagram(publish, { id: 78 }), 3), 0.1)],
      ['other octets', at(cooked2(datagram(responseBytes(), { id: 77 }), 3), 0.1)],
      ['another source', at(cooked2(datagram(publish, { id: 77, from: { ...client, port: 40_001 } }), 3), 0.1)],
    ];
    for (const [name, shot] of different) {
      assert.equal(readCooked(LINK.cooked2, first, shot).messages.length, 2, name);
    }
    assert.equal(readPackets([at(packet, 0), at(packet, 0.1)]).messages.length, 2);
    const unnumbered = cooked(datagram(publish, { id: 0 }));
    assert.equal(readCooked(LINK.cooked, at(unnumbered, 0), at(unnumbered, 0.1)).messages.length, 2);
  });

  it('counts once as a keep-alive, too', () => {
    const blank = datagram('\r\n', { id: 5 });
    assert.equal(readCooked(LINK.cooked, at(cooked(blank, 4), 0), at(cooked(blank, 0), 1)).captured.length, 1);
  });
});
