import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { causeOf, interruptionOf } from './cause';
import { toHtml } from './html';
import { conformingReport, failingReport, findingOn, resultOf } from './report.fixture';
import type { RunReport } from './run-report';
import { toSummary } from './summary';
import { summaryBlock } from './terminal';

const message = 'the run was ended by SIGINT; what had not been looked at by then is inconclusive';
const interrupted = { outcome: 'inconc', note: 'interrupted', message } as const;
const died = '"client" ended with exit status 7; its stderr ends with: Traceback / KeyError: isb';

function inconclusive(changes: Partial<RunReport['judgement']> = {}): RunReport {
  const undecided = (id: '6.1.1.1-1' | '6.1.1.1-2' | '6.1.1.2-1', text: string) =>
    resultOf(id, 'inconc', { findings: [findingOn(id, 'x', { outcome: 'inconc', message: text })] });
  const requirements = [
    undecided('6.1.1.2-1', 'something else'),
    undecided('6.1.1.1-1', died),
    undecided('6.1.1.1-2', died),
  ];
  const report = conformingReport({ verdict: 'inconc' });
  return { ...report, judgement: { ...report.judgement, verdict: 'inconc', requirements, ...changes } };
}

const block = (report: RunReport, width = 200) =>
  summaryBlock(report, { color: false, width }, { folder: 'reports/latest' }).split('\n');

describe('a run that was interrupted', () => {
  const report = inconclusive({ diagnostics: [interrupted] });

  it('says so in the first sentence everywhere', () => {
    assert.equal(interruptionOf(report), 'interrupted by SIGINT');
    assert.match(block(report)[0] ?? '', /^INCONC +interrupted by SIGINT: 3 of 3 applicable/);
    assert.match(toSummary(report), /^## .*\n\nThe run was interrupted by SIGINT\. No breach was found/);
    assert.match(toHtml(report), /<p>The run was interrupted by SIGINT\. No breach was found/);
  });

  it('says so when it failed as well, and when nobody knows the signal', () => {
    const failing = failingReport();
    const judgement = { ...failing.judgement, diagnostics: [{ ...interrupted, message: 'ended early' }] };
    assert.match(
      block({ ...failing, judgement })[0] ?? '',
      /^FAIL +interrupted: 2 of 21 applicable requirements broken/,
    );
    assert.equal(interruptionOf(failing), undefined);
  });
});

describe('the cause of an inconclusive run', () => {
  it('is what happened, rather than what follows from it, however often that stands there', () => {
    const follows = (id: '6.1.1.1-2' | '6.1.1.1-3') =>
      resultOf(id, 'inconc', { findings: [], reason: 'nothing to look at' });
    const happened = resultOf('6.1.1.1-1', 'inconc', {
      findings: [findingOn('6.1.1.1-1', 'x', { outcome: 'inconc', message: died })],
    });
    const requirements = [follows('6.1.1.1-2'), follows('6.1.1.1-3'), happened];
    assert.equal(causeOf(inconclusive({ requirements })), died);
  });

  it('is what most undecided requirements say, in one line that is cut at the width', () => {
    const lines = block(inconclusive());
    assert.equal(lines[1], `why     ${died}`);
    const narrow = block(inconclusive(), 60);
    const why = narrow.find((line) => line.startsWith('why'));
    assert.equal(why, `why     ${died.slice(0, 51)}…`);
    assert.ok(narrow.length <= 10);
  });

  it('is a diagnostic of that outcome before it, but not the interruption', () => {
    const lost = { outcome: 'inconc', message: 'datagrams were lost' } as const;
    assert.equal(causeOf(inconclusive({ diagnostics: [interrupted, lost] })), 'datagrams were lost');
    assert.equal(causeOf(inconclusive({ diagnostics: [interrupted] })), died);
  });

  it('is told in full where it makes the run void, whatever else would be told', () => {
    const message = `the simulated server's own message breaks the rule "sip-etag": ${'word '.repeat(30)}end`;
    const diagnostics = [{ outcome: 'error', note: 'own-breach', message } as const];
    const wasted = { ...inconclusive({ diagnostics, verdict: 'error' }), verdict: 'error' } as const;
    const lines = block(wasted, 80);
    const from = lines.findIndex((line) => line.startsWith('why'));
    assert.equal(
      lines
        .slice(from, from + 4)
        .join(' ')
        .replaceAll(/\s+/g, ' '),
      `why ${message}`,
    );
    assert.ok(block(wasted, 40).length <= 10);
  });

  it('is not told of a run that says it by its findings', () => {
    assert.equal(causeOf(failingReport()), undefined);
    assert.equal(causeOf(conformingReport()), undefined);
  });
});

describe('warnings about the run', () => {
  const warnings = (count: number) =>
    inconclusive({
      diagnostics: Array.from({ length: count }, (_, index) => ({ outcome: 'warn', message: `trouble ${index}` })),
    });

  it('stand in the summary in words, the first three of many', () => {
    const notes = (count: number) => block(warnings(count)).filter((line) => /trouble|more in/.test(line));
    assert.deepEqual(notes(1), ['note    trouble 0']);
    assert.deepEqual(notes(3), ['note    trouble 0', 'note    trouble 1', 'note    trouble 2']);
    assert.deepEqual(notes(9), [...notes(3), '        and 6 more in report.html']);
  });

  it('never make it longer than ten lines', () => {
    for (const width of [40, 60, 200]) {
      const lines = block(warnings(9), width);
      assert.ok(lines.length <= 10, `${lines.length} lines at ${width}`);
      assert.ok(lines.some((line) => line.startsWith('why')));
    }
  });
});
