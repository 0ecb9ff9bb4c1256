import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { TraceBuilder } from '../checks/trace.fixture';
import { HarnessError } from '../core/harness-error';
import { toJson } from '../reporters/json';
import type { MessageEvent, TraceEvent } from '../trace/event';
import { encodeEvent } from '../trace/ndjson';
import { PcapngEncoder } from '../trace/pcapng';
import { CheckRun } from './check-run';
import { passiveConfiguration } from './passive-configuration';
import { PassiveJudges } from './passive-judges';
import { ThreadedJudges } from './threaded-judges';

const folder = mkdtempSync(join(tmpdir(), 'imconf-threads-'));
after(() => rmSync(folder, { recursive: true }));

/** The same numbers in every run, in [0, 1). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type EventChanges = NonNullable<Parameters<TraceBuilder['publishes']>[1]>;
type Publish = NonNullable<Parameters<TraceBuilder['publishes']>[0]>;

/** What clients do wrong now and then; most of them nothing. */
const faults: readonly Publish[] = [
  ...Array<Publish>(12).fill({}),
  { add: [['Expires', '3600']] },
  { set: [['Accept-Contact', '*;+g.oma.sip-im']] },
  { set: [['Event', 'poc-settings']] },
  { without: ['Max-Forwards'] },
  { set: [['CSeq', '1 publish']] },
  { body: '<broken' },
  { set: [['Max-Forwards', '69']] },
  { raw: (text) => text.replace('From: ', 'From; ') },
];

/** Clients that register, publish, publish again and fetch in turn; entity-tags wander from one to another, and messages repeat. */
function traffic(seed: number, rounds: number): TraceBuilder {
  const random = sequence(seed);
  const one = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const trace = new TraceBuilder();
  const tags: string[] = ['nobody'];
  for (let round = 0; round < rounds; round += 1) {
    const user = Math.floor(random() * 7);
    const uri = `sip:user${user}@example.com`;
    const own = [
      ['From', `<${uri}>;tag=t${round}`],
      ['To', `<${uri}>`],
    ] as const;
    const event: EventChanges = { remote: { host: `192.0.2.${10 + user}`, port: 5060 }, at: 700 * round };
    const with_ = ({ set = [], ...rest }: Publish, ...more: (readonly [string, string])[]): Publish => ({
      requestUri: random() < 0.05 ? 'sip:user1@example.com' : uri,
      ...rest,
      set: [...own, ...more, ...set],
    });
    if (random() < 0.2) trace.answers(trace.registers({ set: own }, event));
    const tag = random() < 0.6 ? [['SIP-If-Match', one(tags)] as const] : [];
    const publish = trace.publishes(with_(one(faults), ...tag), event);
    if (random() < 0.1) trace.sends(publish.bytes, event);
    if (random() < 0.9) {
      const given = `tag${round}`;
      trace.answers(publish, one([200, 200, 200, 412, 401, 500]), [['SIP-ETag', given]]);
      tags.push(given);
    }
    if (random() < 0.3) trace.answers(trace.subscribes(with_({}), event));
    if (random() < 0.02) trace.sends(Buffer.from('HELLO\r\n\r\n'), event);
  }
  return trace;
}

function isMessage(event: TraceEvent): event is MessageEvent {
  return event.kind === 'message';
}

function captureOf(name: string, { events }: TraceBuilder): string {
  const encoder = new PcapngEncoder();
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat([encoder.header(), ...events.filter(isMessage).map((one) => encoder.packet(one))]));
  return path;
}

/** The report but for the times of the run. */
async function reportOf(paths: readonly string[], isThreaded: boolean, imAddress?: string): Promise<string> {
  const command = imAddress === undefined ? {} : { imAddress };
  const run = new CheckRun({ paths, command, argv: ['check'], progress: { tell: () => {} }, isThreaded });
  const { report } = await run.finish();
  return toJson({ ...report, startedAt: 0, finishedAt: 0 });
}

async function assertSame(paths: readonly string[], imAddress?: string): Promise<string> {
  const here = await reportOf(paths, false, imAddress);
  assert.equal(await reportOf(paths, true, imAddress), here);
  return here;
}

describe('a capture that is read in one thread and judged in another', () => {
  for (const seed of [1, 2, 3]) {
    it(`gets the report that one thread gives, to the octet: clients of all sorts, ${seed}`, async () => {
      const report = await assertSame([captureOf(`${seed}.pcapng`, traffic(seed, 400))]);
      assert.match(report, /"outcome": "fail"/);
      assert.match(report, /user6@example.com/);
    });
  }

  it('gets the same report where more findings come than are kept', async () => {
    const trace = new TraceBuilder();
    for (let count = 0; count < 500; count += 1) trace.publishes({ add: [['Expires', String(count)]] });
    assert.match(await assertSame([captureOf('many.pcapng', trace)]), /"findingsLeftOut": 300/);
  });

  it('leaves no thread behind when nothing can be written', { timeout: 20_000 }, async () => {
    const path = captureOf('small.pcapng', traffic(9, 5));
    const command = { out: join(path, 'no folder') };
    const run = new CheckRun({
      paths: [path],
      command,
      argv: ['check'],
      progress: { tell: () => {} },
      isThreaded: true,
    });
    await assert.rejects(run.finish(), HarnessError);
    assert.ok(!process.getActiveResourcesInfo().includes('MessagePort'));
  });

  it('gets the same report of one client, of several files, and of a trace with stimuli', async () => {
    const [one, two] = [captureOf('one.pcapng', traffic(4, 100)), captureOf('two.pcapng', traffic(5, 100))];
    await assertSame([one, two]);
    await assertSame([one], 'sip:user3@example.com');
    const trace = new TraceBuilder();
    trace.starts('publish');
    trace.answers(trace.publishes({ add: [['Expires', '1']] }));
    trace.ends('silent', { reason: 'nobody said a word' });
    trace.keepsAlive(Buffer.from('\r\n\r\n'));
    trace.indicates('published');
    trace.notes('limit-reached', 'too many');
    const path = join(folder, 'trace.ndjson');
    writeFileSync(path, trace.events.map((event) => `${encodeEvent(event)}\n`).join(''));
    assert.match(await assertSame([path]), /too many/);
  });
});

describe('a thread that judges', () => {
  const configuration = passiveConfiguration({ imAddresses: [] });
  const script = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const failing: Readonly<Record<string, string>> = {
    'cannot be started': 'this is no script',
    'throws at the first batch':
      "require('node:worker_threads').parentPort.on('message', () => { throw new Error('broken'); });",
    ends: "require('node:worker_threads').parentPort.once('message', () => process.exit(0));",
  };
  for (const [what, text] of Object.entries(failing)) {
    it(`ends the run with its failure when it ${what}`, { timeout: 20_000 }, async () => {
      const judges = new ThreadedJudges(configuration, {}, script(`${what}.js`, text));
      await judges.started().catch(() => {});
      for (const event of traffic(6, 200).events) judges.see(event);
      await assert.rejects(async () => judges.result(), Error);
      await judges.close();
    });
  }

  it('ends the reading with its failure, too', { timeout: 20_000 }, async () => {
    const judges = new ThreadedJudges(configuration, {}, script('never.js', failing.ends ?? ''));
    const { events } = traffic(7, 2_000);
    const read = async () => {
      for (;;) {
        for (const event of events) judges.see(event);
        await judges.room;
      }
    };
    await assert.rejects(read(), /thread that judges ended/);
    await judges.close();
  });

  it('is waited for when it has much to do, and says what this thread would', { timeout: 60_000 }, async () => {
    const judges = new ThreadedJudges(configuration, {});
    const here = new PassiveJudges(configuration, {});
    let waits = 0;
    for (const event of traffic(8, 6_000).events) {
      judges.see(event);
      here.see(event);
      const { room } = judges;
      if (room !== undefined) waits += 1;
      await room;
    }
    const { judgement, detected } = await judges.result();
    const { verdict, requirements } = judgement;
    await judges.close();
    const { judgement: expected, detected: detectedHere } = here.result();
    assert.deepEqual(detected, detectedHere);
    assert.equal(verdict, expected.verdict);
    assert.deepEqual(
      requirements.map(({ id, observations }) => [id, observations]),
      expected.requirements.map(({ id, observations }) => [id, observations]),
    );
    assert.ok(waits > 0);
  });
});
