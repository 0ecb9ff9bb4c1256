import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { publishBytes, registerBytes, responseBytes, subscribeBytes } from '../sip/message.fixture';
import type { MessageEvent } from './event';
import type { MessageFields } from './message-event';
import { PcapngEncoder } from './pcapng';
import { exchange, localV4, localV6, message, remoteV4, remoteV6, someTime } from './trace.fixture';

const run = promisify(execFile);
let folder = '';

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imconf-pcapng-'));
});
after(() => rm(folder, { recursive: true }));

/** What tshark says of some fields, a row for each packet. */
async function tshark(
  events: readonly MessageEvent[],
  fields: readonly string[],
  comments: readonly string[] = [],
): Promise<string[][]> {
  const encoder = new PcapngEncoder();
  const file = join(folder, 'trace.pcapng');
  await writeFile(
    file,
    Buffer.concat([encoder.header(), ...events.map((event, index) => encoder.packet(event, comments[index]))]),
  );
  const checks = ['ip.check_checksum', 'udp.check_checksum', 'tcp.check_checksum'].flatMap((name) => [
    '-o',
    `${name}:TRUE`,
  ]);
  const columns = fields.flatMap((field) => ['-e', field]);
  const { stdout } = await run('tshark', [
    '-n',
    '-r',
    file,
    ...checks,
    '-T',
    'fields',
    '-E',
    'separator=|',
    ...columns,
  ]);
  return stdout
    .trimEnd()
    .split('\n')
    .map((row) => row.split('|'));
}

/** Fields that are empty in a good packet: malformed, and anything that the experts of Wireshark complain about below SIP. */
const complaints = [
  '_ws.malformed',
  'ip.checksum.status',
  'udp.checksum.status',
  'tcp.checksum.status',
  'tcp.analysis.flags',
];
const isGood = (status: string | undefined): boolean => status === '' || status === '1';

describe('a capture in tshark', () => {
  const paths: readonly [string, Partial<MessageFields>][] = [
    ['UDP over IPv4', {}],
    ['UDP over IPv6', { local: localV6, remote: remoteV6 }],
    ['TCP over IPv4', { transport: 'tcp', connection: 1 }],
    ['TCP over IPv6', { transport: 'tcp', connection: 1, local: localV6, remote: remoteV6 }],
    ['UDP on other ports', { local: { host: '127.0.0.1', port: 38_123 }, remote: { host: '127.0.0.1', port: 39_321 } }],
    [
      'TCP on other ports',
      { transport: 'tcp', local: { host: '127.0.0.1', port: 38_123 }, remote: { host: '127.0.0.1', port: 39_321 } },
    ],
  ];
  for (const [name, changes] of paths) {
    it(`shows every message of ${name} as SIP, whole and in its frame`, async () => {
      const fields = ['frame.number', 'sip.Method', 'sip.Status-Code', 'sip.CSeq.method', ...complaints];
      const rows = await tshark(exchange(3, changes), fields);
      assert.equal(rows.length, 6);
      for (const [index, [number, method, status, cseq, malformed, ...below]] of rows.entries()) {
        assert.equal(number, String(index + 1));
        assert.deepEqual([method, status], index % 2 === 0 ? ['PUBLISH', ''] : ['', '200']);
        assert.equal(cseq, 'PUBLISH');
        assert.equal(malformed, '');
        assert.ok(below.every(isGood), below.join());
      }
    });
  }

  it('shows all methods, addresses, time and comments', async () => {
    const bodies = [registerBytes(), publishBytes(), subscribeBytes(), responseBytes()];
    const events = bodies.map((bytes, index) => message({ frame: index + 1, bytes }));
    const rows = await tshark(
      events,
      ['sip.Method', 'ip.src', 'udp.dstport', 'frame.time_epoch', 'frame.comment'],
      ['', 'fail 6.1.1.1-6'],
    );
    assert.deepEqual(
      rows.map(([method]) => method),
      ['REGISTER', 'PUBLISH', 'SUBSCRIBE', ''],
    );
    assert.deepEqual(rows[1]?.slice(1, 3), [remoteV4.host, String(localV4.port)]);
    assert.equal(Number(rows[1]?.[3]).toFixed(6), (someTime / 1000).toFixed(6));
    assert.equal(rows[1]?.[4], 'fail 6.1.1.1-6');
  });

  it('goes on behind a message that is cut, and behind a second connection between the same ports', async () => {
    const huge = publishBytes({ body: Buffer.alloc(70_000, 'x') });
    const tcp = { transport: 'tcp' } as const;
    const events = [
      message({ ...tcp, frame: 1, connection: 1 }),
      message({ ...tcp, frame: 2, connection: 1, bytes: huge }),
      message({ ...tcp, frame: 3, connection: 1, direction: 'out', bytes: responseBytes() }),
      message({ ...tcp, frame: 4, connection: 1 }),
      message({ ...tcp, frame: 5, connection: 2 }),
    ];
    const rows = await tshark(events, [
      'frame.number',
      'sip.Method',
      'sip.Status-Code',
      '_ws.malformed',
      'frame.comment',
    ]);
    assert.equal(rows.length, 5);
    assert.ok(rows.every(([, , , malformed]) => malformed === ''));
    assert.match(rows[1]?.[4] ?? '', /^cut: an IP packet holds/);
    assert.deepEqual(
      rows.map(([, method, status]) => method || status),
      ['PUBLISH', 'PUBLISH', '200', 'PUBLISH', 'PUBLISH'],
    );
  });
});
