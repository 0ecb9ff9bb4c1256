import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { columnsOf } from './columns';
import { hostileReport } from './hostile.fixture';
import { conformingReport, failingReport, findingOn, resultOf } from './report.fixture';
import type { RunReport } from './run-report';
import { findingBlock, requirementLine, type Style, summaryBlock } from './terminal';

const paths = { folder: 'reports/latest' };

function everything(report: RunReport, style: Style): string {
  const { requirements } = report.judgement;
  const blocks = requirements.flatMap((result) => [
    requirementLine(result, style),
    ...result.findings.map((finding) => findingBlock(finding, style)),
  ]);
  return [...blocks, summaryBlock(report, style, paths)].join('\n');
}

const withoutColor = (text: string) => text.replaceAll(/\x1b\[\d+m/g, '');

describe('terminal output', () => {
  for (const width of [40, 60, 80, 120]) {
    it(`has no line longer than ${width} columns, whatever was seen`, () => {
      for (const report of [conformingReport(), failingReport(), hostileReport()]) {
        for (const line of everything(report, { color: false, width }).split('\n')) {
          assert.ok(columnsOf(line) <= width, `${columnsOf(line)}: ${line}`);
        }
      }
    });
  }

  it('says the same without colour, and without colour has no control characters at all', () => {
    for (const report of [conformingReport(), failingReport(), hostileReport()]) {
      const plain = everything(report, { color: false, width: 100 });
      assert.equal(withoutColor(everything(report, { color: true, width: 100 })), plain);
      assert.doesNotMatch(plain, /[^\n\P{Cc}]|[\u202e\u200b]/u);
    }
    assert.notEqual(
      everything(failingReport(), { color: true, width: 100 }),
      everything(failingReport(), { color: false, width: 100 }),
    );
  });

  it('gives a requirement one line with sign, id and word', () => {
    const style = { color: false, width: 80 };
    assert.match(
      requirementLine(resultOf('6.1.1.1-6', 'pass'), style),
      /^✓ 6\.1\.1\.1-6 +SHALL NOT +no Expires header field +pass$/,
    );
    assert.match(
      requirementLine(resultOf('6.1.1.2-6', 'none', { reason: 'a\nb' }), style),
      /^○ 6\.1\.1\.2-6 .* a\\nb +not exercised$/,
    );
    const warned = resultOf('6.1.1.1-4', 'pass', { findings: [findingOn('6.1.1.1-4', '*;', { outcome: 'warn' })] });
    assert.match(requirementLine(warned, style), / pass, 1 warning$/);
  });

  it('gives a finding expected above actual, the place, and carets under the octets', () => {
    const finding = findingOn('6.1.1.1-6', 'Expires: 3600', { message: 'an Expires header field' });
    const lines = findingBlock(finding, { color: false, width: 100 }).split('\n');
    assert.equal(lines[0], '  ✗ 6.1.1.1-6  SHALL NOT  an Expires header field');
    assert.deepEqual(lines.slice(-6), [
      '      expected  no Expires header field',
      '      actual    Expires: 3600',
      '      where     PUBLISH from 192.0.2.10:5070, line 9, bytes 274-287, frame 3',
      '       8 | Event: service-settings',
      '       9 | Expires: 3600',
      '         | ^^^^^^^^^^^^^',
    ]);
  });

  it('gives a finding without a message no place and no excerpt', () => {
    const silence = failingReport()
      .judgement.requirements.flatMap(({ findings }) => findings)
      .find(({ outcome }) => outcome === 'inconc');
    assert.ok(silence);
    assert.doesNotMatch(findingBlock(silence, { color: false, width: 100 }), /where| \| /);
  });
});

describe('summary block', () => {
  it('tells in at most ten lines what happened, how to see it again, what to open', () => {
    for (const width of [40, 60, 100]) {
      for (const report of [conformingReport(), failingReport(), hostileReport()]) {
        const lines = summaryBlock(report, { color: false, width }, paths).split('\n');
        assert.ok(lines.length <= 10, String(lines.length));
        assert.ok(lines.some((line) => line.includes('reports/latest/report.html')));
        assert.ok(lines.some((line) => line.startsWith('again   npx imconf run')));
      }
    }
  });

  it('starts with the verdict of the run', () => {
    const style = { color: false, width: 100 };
    assert.match(
      summaryBlock(failingReport(), style, paths),
      /^FAIL +2 of 21 applicable requirements broken, 1 inconclusive/,
    );
    assert.match(
      summaryBlock(conformingReport(), style, paths),
      /^PASS +all 21 applicable requirements pass, 4\.2 s\n/,
    );
    assert.match(summaryBlock(conformingReport({ verdict: 'error' }), style, paths), /^ERROR /);
  });
});
