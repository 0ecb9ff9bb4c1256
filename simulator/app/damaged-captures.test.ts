import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { context } from '../checks/trace.fixture';
import { publishBytes, registerBytes, responseBytes, subscribeBytes } from '../sip/message.fixture';
import { pcap, pcapng, shots } from '../trace/capture/file.fixture';
import { openCapture } from '../trace/capture/open-capture';
import { Orientation } from '../trace/capture/orientation';
import { client, datagram, ethernet, fragments4, LINK, server } from '../trace/capture/packet.fixture';
import { Talk } from '../trace/capture/tcp.fixture';
import { Judge } from '../verdict/judge';
import type { Judgement } from '../verdict/result';

/** Numbers from 0 to below 1 that look random and are the same for the same seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const overTcp = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.toString('latin1').replace('SIP/2.0/UDP', 'SIP/2.0/TCP'), 'latin1');

/** A run over UDP, in fragments and over TCP, as raw IP packets. */
function packets(): Buffer[] {
  const reply = { from: server, to: client };
  const talk = new Talk().open().request(overTcp(publishBytes())).response(overTcp(responseBytes()));
  return [
    datagram(registerBytes()),
    datagram(responseBytes({ set: [['CSeq', '1 REGISTER']] }), reply),
    datagram(publishBytes()),
    datagram(responseBytes(), reply),
    ...fragments4(datagram(publishBytes()).subarray(20), 512),
    datagram(subscribeBytes()),
    ...talk.packets,
  ];
}

const raw = packets();
const there = 'U 192.0.2.7:40000 -> 198.51.100.1:5060';
const back = 'U 198.51.100.1:5060 -> 192.0.2.7:40000';
const log = [
  [there, registerBytes()],
  [back, responseBytes({ set: [['CSeq', '1 REGISTER']] })],
  [there, publishBytes()],
  [back, responseBytes()],
  [there, subscribeBytes()],
]
  .map(([where, bytes]) => `${where}\n${bytes?.toString('latin1')}\n\n`)
  .join('');

const files: Readonly<Record<string, Buffer>> = {
  'a pcap file': pcap(shots(raw)),
  'a pcap file of Ethernet frames': pcap(shots(raw.map((packet) => ethernet(packet))), {
    linkType: LINK.ethernet,
    isLittle: false,
  }),
  'a pcapng file': pcapng(shots(raw)),
  'a text log': Buffer.from(log, 'latin1'),
};

/** Judges a file that is read in chunks of odd sizes. */
function judge(file: Buffer, random: () => number): { readonly judgement: Judgement; readonly messages: number } {
  const reader = openCapture(file.subarray(0, 65_536));
  const orientation = new Orientation({ imAddresses: [] });
  const judging = new Judge(context({ imAddress: undefined, nextHop: undefined }), { ownsServer: false });
  let messages = 0;
  const see = (captured: ReturnType<typeof reader.push>) => {
    for (const one of captured) for (const event of orientation.see(one)) judging.see(event);
    messages += captured.length;
  };
  for (let at = 0; at < file.length; ) {
    const size = 1 + Math.floor(random() * 4_000);
    see(reader.push(file.subarray(at, at + size)));
    at += size;
  }
  see(reader.end());
  for (const event of orientation.end()) judging.see(event);
  return { judgement: judging.judgement(), messages };
}

/** Cut off somewhere, octets changed somewhere, or both. */
function damaged(file: Buffer, random: () => number): Buffer {
  const end = random() < 0.5 ? Math.floor(random() * file.length) : file.length;
  const copy = Buffer.from(file.subarray(0, end));
  const changes = random() < 0.7 && copy.length > 0 ? 1 + Math.floor(random() * 24) : 0;
  for (let count = 0; count < changes; count += 1)
    copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256);
  return copy;
}

describe('captures that are damaged', () => {
  for (const [name, file] of Object.entries(files)) {
    it(`${name} is judged as it is`, () => {
      const { judgement } = judge(file, numbersFrom(1));
      const seen = judgement.requirements.find(({ id }) => id === '6.1.1.1-5');
      assert.equal(seen?.verdict, 'pass');
    });

    it(`${name} cut off anywhere, with octets changed anywhere, ends in a verdict: 334 seeds`, () => {
      for (let seed = 1; seed <= 334; seed += 1) {
        const random = numbersFrom(seed);
        const broken = damaged(file, random);
        try {
          const { judgement, messages } = judge(broken, random);
          assert.ok(['none', 'pass', 'inconc', 'fail'].includes(judgement.verdict), judgement.verdict);
          assert.ok(messages <= broken.length, `${messages} messages out of ${broken.length} octets`);
        } catch (cause) {
          throw new Error(`seed ${seed}`, { cause });
        }
      }
    });
  }
});
