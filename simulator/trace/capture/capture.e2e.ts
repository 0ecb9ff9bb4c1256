import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { publishBytes, responseBytes, subscribeBytes } from '../../sip/message.fixture';
import { read } from './capture.fixture';
import { block, capturedOn, enhanced, pcap, pcapng, type Shot, section, shots, simple } from './file.fixture';
import { cooked, cooked2, datagram, datagram6, ethernet, fragments4, fragments6, LINK, udp } from './packet.fixture';
import { Talk } from './tcp.fixture';

const run = promisify(execFile);
let folder = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imconf-capture-'));
});
after(() => rm(folder, { recursive: true }));

const publish = publishBytes();
const subscribe = subscribeBytes();
const ok = responseBytes();

/** Frame, time in microseconds and first word of each message as tshark sees them; a frame may hold several. */
async function seenByTshark(file: string): Promise<string[]> {
  const fields = ['frame.number', 'frame.time_epoch', 'sip.CSeq'].flatMap((field) => ['-e', field]);
  const { stdout } = await run('tshark', [
    '-n',
    '-r',
    file,
    '-Y',
    'sip',
    '-T',
    'fields',
    '-E',
    'separator=|',
    ...fields,
  ]);
  return stdout
    .trimEnd()
    .split('\n')
    .flatMap((row) => {
      const [frame, time, sequences = ''] = row.split('|');
      return sequences.split(',').map((sequence) => `${frame} ${Number(time).toFixed(6)} ${sequence}`);
    });
}

function seenHere(file: Buffer): string[] {
  return read(file, 1000).messages.map(({ captureFrame, at, bytes }) => {
    const sequence = /\r\nCSeq: ([^\r]*)/.exec(bytes.toString('latin1'))?.[1];
    return `${captureFrame} ${(at / 1000).toFixed(6)} ${sequence}`;
  });
}

async function compare(name: string, file: Buffer): Promise<readonly string[]> {
  const path = join(folder, name);
  await writeFile(path, file);
  const here = seenHere(file);
  assert.deepEqual(here, await seenByTshark(path), name);
  return here;
}

/** Datagrams whole and in fragments, of IPv4 and IPv6, and what is no SIP. */
function datagrams(): Shot[] {
  return shots(
    [
      datagram(publish),
      datagram('\r\n\r\n'),
      datagram6(ok),
      ...fragments4(udp(publish), 400, { id: 5 }).toReversed(),
      ...fragments6(udp(subscribe), 200),
      datagram(Buffer.alloc(40, 0x81)),
      datagram(subscribe),
    ],
    1.5,
  );
}

/** Connections with several messages a segment, messages over many, repeats and reuse of ports. */
function streams(): Shot[] {
  const first = new Talk()
    .open()
    .request(publish)
    .response(ok)
    .request(Buffer.concat([subscribe, publish]))
    .response(ok);
  for (let at = 0; at < publish.length; at += 200) first.request(publish.subarray(at, at + 200));
  first.finish('client').finish('server').acknowledge('client');
  const repeated = first.packets.flatMap((packet, index) => (index === 5 ? [packet, packet] : [packet]));
  const second = new Talk({ clientSequence: 2 ** 32 - 400, serverSequence: 77 }).open().request(publish).response(ok);
  return shots([...repeated, ...second.packets], 40);
}

describe('a capture that tshark reads, too', () => {
  it('has the same messages over UDP in the same frames', async () => {
    assert.equal((await compare('udp.pcap', pcap(datagrams()))).length, 5);
  });

  it('has the same messages over TCP in the same frames', async () => {
    assert.equal((await compare('tcp.pcap', pcap(streams()))).length, 8);
  });

  it('has the same messages below every link layer', async () => {
    const wrap = (link: (packet: Buffer) => Buffer): Shot[] =>
      datagrams().map(({ packet, at }) => ({ packet: link(packet), at }));
    await compare('ethernet.pcap', pcap(wrap(ethernet), { linkType: LINK.ethernet, isLittle: false }));
    const tagged = wrap((packet) => ethernet(packet, [0x88a8, 0x8100]));
    await compare('vlan.pcap', pcap(tagged, { linkType: LINK.ethernet, isNano: true }));
    await compare('cooked.pcap', pcap(wrap(cooked), { linkType: LINK.cooked }));
    await compare('cooked2.pcapng', pcapng(wrap(cooked2), LINK.cooked2));
  });

  it('has the same frames where the file holds other blocks, sections and interfaces', async () => {
    const shot = { packet: datagram(publish), at: 1_795_356_000_123.456 };
    const blocks = [
      section(),
      capturedOn(LINK.ethernet),
      capturedOn(LINK.raw, { resolution: 9, offset: -100 }),
      block(9, Buffer.from('__REALTIME_TIMESTAMP=1\nMESSAGE=a journal entry\n')),
      enhanced(shot, { interfaceId: 1, unitsPerSecond: 1e9 }),
      block(0x0bad, Buffer.alloc(8)),
      enhanced({ ...shot, packet: ethernet(datagram(subscribe)) }),
      section(false),
      block(0x77, Buffer.alloc(8), false),
      capturedOn(LINK.raw, { resolution: 0x80 + 20 }, false),
      enhanced({ ...shot, at: 1_795_356_001_500 }, { unitsPerSecond: 2 ** 20, isLittle: false }),
    ];
    assert.equal((await compare('blocks.pcapng', Buffer.concat(blocks))).length, 3);
  });

  it('is read in every format that editcap writes', async () => {
    const path = join(folder, 'source.pcap');
    await writeFile(path, pcap([...datagrams(), ...streams()]));
    const expected = seenHere(await readFile(path));
    for (const format of ['pcap', 'nsecpcap', 'modpcap', 'pcapng']) {
      const converted = join(folder, format);
      await run('editcap', ['-F', format, path, converted]);
      assert.deepEqual(seenHere(await readFile(converted)), expected, format);
    }
  });

  it('has as many messages where simple packet blocks have no time', async () => {
    const path = join(folder, 'simple.pcapng');
    const file = Buffer.concat([section(), capturedOn(LINK.raw), simple(datagram(publish)), simple(datagram(ok))]);
    await writeFile(path, file);
    assert.equal(read(file).messages.length, (await seenByTshark(path)).length);
  });
});
