import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { context, TraceBuilder } from '../checks/trace.fixture';
import { HarnessError } from '../core/harness-error';
import { registerBytes } from '../sip/message.fixture';
import type { MessageEvent } from '../trace/event';
import { encodeEvent, encodeHeader } from '../trace/ndjson';
import { PcapngEncoder } from '../trace/pcapng';
import type { CheckCommand } from './check';
import { CheckRun } from './check-run';
import { traceHeader } from './passive-trace-header';
import { runFiles } from './run-folder';

const folder = mkdtempSync(join(tmpdir(), 'imconf-check-'));
after(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function traceOf(build: (trace: TraceBuilder) => void): TraceBuilder {
  const trace = new TraceBuilder();
  build(trace);
  return trace;
}

/** The same with other branches, Call-IDs and tags than a trace of its own would have. */
const later = (build: (trace: TraceBuilder) => void) => (trace: TraceBuilder) => {
  for (let request = 0; request < 50; request += 1) trace.publishes();
  trace.events.length = 0;
  build(trace);
};

function pcapng(build: (trace: TraceBuilder) => void): Buffer {
  const encoder = new PcapngEncoder();
  const messages = traceOf(build).events.filter((event): event is MessageEvent => event.kind === 'message');
  return Buffer.concat([encoder.header(), ...messages.map((event) => encoder.packet(event))]);
}

/** A client that publishes with a lifetime, and fetches. */
function withExpires(trace: TraceBuilder): void {
  trace.answers(trace.publishes({ add: [['Expires', '3600']] }));
  trace.fetches();
}

const conforming = (trace: TraceBuilder) => {
  trace.answers(trace.sends(registerBytes()), 200, [['Contact', '<sip:alice@192.0.2.10>;expires=60']]);
  trace.answers(trace.publishes());
  trace.fetches();
};

async function check(paths: readonly string[], command: CheckCommand = {}) {
  const told: string[] = [];
  const progress = { tell: (name: string) => told.push(name) };
  const run = new CheckRun({ paths, command, argv: ['check', ...paths], progress });
  const { report, shownFolder } = await run.finish();
  const broken = report.judgement.requirements.find(({ id }) => id === '6.1.1.1-6');
  const said = report.judgement.diagnostics.map(({ outcome, message }) => `${outcome}: ${message}`);
  return { report, shownFolder, broken, said, told };
}

describe('imconf check, its files', () => {
  it('judges a capture and names the packet', async () => {
    const path = file('a.pcapng', pcapng(withExpires));
    const { report, broken, told } = await check([path]);
    assert.equal(report.verdict, 'fail');
    assert.equal(broken?.findings[0]?.actual, 'Expires: 3600');
    assert.deepEqual(report.places?.get(broken?.findings[0]?.frame ?? 0), { file: path, frame: 1 });
    assert.deepEqual(
      report.files?.map(({ format, packets, messages }) => [format, packets, messages]),
      [['pcapng', 6, 6]],
    );
    assert.deepEqual(new Set(told), new Set([path]));
    assert.equal(report.mode, 'check');
    assert.equal(report.server, undefined);
  });

  it('tells where the frame stands that a finding names', async () => {
    const first = file('named-1.pcapng', pcapng(conforming));
    const callId = { set: [['Call-ID', 'again'] as const] };
    const twice = later((trace) => {
      trace.answers(trace.fetches());
      trace.answers(trace.publishes(callId));
      trace.answers(trace.publishes(callId));
    });
    const second = file('named-2.pcapng', pcapng(twice));
    const { report } = await check([first, second], { imAddress: 'sip:alice@example.com' });
    const reuse = report.judgement.requirements.find(({ id }) => id === 'RFC3261-8.1.1.4-1')?.findings[0];
    assert.match(reuse?.message ?? '', new RegExp(`frame ${reuse?.otherFrame}\\b`));
    assert.deepEqual(report.places?.get(reuse?.otherFrame ?? 0), { file: second, frame: 6 });
  });

  it('judges a capture that is packed', async () => {
    const { report, broken } = await check([file('a.pcapng.gz', gzipSync(pcapng(withExpires)))]);
    assert.equal(broken?.verdict, 'fail');
    assert.equal(report.files?.[0]?.format, 'pcapng (gzip)');
  });

  it('judges what it can read of damaged gzip, and says so', async () => {
    const packed = gzipSync(pcapng((trace) => Array.from({ length: 200 }, () => withExpires(trace))));
    const path = file('cut.gz', packed.subarray(0, packed.length - 40));
    const { report, broken, said } = await check([path]);
    assert.equal(broken?.verdict, 'fail');
    assert.match(report.files?.[0]?.problem ?? '', /gzip data are damaged/);
    assert.match(said.join(), /warn: .*cut\.gz: its gzip data .*; what was read is judged/);
  });

  it('judges several files as one run: frames count on, and each keeps its own place', async () => {
    const [first, second] = [file('1.pcapng', pcapng(conforming)), file('2.pcapng', pcapng(later(withExpires)))];
    const { report, broken } = await check([first, second]);
    assert.equal(report.judgement.clients.length, 1);
    const frames = broken?.findings.map(({ frame }) => frame) ?? [];
    assert.deepEqual(frames, [9]);
    assert.deepEqual(report.places?.get(9), { file: second, frame: 1 });
  });

  it('takes the same TCP capture twice for two connections, not for requests that are repeated', async () => {
    const path = file(
      'tcp.pcapng',
      pcapng((trace) => trace.publishes({}, { transport: 'tcp', connection: 1 })),
    );
    const { report } = await check([path, path]);
    assert.equal(report.judgement.requirements.find(({ id }) => id === '6.1.1.1-8')?.verdict, 'pass');
  });

  for (const [name, content, format] of [
    ['an empty file', '', 'text'],
    ['a text without messages', 'hello\n', 'text'],
    ['octets that are nothing', Buffer.alloc(70_000, 7), 'text'],
    ['a capture without SIP', pcapng(() => {}), 'pcapng'],
  ] as const) {
    it(`is inconclusive about ${name}, with a clear sentence`, async () => {
      const path = file('nothing', content);
      const { report, said } = await check([path]);
      assert.equal(report.verdict, 'inconc');
      assert.ok(said[0]?.startsWith(`inconc: no SIP message was found in ${path}, read as ${format} (0 `), said[0]);
    });
  }

  it('refuses a name that cannot be read before it reads any other', async () => {
    const told: string[] = [];
    const paths = [file('b.pcapng', pcapng(conforming)), join(folder, 'none.pcapng')];
    const run = new CheckRun({ paths, command: {}, argv: [], progress: { tell: (name) => told.push(name) } });
    await assert.rejects(run.finish(), (error) => error instanceof HarnessError && error.fault === 'usage');
    assert.deepEqual(told, []);
  });

  it('judges what was read when it is interrupted', async () => {
    const path = file(
      'c.pcapng',
      pcapng((trace) => Array.from({ length: 300 }, () => withExpires(trace))),
    );
    const interrupt = () => run.interrupt('SIGINT');
    const run: CheckRun = new CheckRun({ paths: [path, path], command: {}, argv: [], progress: { tell: interrupt } });
    const { report } = await run.finish();
    assert.equal(report.files?.length, 1);
    assert.ok((report.files?.[0]?.messages ?? 0) < 1_800);
    assert.equal(report.judgement.diagnostics[0]?.note, 'interrupted');
    assert.equal(report.verdict, 'fail');
  });
});

describe('imconf check, the trace of an earlier run', () => {
  const told = context({ rules: { expires_in_publish: 'tolerate' } });
  const header = (mode: 'run' | 'check') => traceHeader({ mode, profile: 'theirs', context: told }, '1', 0);
  const ndjson = (mode: 'run' | 'check', build: (trace: TraceBuilder) => void) =>
    [encodeHeader(header(mode)), ...traceOf(build).events.map(encodeEvent), ''].join('\n');

  it('is judged by what it says of its run, with its stimuli', async () => {
    const path = file(
      'trace.ndjson',
      ndjson('run', (trace) => {
        trace.starts('publish');
        trace.answers(trace.publishes({ add: [['Expires', '3600']] }));
        trace.ends();
        trace.starts('retrieve', undefined, 2);
        trace.ends('done', { stimulus: 2 });
      }),
    );
    const { report, broken } = await check([path]);
    assert.equal(report.profile, 'theirs');
    assert.equal(report.iut.imAddress, 'sip:alice@example.com');
    assert.equal(broken?.verdict, 'pass');
    // Asked to retrieve and silent although it said that it had done so.
    assert.equal(report.judgement.requirements.find(({ id }) => id === '6.1.1.2-1')?.verdict, 'fail');
  });

  it('yields to the options', async () => {
    const path = file('trace.ndjson', ndjson('run', withExpires));
    assert.equal((await check([path])).broken?.verdict, 'pass');
    assert.equal((await check([path], { profile: 'oma-cr' })).broken?.verdict, 'fail');
    assert.equal((await check([path], { imAddress: 'sip:bob@example.com' })).broken?.verdict, 'none');
  });

  it('counts its frames on behind another file, and those of its notes', async () => {
    const noted = (trace: TraceBuilder) => {
      conforming(trace);
      trace.notes('stream-broken', 'something broke', 1);
    };
    const path = file('noted.ndjson', ndjson('run', noted));
    const { report } = await check([file('a.pcapng', pcapng(later(conforming))), path]);
    const about = report.judgement.diagnostics.find(({ note }) => note === 'stream-broken');
    assert.equal(about?.frame, 9);
    assert.deepEqual(report.places?.get(9), { file: path, frame: 1 });
  });

  it('blames the tester for what its own server sent, and not for that of others', async () => {
    const odd = (trace: TraceBuilder) => {
      conforming(trace);
      trace.gets(Buffer.from('SIP/2.0 200 OK\r\nVia SIP/2.0/UDP x\r\n\r\n'));
    };
    assert.equal((await check([file('own.ndjson', ndjson('run', odd))])).report.verdict, 'error');
    assert.notEqual((await check([file('other.ndjson', ndjson('check', odd))])).report.verdict, 'error');
    assert.notEqual((await check([file('other.pcapng', pcapng(odd))])).report.verdict, 'error');
  });

  it('tells that its head cannot be used, and judges by the defaults', async () => {
    const head = encodeHeader({ context: { imAddress: 7 } });
    const events = traceOf(withExpires).events.map(encodeEvent);
    const { broken, said } = await check([file('odd.ndjson', [head, ...events, ''].join('\n'))]);
    assert.equal(broken?.verdict, 'fail');
    assert.match(
      said.join(),
      /warn: .*odd\.ndjson: what it says of its run cannot be used \(context\.imAddress is no text\)/,
    );
  });

  it('tells of a second file whose run was configured in another way', async () => {
    const other = encodeHeader(traceHeader({ mode: 'run', profile: 'x', context: context() }, '1', 0));
    const paths = [file('1.ndjson', ndjson('run', conforming)), file('2.ndjson', `${other}\n`)];
    assert.match((await check(paths)).said.join(), /2\.ndjson: its run was configured in another way/);
  });
});

describe('imconf check, its report', () => {
  it('has the clients, and what they show against what is declared', async () => {
    const iut = file(
      'iut.yaml',
      'iut: { name: X, version: "2" }\nim_address: sip:alice@example.com\npics: { transports: [ tcp ] }\n',
    );
    const { report, said } = await check([file('a.pcapng', pcapng(conforming))], { iut });
    assert.deepEqual([report.iut.name, report.iut.version], ['X', '2']);
    assert.deepEqual(report.detected?.clients[0]?.procedures, ['register', 'publish-initial', 'subscribe-fetch']);
    assert.match(said.join(), /declares tcp, but sip:alice@example\.com sends requests over udp/);
  });

  it('is named after its only client, or counts them', async () => {
    const named = (trace: TraceBuilder) => trace.publishes({ add: [['User-Agent', 'Example/1']] });
    const { report } = await check([file('a.pcapng', pcapng(named))]);
    assert.deepEqual([report.iut.name, report.iut.imAddress], ['Example/1', 'sip:alice@example.com']);
    const two = (trace: TraceBuilder) => {
      trace.publishes();
      trace.publishes({ set: [['From', '<sip:bob@example.com>;tag=1']] });
    };
    const both = await check([file('a.pcapng', pcapng(two))]);
    assert.deepEqual([both.report.iut.name, both.report.iut.imAddress], ['2 clients', '']);
  });

  it('is written with its trace where a folder is asked for, and can be judged again', async () => {
    const out = join(folder, 'out');
    const path = file('a.pcapng', pcapng(withExpires));
    const { shownFolder, report } = await check([path], { out });
    assert.equal(shownFolder, out);
    assert.deepEqual(readdirSync(out).sort(), runFiles.toSorted());
    assert.equal(readFileSync(join(out, 'cucumber.ndjson'), 'utf8'), '');
    const again = await check([join(out, 'trace.ndjson')]);
    const verdicts = (from: typeof report) => from.judgement.requirements.map(({ id, verdict }) => [id, verdict]);
    assert.deepEqual(verdicts(again.report), verdicts(report));
  });

  it('is no folder where none is asked for', async () => {
    const before = readdirSync(folder);
    const { shownFolder } = await check([join(folder, 'a.pcapng')]);
    assert.equal(shownFolder, undefined);
    assert.deepEqual(readdirSync(folder), before);
  });
});
