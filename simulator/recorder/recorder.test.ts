import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { HarnessError } from '../core/harness-error';
import { publishBytes } from '../sip/message.fixture';
import type { TraceEvent } from '../trace/event';
import { messageEvent } from '../trace/message-event';
import { encodeEvent, encodeHeader } from '../trace/ndjson';
import { PcapngEncoder } from '../trace/pcapng';
import { outputFailed } from './batch-writer';
import { Recorder } from './recorder';

const header = { imAddress: 'sip:alice@example.com' };
const bytes = publishBytes();

function arrived(frame: number): TraceEvent {
  const local = { host: '127.0.0.1', port: 5060 };
  const remote = { host: '127.0.0.1', port: 40_000 };
  return messageEvent({
    frame,
    at: 1_795_356_123_456 + frame,
    direction: 'in',
    transport: 'udp',
    local,
    remote,
    bytes,
  });
}

/** What the two files have to hold. */
function expected(events: readonly TraceEvent[]): { ndjson: string; pcapng: Buffer } {
  const encoder = new PcapngEncoder();
  const blocks = events.flatMap((event) => (event.kind === 'message' ? [encoder.packet(event)] : []));
  const lines = [encodeHeader(header), ...events.map(encodeEvent)];
  return { ndjson: lines.map((line) => `${line}\n`).join(''), pcapng: Buffer.concat([encoder.header(), ...blocks]) };
}

describe('Recorder', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'imconf-recorder-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const holds = async (where: string, events: readonly TraceEvent[]): Promise<void> => {
    const { ndjson, pcapng } = expected(events);
    assert.equal(await readFile(join(where, 'trace.ndjson'), 'utf8'), ndjson);
    assert.ok((await readFile(join(where, 'trace.pcapng'))).equals(pcapng));
  };

  it('writes header and events, the messages also as packets, into a folder that it makes', async () => {
    const where = join(folder, 'a', 'b');
    const events: readonly TraceEvent[] = [
      { kind: 'stimulus-started', at: 1, stimulus: 1, operation: 'publish' },
      arrived(1),
      { kind: 'note', at: 2, note: 'keep-alive', text: 'é', remote: { host: '::1', port: 1 } },
      arrived(2),
    ];
    const recorder = await Recorder.open(where, header);
    for (const event of events) recorder.record(event);
    await recorder.close();
    await holds(where, events);
  });

  it('keeps the order of many events that do not fit into one batch', async () => {
    const events = Array.from({ length: 2_000 }, (_, index) => arrived(index + 1));
    const recorder = await Recorder.open(folder, header);
    for (const [index, event] of events.entries()) {
      recorder.record(event);
      if (index % 100 === 0) await new Promise(setImmediate);
    }
    await recorder.close();
    await holds(folder, events);
  });

  it('tells how many octets wait, until they are in the files', async () => {
    const recorder = await Recorder.open(folder, header);
    const empty = recorder.backlog;
    for (let frame = 1; frame <= 1_000; frame += 1) recorder.record(arrived(frame));
    const waiting = recorder.backlog;
    await recorder.close();
    const files = await Promise.all(['trace.ndjson', 'trace.pcapng'].map((name) => readFile(join(folder, name))));
    assert.equal(
      waiting,
      files.reduce((sum, { length }) => sum + length, 0),
    );
    assert.ok(empty < 1_000 && waiting > 2_000 * bytes.length);
    assert.equal(recorder.backlog, 0);
  });

  it('replaces what was there, and takes nothing behind its end', async () => {
    await writeFile(join(folder, 'trace.ndjson'), 'old\n'.repeat(1_000));
    const recorder = await Recorder.open(folder, header);
    await recorder.close();
    recorder.record(arrived(1));
    await recorder.close().catch(() => {});
    await holds(folder, []);
  });

  for (const [code, words] of [
    ['ENOSPC', 'the disk is full'],
    ['EROFS', 'the file system is read-only'],
    ['EACCES', 'no permission'],
  ] as const) {
    it(`says ${code} in words`, () => {
      const cause = Object.assign(new Error(`${code}: something, write`), { code });
      assert.equal(outputFailed('/runs/1/trace.ndjson', cause).message, `cannot write /runs/1/trace.ndjson: ${words}`);
    });
  }

  const isOutputFailed = (path: string) => (error: unknown) => {
    assert.ok(error instanceof HarnessError);
    assert.equal(error.fault, 'output-failed');
    assert.ok(error.message.includes(path), error.message);
    assert.ok(error.cause instanceof Error);
    return true;
  };

  it('tells a folder that cannot be made', async () => {
    const where = join(folder, 'file', 'run');
    await writeFile(join(folder, 'file'), '');
    await assert.rejects(Recorder.open(where, header), isOutputFailed(where));
  });

  for (const name of ['trace.ndjson', 'trace.pcapng']) {
    it(`tells a ${name} that cannot be opened`, async () => {
      await mkdir(join(folder, name));
      await assert.rejects(Recorder.open(folder, header), isOutputFailed(join(folder, name)));
    });

    it(`tells a full disk under ${name}, once, and goes on with the other file`, {
      skip: !existsSync('/dev/full') && 'no /dev/full on this system',
    }, async () => {
      await symlink('/dev/full', join(folder, name));
      const failures: HarnessError[] = [];
      const recorder = await Recorder.open(folder, header, (error) => failures.push(error));
      for (let frame = 1; frame <= 500; frame += 1) recorder.record(arrived(frame));
      await assert.rejects(recorder.close(), isOutputFailed(join(folder, name)));
      assert.deepEqual(
        failures.map(({ message }) => message),
        [`cannot write ${join(folder, name)}: the disk is full`],
      );
      const other = name === 'trace.ndjson' ? 'trace.pcapng' : 'trace.ndjson';
      assert.ok((await readFile(join(folder, other))).length > 500 * bytes.length);
    });
  }
});
