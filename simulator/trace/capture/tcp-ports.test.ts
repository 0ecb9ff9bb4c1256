import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { publishBytes, responseBytes, subscribeBytes } from '../../sip/message.fixture';
import { framesBeforeEnd, type Reading, readPackets } from './capture.fixture';
import { pcap, type Shot, shots } from './file.fixture';
import { client, type End } from './packet.fixture';
import { FIN, RST, SYN, segment, Talk } from './tcp.fixture';

const publish = publishBytes();
const subscribe = subscribeBytes();
const ok = responseBytes();
const odd: End = { host: '198.51.100.1', port: 38_000 };
const text = (bytes: Buffer): string => bytes.toString('latin1');

function readTalk({ packets }: Talk, step = 1): Reading {
  return readPackets(shots(packets, step));
}

/** What a test mostly wants to know of a message: its method or status, and whether it is cut off. */
function outline({ messages }: Reading): string[] {
  return messages.map(({ bytes, truncated }) => `${/^(?:SIP\/2\.0 )?\w+/.exec(text(bytes))}${truncated ? ' cut' : ''}`);
}

describe('connections between the same ports', () => {
  const again = { clientSequence: 77_000_000, serverSequence: 3_000_000_000 };

  it('are told apart by a new handshake behind FIN, RST or nothing', () => {
    const first = (): Talk => new Talk().open().request(publish).response(ok);
    const close = { clientSequence: 9000, serverSequence: 950_000 };
    const seconds = [again, close].map((sequences) => new Talk(sequences).open().request(subscribe).response(ok));
    const firsts = [first().finish('client').finish('server'), first().reset('server'), first()];
    for (const [talk, second] of firsts.flatMap((one) => seconds.map((other) => [one, other] as const))) {
      const { messages } = readPackets(shots([...talk.packets, ...second.packets]));
      assert.deepEqual(
        messages.map(({ connection }) => connection),
        [1, 1, 2, 2],
      );
      assert.equal(
        messages.some(({ truncated }) => truncated),
        false,
      );
    }
  });

  it('are told apart without a handshake where their sequence numbers are far apart', () => {
    const first = new Talk().request(publish).response(ok);
    const second = new Talk(again).request(subscribe).response(ok);
    const { messages } = readPackets(shots([...first.packets, ...second.packets]));
    assert.deepEqual(
      messages.map(({ connection }) => connection),
      [1, 1, 2, 2],
    );
  });

  it('stay one where a handshake is repeated, or comes late', () => {
    const { packets } = new Talk().open().request(publish).response(ok);
    const [syn, synAck] = packets as [Buffer, Buffer];
    const repeated = readPackets(shots([syn, syn, synAck, synAck, ...packets.slice(2), syn]));
    assert.deepEqual(
      repeated.messages.map(({ connection }) => connection),
      [1, 1],
    );
    const [first, second, third, data, ...rest] = packets as [Buffer, Buffer, Buffer, Buffer];
    const late = readPackets(shots([second, data, first, third, ...rest]));
    assert.deepEqual(
      late.messages.map(({ connection }) => connection),
      [1, 1],
    );
  });

  it('do not end by a reset that does not fit', () => {
    const stray = segment({ sequence: 3_000_000_000, flags: RST });
    const talk = new Talk().open().request(publish.subarray(0, 500));
    const rest = new Talk({ clientSequence: 1501 }).say('client', publish.subarray(500));
    assert.deepEqual(outline(readPackets(shots([...talk.packets, stray, ...rest.packets]))), ['PUBLISH']);
  });

  it('are numbered as they show SIP', () => {
    const web = new Talk({ server: { ...odd, port: 80 } }).open().request('GET / HTTP/1.1\r\n\r\n');
    const talks = [
      web,
      new Talk().open().request(publish),
      new Talk({ client: { ...client, port: 9 } }).request(publish),
    ];
    const { messages } = readPackets(shots(talks.flatMap(({ packets }) => packets)));
    assert.deepEqual(
      messages.map(({ connection }) => connection),
      [1, 2],
    );
  });

  it('may go on behind a reset that somebody else made up', () => {
    const talk = new Talk().open().request(publish.subarray(0, 500)).reset('server').request(subscribe).response(ok);
    assert.deepEqual(outline(readTalk(talk)), ['PUBLISH cut', 'SUBSCRIBE', 'SIP/2.0 200']);
  });

  it('do not hold more than 32 MiB of unfinished messages', () => {
    const head = text(publish).replace('Content-Length: 600', 'Content-Length: 600000');
    const data = Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(60_000)]);
    const packets = Array.from({ length: 600 }, (_, n) =>
      segment({ from: { ...client, port: n + 1 }, sequence: 1, data }),
    );
    const frames = framesBeforeEnd(pcap(shots(packets)));
    assert.deepEqual([frames[0], frames.length > 30, frames.length < 100], [1, true, true]);
  });

  it('carry data with the SYN', () => {
    const opening = segment({ sequence: 999, flags: SYN, data: publish });
    const ending = segment({ sequence: 1000 + publish.length, flags: FIN, data: subscribe });
    assert.deepEqual(outline(readPackets(shots([opening, ending]))), ['PUBLISH', 'SUBSCRIBE']);
  });

  it('of which there are very many are forgotten, the idle ones first', () => {
    const packets: Shot[] = [];
    for (let n = 0; n < 9000; n += 1) {
      const from = { host: `10.0.${n >> 8}.${n & 255}`, port: 9 };
      packets.push(...shots([segment({ from, sequence: 1, data: publish.subarray(0, 500) })]));
      packets.push(...shots([segment({ from, sequence: 501, data: publish.subarray(500, 900) })]));
      const slice = publish.subarray(n / 9, n / 9 + 10);
      if (n % 90 === 0) packets.push(...shots([segment({ sequence: 1 + n / 9, data: slice })]));
    }
    const lines = outline(readPackets(packets));
    assert.deepEqual([lines.length, lines.filter((line) => line === 'PUBLISH').length], [9001, 1]);
  });
});
