import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatAddress, parseListener } from '../core/address';
import type { Operation } from '../iut/upper-tester';
import { Recorder } from '../recorder/recorder';
import { requirementOf } from '../requirements/catalogue';
import type { RequirementId } from '../requirements/requirement';
import type { Settings } from '../settings/settings';
import type { MessageEvent } from '../trace/event';
import { formatTime } from '../trace/time-text';
import type { Judgement } from '../verdict/result';
import type { CheckCommand } from './check';
import { CheckRun } from './check-run';
import { loadIut } from './iut';
import { passiveConfiguration } from './passive-configuration';
import { PassiveServer } from './passive-server';
import { traceHeader } from './passive-trace-header';
import { randomIds, realClock } from './real-world';
import { TestSession } from './test-session';
import { upperTesterFor } from './upper-tester';

/** The user of every exchange here. */
export const imAddress = 'sip:alice@example.com';

const values: Settings = { isb: true, ipmb: false, vis: true, dms: false, chs: true };
const changed: Settings = { isb: false, ipmb: true, vis: false, dms: true, chs: false };
const acts: readonly (readonly [Operation, Settings?])[] = [
  ['register'],
  ['publish', values],
  ['publish', changed],
  ['refresh'],
  ['retrieve'],
];
/** A NOTIFY that nobody answers is certain after 3.2 s. */
const timers = { t1: 50, t2: 400, t4: 500 };
const patience = 3;

/** A folder with the trace of an exchange, and what was judged while it happened. */
export interface Exchange {
  readonly folder: string;
  readonly judgement: Judgement;
  remove(): void;
}

/** One exchange with the reference client, judged as `imconf run` does, with its trace. */
export async function recordRun(faults: readonly string[]): Promise<Exchange> {
  const folder = mkdtempSync(join(tmpdir(), 'imconf-equality-'));
  const iut = { ...loadIut({ faults }), timers, userActionTimeout: patience };
  const messages: MessageEvent[] = [];
  let recorder: Recorder | undefined;
  const session = await TestSession.open({
    iut,
    clock: realClock,
    ids: randomIds,
    strict: false,
    upperTester: (server, onIndication) =>
      upperTesterFor(iut.control, { server, imAddress, stateFolder: folder, onIndication, onLog: () => {} }),
    onContext: async (context) => {
      recorder = await Recorder.open(folder, traceHeader({ mode: 'run', profile: 'oma-cr', context }, 'test', 0));
    },
    onEvent: (event) => {
      recorder?.record(event);
      if (event.kind === 'message') messages.push(event);
    },
  });
  for (const [operation, settings] of acts) {
    const { outcome } = await session.stimulate(operation, settings);
    if (outcome === 'failed') await asAPerson();
  }
  const judgement = await session.close();
  await recorder?.close();
  writeFileSync(join(folder, 'trace.log'), messages.map(logEntry).join(''));
  return { folder, judgement, remove: () => rmSync(folder, { recursive: true }) };
}

/** In a capture nobody sees the user act: who repeats at once what was refused is no person. */
function asAPerson(): Promise<void> {
  return new Promise((done) => setTimeout(done, 1_100));
}

/** A message as sngrep saves it. */
function logEntry({ at, direction, local, remote, bytes }: MessageEvent): Buffer | string {
  const [from, to] = direction === 'in' ? [remote, local] : [local, remote];
  const time = formatTime(at).replaceAll('-', '/').replace('T', ' ').replace('Z', '');
  const micros = time.length < 26 ? `${time}000` : time;
  return `${micros} ${formatAddress(from)} -> ${formatAddress(to)}\n${bytes.toString('latin1')}\n\n`;
}

/** The same acts of the reference client against the passive server. */
export async function recordServe(faults: readonly string[]): Promise<Exchange> {
  const folder = mkdtempSync(join(tmpdir(), 'imconf-equality-'));
  const listen = parseListener('udp:127.0.0.1:0');
  const server = await PassiveServer.open({
    configuration: passiveConfiguration({ imAddresses: [imAddress] }),
    listen: listen && [listen],
    strict: false,
    argv: ['serve'],
    folderAt: () => folder,
    onFinding: () => {},
    onClient: () => {},
    onFailure: (error) => {
      throw error;
    },
  });
  const [address = ''] = server.listeners;
  const { control } = loadIut({ faults });
  const client = upperTesterFor(control, {
    server: address,
    imAddress,
    stateFolder: folder,
    onIndication: () => {},
    onLog: () => {},
  });
  await client.start();
  for (const [operation, settings] of acts) {
    const { kind } = await client.perform(operation, settings ?? changed, patience * 1000);
    if (kind === 'failed') await asAPerson();
  }
  await client.perform('deregister', undefined, patience * 1000);
  await client.stop();
  const { report } = await server.close();
  return { folder, judgement: report.judgement, remove: () => rmSync(folder, { recursive: true }) };
}

/** What `imconf check` makes of a file. */
export async function recheck(path: string, command: CheckCommand = {}): Promise<Judgement> {
  const run = new CheckRun({ paths: [path], command, argv: ['check'], progress: { tell: () => {} } });
  return (await run.finish()).report.judgement;
}

/** That an action of the user ended the wait for a breach, a run knows and a capture does not: then the one passes and the other does not say. */
function isProvoked(id: RequirementId): boolean {
  return requirementOf(id).verification.by === 'scenario';
}

/** What has to be equal: verdicts, and findings without their frames, in a form that a difference can be read in. */
export function comparable({ requirements }: Judgement): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    requirements.map(({ id, verdict, findings }) => [
      id,
      [
        isProvoked(id) && findings.length === 0 && verdict !== 'none' ? 'no breach' : verdict,
        ...findings.map(({ outcome, message, expected, actual, span, line, field }) =>
          JSON.stringify({ outcome, message, expected, actual, span, line, field }),
        ),
      ],
    ]),
  );
}

/** What has to be equal where the exchange is another one of the same client: numbers and random tokens differ then. */
export function alike(judgement: Judgement): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    judgement.requirements.map(({ id, verdict, findings }) => {
      const texts = findings.map(({ outcome, message, expected, actual, field }) =>
        JSON.stringify({ outcome, message, expected, actual, field }).replace(/[0-9a-f]{8,}|\d+/g, '#'),
      );
      return [
        id,
        [isProvoked(id) && findings.length === 0 && verdict !== 'none' ? 'no breach' : verdict, ...new Set(texts)],
      ];
    }),
  );
}
