import { strict as assert } from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { toHtml } from './html';
import { toJson } from './json';
import { toJUnit } from './junit';
import { conformingReport, failingReport } from './report.fixture';
import type { RunReport } from './run-report';
import { toSummary } from './summary';
import { findingBlock, requirementLine, type Style, summaryBlock } from './terminal';

/** `GOLDEN=write` writes the files anew; the diff then shows what changed. */
const isWriting = process.env.GOLDEN === 'write';

function terminal(style: Style) {
  return ({ judgement, ...report }: RunReport): string => {
    const blocks = judgement.requirements.flatMap((result) => [
      requirementLine(result, style),
      ...result.findings.map((finding) => findingBlock(finding, style)),
    ]);
    return `${[...blocks, '', summaryBlock({ ...report, judgement }, style, { folder: 'reports/latest' })].join('\n')}\n`;
  };
}

const outputs: Readonly<Record<string, (report: RunReport) => string>> = {
  'report.json': toJson,
  'junit.xml': toJUnit,
  'report.html': toHtml,
  'summary.md': toSummary,
  'terminal-60.txt': terminal({ color: false, width: 60 }),
  'terminal-80.txt': terminal({ color: false, width: 80 }),
  'terminal-120.txt': terminal({ color: false, width: 120 }),
  'terminal-color.txt': terminal({ color: true, width: 100 }),
};

describe('golden outputs', () => {
  for (const [name, report] of [
    ['conforming', conformingReport()],
    ['failing', failingReport()],
  ] as const) {
    for (const [file, write] of Object.entries(outputs)) {
      it(`${name}.${file}`, () => {
        const path = join(__dirname, 'golden', `${name}.${file}`);
        const text = write(report);
        if (isWriting) writeFileSync(path, text);
        assert.equal(text, readFileSync(path, 'utf8'));
      });
    }
  }
});
