import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import type { Finding } from '../verdict/result';
import { CheckRun } from './check-run';

const folder = join(__dirname, 'captures');
/** Set to write what is said now, to be looked at before it is committed. */
const isRewriting = process.env.UPDATE_CAPTURES !== undefined;

/** A finding of which the frame is that of the capture, as Wireshark counts. */
type Row = readonly [id: string, outcome: string, frame: number | undefined];

/** What is expected of a capture: the verdict, the items that fail or are inconclusive by what they take over, and every finding. */
interface Expected {
  readonly verdict: string;
  readonly notPassed: Readonly<Record<string, string>>;
  readonly findings: readonly Row[];
  readonly remarks: readonly string[];
}

const stacks = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({ name, capture: captureIn(name) }))
  .filter(({ capture }) => capture !== undefined);

function captureIn(stack: string): string | undefined {
  return ['capture.pcap', 'capture.pcapng'].map((name) => join(folder, stack, name)).find((path) => existsSync(path));
}

/** What `imconf check` says of a file. */
async function saidOf(path: string): Promise<Expected> {
  const run = new CheckRun({ paths: [path], command: {}, argv: ['check'], progress: { tell: () => {} } });
  const { report } = await run.finish();
  const { requirements, diagnostics } = report.judgement;
  const row = (id: string, { outcome, frame }: Finding): Row => {
    const place = frame === undefined ? undefined : report.places?.get(frame);
    assert.ok(frame === undefined || place !== undefined, `${id}: frame ${frame} has no place in ${basename(path)}`);
    return [id, outcome, place?.frame];
  };
  const unmet = requirements.filter(({ verdict }) => !['pass', 'none', 'not-applicable'].includes(verdict));
  return {
    verdict: report.verdict,
    notPassed: Object.fromEntries(unmet.map(({ id, verdict }) => [id, verdict])),
    findings: requirements.flatMap(({ id, findings }) => findings.map((finding) => row(id, finding))),
    remarks: diagnostics.map(({ outcome, message }) => `${outcome}: ${message}`),
  };
}

describe('the captures of stacks that nobody here wrote', () => {
  it('are at least six', () => {
    assert.ok(stacks.length >= 6, `${stacks.length}`);
  });

  for (const { name, capture = '' } of stacks) {
    it(`${name}: findings are those of expected.json, which findings.md explains`, async () => {
      const said = JSON.parse(JSON.stringify(await saidOf(capture))) as Expected;
      const file = join(folder, name, 'expected.json');
      if (isRewriting) writeFileSync(file, `${JSON.stringify(said, null, 2)}\n`);
      assert.deepEqual(said, JSON.parse(readFileSync(file, 'utf8')));
      assertExplained(name, said);
    });
  }
});

/** Each finding has its row in the table of findings.md. */
function assertExplained(name: string, { findings }: Expected): void {
  const [, table = ''] = readFileSync(join(folder, name, 'findings.md'), 'utf8').split('## What imconf check says');
  const rows = table.match(/^\| \S+ +\| [0-9]+ +\| [a-z]+ +\|/gm) ?? [];
  const explained = rows.map((row) =>
    row
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, 4)
      .join(' '),
  );
  const said = findings.map(([id, outcome, frame]) => `${id} ${frame} ${outcome}`);
  assert.deepEqual(explained.toSorted(), said.toSorted(), 'the table "What imconf check says" of findings.md');
}
