import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { publishBytes, responseBytes, subscribeBytes } from '../../sip/message.fixture';
import { type Reading, readPackets, texts } from './capture.fixture';
import { shots, start } from './file.fixture';
import { client, type End, server } from './packet.fixture';
import { segment, Talk } from './tcp.fixture';

const publish = publishBytes();
const subscribe = subscribeBytes();
const ok = responseBytes();
const odd: End = { host: '198.51.100.1', port: 38_000 };
const text = (bytes: Buffer): string => bytes.toString('latin1');
const homeless = 'parts of SIP over TCP that belong to no message that can be read';

function readTalk({ packets }: Talk, step = 1): Reading {
  return readPackets(shots(packets, step));
}

/** What a test mostly wants to know of a message: its method or status, and whether it is cut off. */
function outline({ messages }: Reading): string[] {
  return messages.map(({ bytes, truncated }) => `${/^(?:SIP\/2\.0 )?\w+/.exec(text(bytes))}${truncated ? ' cut' : ''}`);
}

describe('SIP over TCP', () => {
  it('is read from the first segment to the last, with connection, frames and times', () => {
    const talk = new Talk()
      .open()
      .request(publish)
      .response(ok)
      .finish('client')
      .finish('server')
      .acknowledge('client');
    const { captured, counts } = readTalk(talk);
    const common = { kind: 'message', transport: 'tcp', connection: 1 } as const;
    assert.deepEqual(captured, [
      { ...common, at: start + 3, captureFrame: 4, source: client, destination: server, bytes: publish },
      { ...common, at: start + 5, captureFrame: 6, source: server, destination: client, bytes: ok },
    ]);
    assert.deepEqual(counts, { packets: talk.packets.length, messages: 2, notSip: 0, unreadable: {} });
  });

  it('may have several messages in a segment, and one message in many', () => {
    const both = Buffer.concat([publish, subscribe, publish]);
    const together = new Talk().open().request(both);
    assert.deepEqual(texts(readTalk(together)), [publish, subscribe, publish].map(text));
    const apart = new Talk().open();
    for (let at = 0; at < both.length; at += 100) apart.request(both.subarray(at, at + 100));
    assert.deepEqual(texts(readTalk(apart)), [publish, subscribe, publish].map(text));
    const octets = new Talk().open();
    for (const octet of publish) octets.say('client', Buffer.from([octet]));
    const { messages } = readTalk(octets);
    assert.deepEqual(
      messages.map(({ captureFrame }) => captureFrame),
      [3 + publish.length],
    );
  });

  it('is found on any port, keep-alives before it included', () => {
    const talk = new Talk({ server: odd }).open().request('\r\n\r\n').response('\r\n').request(publish).response(ok);
    assert.deepEqual(outline(readTalk(talk)), ['PUBLISH', 'SIP/2.0 200']);
  });

  it('is joined in the middle of a connection', () => {
    const atStart = new Talk({ server: odd }).request(publish).response(ok);
    assert.deepEqual(outline(readTalk(atStart)), ['PUBLISH', 'SIP/2.0 200']);
    const inside = new Talk().request(publish.subarray(500)).request(subscribe).response(ok.subarray(30)).response(ok);
    const reading = readTalk(inside);
    assert.deepEqual(outline(reading), ['SUBSCRIBE', 'SIP/2.0 200']);
    assert.deepEqual(reading.counts.unreadable, { [homeless]: 2 });
    const sameSegment = new Talk().say('client', Buffer.concat([publish.subarray(500), subscribe, publish]));
    assert.deepEqual(outline(readTalk(sameSegment)), ['SUBSCRIBE', 'PUBLISH']);
    const keptOpen = new Talk()
      .request('\r\n\r\n')
      .response('\r\n')
      .request(`\r\n${text(publish)}`)
      .response('\r\n');
    assert.deepEqual([outline(readTalk(keptOpen)), readTalk(keptOpen).counts.unreadable], [['PUBLISH'], {}]);
    const inText = new Talk().request('hello').request(publish).response(ok);
    assert.deepEqual(outline(readTalk(inText)), ['PUBLISH', 'SIP/2.0 200']);
    const onOtherPort = new Talk({ server: odd }).request(publish.subarray(500)).request(subscribe);
    assert.deepEqual(outline(readTalk(onOtherPort)), ['SUBSCRIBE']);
  });

  it('is not joined in the middle of a method', () => {
    const talk = new Talk().request(publish.subarray(3)).request(subscribe);
    assert.deepEqual(outline(readTalk(talk)), ['SUBSCRIBE']);
  });

  it('is not joined at a start line inside a body', () => {
    const notify = publishBytes({ method: 'NOTIFY', body: 'SIP/2.0 200 OK\r\n' });
    const talk = new Talk().request(notify.subarray(notify.length - 30)).request(subscribe);
    assert.deepEqual(outline(readTalk(talk)), ['SUBSCRIBE']);
  });

  it('may be half of a conversation', () => {
    const talk = new Talk().say('client', publish).say('client', subscribe);
    assert.deepEqual(outline(readTalk(talk)), ['PUBLISH', 'SUBSCRIBE']);
  });

  it('drops repeated and overlapping segments, and probes that keep a connection alive', () => {
    const sequence = 1000;
    const parts = [
      segment({ sequence, data: publish.subarray(0, 300) }),
      segment({ sequence, data: publish.subarray(0, 300) }),
      segment({ sequence: sequence + 200, data: publish.subarray(200, 600) }),
      segment({ sequence: sequence + 100, data: publish.subarray(100, 200) }),
      segment({ sequence: sequence + 50, data: publish.subarray(50) }),
      segment({ sequence: sequence + publish.length - 1, data: '\0' }),
      segment({ sequence: sequence + publish.length, data: subscribe }),
    ];
    const reading = readPackets(shots(parts));
    assert.deepEqual(texts(reading), [text(publish), text(subscribe)]);
    assert.deepEqual(
      reading.messages.map(({ captureFrame }) => captureFrame),
      [5, 7],
    );
  });

  it('puts segments in order, and shows a message in the frame that made it whole', () => {
    const { packets } = new Talk()
      .open()
      .say('client', publish.subarray(0, 400))
      .say('client', publish.subarray(400))
      .say('client', subscribe);
    const [a, b, c, first, second, third] = packets as [Buffer, Buffer, Buffer, Buffer, Buffer, Buffer];
    const { messages } = readPackets(shots([a, b, c, third, second, first]));
    assert.deepEqual(
      messages.map(({ bytes, captureFrame, at }) => [text(bytes), captureFrame, at]),
      [
        [text(publish), 6, start + 5],
        [text(subscribe), 6, start + 5],
      ],
    );
  });

  it('runs over the end of the sequence numbers', () => {
    const talk = new Talk({ clientSequence: 2 ** 32 - 300, serverSequence: 2 ** 32 - 1 });
    talk.open().request(publish).response(ok).request(subscribe).response(ok);
    assert.deepEqual(outline(readTalk(talk)), ['PUBLISH', 'SIP/2.0 200', 'SUBSCRIBE', 'SIP/2.0 200']);
  });

  it('keeps what a client really left unfinished, but not as cut off by the capture', () => {
    const closed = new Talk().open().request(publish.subarray(0, 700)).finish('client');
    assert.deepEqual(outline(readTalk(closed)), ['PUBLISH']);
    const open = new Talk().open().request(publish.subarray(0, 700));
    assert.deepEqual(outline(readTalk(open)), ['PUBLISH cut']);
    const reset = new Talk().open().request(publish.subarray(0, 700)).reset('server');
    assert.deepEqual(outline(readTalk(reset)), ['PUBLISH cut']);
    const early = new Talk().open().request(publish.subarray(0, 20));
    assert.deepEqual(readTalk(early).counts.unreadable, { 'messages of which too little was captured': 1 });
  });

  it('keeps a message whose end cannot be told, and goes on behind it', () => {
    const endless = publishBytes({ without: ['Content-Length'] });
    const head = text(endless).split('\r\n\r\n')[0];
    for (const talk of [
      new Talk().open().request(endless).request(subscribe),
      new Talk().open().request(Buffer.concat([endless, subscribe])),
      new Talk({ server: odd }).request(Buffer.concat([endless, subscribe])),
    ]) {
      const reading = readTalk(talk);
      assert.deepEqual(outline(reading), ['PUBLISH', 'SUBSCRIBE']);
      assert.equal(texts(reading)[0], `${head}\r\n\r\n`);
    }
    const many = new Talk().open().say('client', Buffer.concat(new Array(60).fill(endless)));
    assert.equal(readTalk(many).messages.length, 60);
  });

  it('may begin with what is no start line, on a port of SIP', () => {
    const broken = Buffer.from('PUBLISH\r\nContent-Length: 0\r\n\r\n');
    assert.deepEqual(texts(readTalk(new Talk().open().request(broken).request(subscribe))), [
      text(broken),
      text(subscribe),
    ]);
    assert.equal(readTalk(new Talk({ server: odd }).open().request(broken)).messages.length, 0);
    const unversioned = publishBytes({ raw: (all) => all.replace(' SIP/2.0', '') });
    assert.deepEqual(outline(readTalk(new Talk().request(unversioned))), ['PUBLISH']);
    const short = new Talk().open().say('client', 'PUBL').finish('client');
    assert.deepEqual(texts(readTalk(short)), ['PUBL']);
  });

  it('is not what else runs over TCP', () => {
    const web = new Talk({ server: { ...odd, port: 80 } })
      .open()
      .request('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
      .response('HTTP/1.1 200 OK\r\n\r\n');
    assert.deepEqual(readTalk(web).counts, { packets: web.packets.length, messages: 0, notSip: 2, unreadable: {} });
    const other = new Talk({ server: odd })
      .open()
      .request(Buffer.alloc(500))
      .response(Buffer.alloc(500))
      .request('quit');
    assert.equal(readTalk(other).counts.notSip, 3);
  });

  it('may be encrypted, which is counted by packets in both directions', () => {
    const hello = Buffer.concat([Buffer.from('1603010200', 'hex'), Buffer.alloc(512, 1)]);
    const data = Buffer.concat([Buffer.from('1703030200', 'hex'), Buffer.alloc(512, 2)]);
    for (const port of [5061, 443]) {
      const talk = new Talk({ server: { ...odd, port } })
        .open()
        .request(hello.subarray(0, 3))
        .request(hello.subarray(3));
      talk.response(hello).response(Buffer.alloc(100, 3)).request(data);
      assert.deepEqual(readTalk(talk).counts.unreadable, { 'encrypted (TLS)': 4 });
    }
    const joined = new Talk({ server: { ...odd, port: 5061 } })
      .request(Buffer.alloc(99, 7))
      .response(data)
      .request(data);
    assert.deepEqual(readTalk(joined).counts.unreadable, { [homeless]: 1, 'encrypted (TLS)': 2 });
    const inside = new Talk({ server: { ...odd, port: 5061 } }).response(data).request(Buffer.alloc(99, 7));
    assert.deepEqual(readTalk(inside).counts.unreadable, { 'encrypted (TLS)': 2 });
  });

  it('counts broken headers', () => {
    const good = segment({ sequence: 1, data: publish });
    const short = Buffer.from(good);
    short.writeUInt8(0x40, 32);
    const long = Buffer.from(good.subarray(0, 20 + 30));
    long.writeUInt8(0xf0, 32);
    long.writeUInt16BE(50, 2);
    const { counts } = readPackets(shots([short, long, good.subarray(0, 39)]));
    assert.deepEqual(counts.unreadable, {
      'packets with headers that contradict themselves': 2,
      'packets cut off inside their headers': 1,
    });
  });

  it('ends where IP ends, not behind what pads a short frame', () => {
    const talk = new Talk().open().request(publish.subarray(0, 300)).request(publish.subarray(300));
    const padded = talk.packets.map((packet) => Buffer.concat([packet, Buffer.alloc(6)]));
    assert.deepEqual(texts(readPackets(shots(padded))), [text(publish)]);
  });

  it('is not what comes behind the end of a connection', () => {
    const talk = new Talk().open().request(publish).finish('client').say('client', subscribe);
    assert.deepEqual(outline(readTalk(talk)), ['PUBLISH']);
  });

  it('is read behind options', () => {
    const data = segment({ sequence: 1, data: publish, options: Buffer.alloc(12, 1) });
    assert.deepEqual(texts(readPackets(shots([data]))), [text(publish)]);
  });
});
