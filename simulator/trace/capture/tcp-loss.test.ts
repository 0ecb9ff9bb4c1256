import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { publishBytes, responseBytes, subscribeBytes } from '../../sip/message.fixture';
import { framesBeforeEnd, type Reading, readPackets } from './capture.fixture';
import { pcap, type Shot, shots, snap, start } from './file.fixture';
import { client } from './packet.fixture';
import { segment, Talk } from './tcp.fixture';

const publish = publishBytes();
const subscribe = subscribeBytes();
const ok = responseBytes();
const text = (bytes: Buffer): string => bytes.toString('latin1');
const homeless = 'parts of SIP over TCP that belong to no message that can be read';

function readTalk({ packets }: Talk, step = 1): Reading {
  return readPackets(shots(packets, step));
}

/** What a test mostly wants to know of a message: its method or status, and whether it is cut off. */
function outline({ messages }: Reading): string[] {
  return messages.map(({ bytes, truncated }) => `${/^(?:SIP\/2\.0 )?\w+/.exec(text(bytes))}${truncated ? ' cut' : ''}`);
}

describe('loss in TCP', () => {
  it('cuts the message off, and the next start line is taken up', () => {
    const talk = new Talk().open().say('client', publish.subarray(0, 400));
    talk
      .miss('client', publish.subarray(400, 700))
      .say('client', publish.subarray(700))
      .request(subscribe)
      .response(ok);
    talk.request(publish);
    const { messages, counts } = readTalk(talk, 30);
    assert.deepEqual(
      messages.map(({ bytes, truncated, captureFrame }) => [bytes.length, truncated, captureFrame]),
      [
        [400, true, 4],
        [subscribe.length, undefined, 6],
        [ok.length, undefined, 8],
        [publish.length, undefined, 10],
      ],
    );
    assert.deepEqual(counts.unreadable, { [homeless]: 1 });
  });

  it('of the beginning of a message loses it, not the next in the same segment', () => {
    const talk = new Talk().open().request(subscribe).miss('client', publish.subarray(0, 300));
    talk
      .request(Buffer.concat([publish.subarray(300), subscribe]))
      .response(ok)
      .request(publish);
    assert.deepEqual(outline(readTalk(talk, 30)), ['SUBSCRIBE', 'SUBSCRIBE', 'SIP/2.0 200', 'PUBLISH']);
  });

  it('that the peer acknowledges is given up, but not at once: captures are not always in order', () => {
    const talk = new Talk().open().miss('client', publish.subarray(0, 300)).request(publish.subarray(300));
    const late = segment({ sequence: 1001, acknowledged: 900_001, data: publish.subarray(0, 300) });
    const packets = shots([...talk.packets, late]);
    assert.deepEqual(outline(readPackets(packets)), ['PUBLISH']);
    const tooLate = packets.map((shot, index) => (index === packets.length - 1 ? { ...shot, at: start + 1000 } : shot));
    const more = segment({ sequence: 1001 + publish.length, data: subscribe });
    const reading = readPackets([...tooLate.slice(0, -1), { packet: more, at: start + 900 }, ...tooLate.slice(-1)]);
    assert.deepEqual(outline(reading), ['SUBSCRIBE']);
  });

  it('that nobody acknowledges waits for a repeat', () => {
    const talk = new Talk().open().miss('client', publish.subarray(0, 300)).say('client', publish.subarray(300));
    const repeat = segment({ sequence: 1001, data: publish.subarray(0, 300) });
    const packets = [...shots(talk.packets), { packet: repeat, at: start + 3000 }];
    const { messages } = readPackets(packets);
    assert.deepEqual(
      messages.map(({ captureFrame, truncated }) => [captureFrame, truncated]),
      [[5, undefined]],
    );
  });

  it('is given up when too much waits behind it', () => {
    const talk = new Talk().open().miss('client', publish);
    for (let count = 0; count < 300; count += 1) talk.say('client', subscribe);
    const reader = readTalk(talk, 0);
    assert.equal(reader.messages.length, 300);
    assert.equal(framesBeforeEnd(pcap(shots(talk.packets, 0))).length, 300);
    assert.deepEqual(
      reader.messages.map(({ captureFrame }) => captureFrame),
      Array.from({ length: 300 }, (_, n) => n + 4),
    );
  });

  it('is given up after ten seconds without a sign', () => {
    const talk = new Talk().open().miss('client', publish).say('client', subscribe);
    const other = segment({ from: { ...client, port: 7 }, sequence: 5, data: subscribe });
    const packets = [
      ...shots(talk.packets),
      { packet: other, at: start + 20_000 },
      { packet: other, at: start + 20_001 },
    ];
    const { messages } = readPackets(packets);
    assert.deepEqual(
      messages.map(({ captureFrame }) => captureFrame),
      [4, 5],
    );
  });

  it('does not hold up other connections for longer than a second', () => {
    const talk = new Talk().open().miss('client', publish).say('client', subscribe);
    const other = segment({ from: { ...client, port: 7 }, sequence: 5, data: subscribe });
    const last = segment({ from: { ...client, port: 7 }, sequence: 5 + subscribe.length, data: subscribe });
    const at = (packet: Buffer, millis: number): Shot => ({ packet, at: start + millis });
    const early = [...shots(talk.packets, 0), at(other, 500)];
    assert.deepEqual(framesBeforeEnd(pcap(early)), []);
    assert.deepEqual(framesBeforeEnd(pcap([...early, at(last, 1200)])), [5, 6]);
  });

  it('at the end of a connection cuts its last message off', () => {
    const talk = new Talk().open().say('client', publish.subarray(0, 400)).miss('client', publish.subarray(400));
    assert.deepEqual(outline(readTalk(talk.finish('client'))), ['PUBLISH cut']);
  });

  it('by the snap length cuts the message off, not the next', () => {
    const talk = new Talk().open().request(publish).response(ok).request(subscribe);
    const cut = shots(talk.packets).map((shot) => snap(shot, 540));
    assert.deepEqual(outline(readPackets(cut)), ['PUBLISH cut', 'SIP/2.0 200', 'SUBSCRIBE']);
  });
});
