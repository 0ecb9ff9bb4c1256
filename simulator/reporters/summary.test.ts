import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { hostileReport, hostileText } from './hostile.fixture';
import { markdownBlock, markdownText } from './markdown';
import { conformingReport, failingReport, findingOn, resultOf } from './report.fixture';
import { toSummary } from './summary';

describe('summary.md', () => {
  it('starts with the verdict, then says what it rests on', () => {
    const [first, , second] = toSummary(failingReport()).split('\n');
    assert.equal(first, '## ✗ Not conformant: Example IM 2.1');
    assert.match(second ?? '', /^The client breaks 6\.1\.1\.1-6 and 6\.1\.1\.1-7b: 2 of 21 applicable/);
    assert.match(toSummary(conformingReport()), /^## ✓ Conformant: /);
  });

  it('lists what did not pass with its reason, the worst first, and no pass', () => {
    const rows = toSummary(failingReport()).match(/^\| .*6\.1\.1\.[12]-\w+ .*$/gm) ?? [];
    assert.equal(rows.length, 6);
    assert.match(rows[0] ?? '', /fail \| 6\.1\.1\.1-6 \|/);
    assert.ok(rows.some((row) => row.includes('not exercised') && row.includes('no SUBSCRIBE was seen')));
  });

  it('shows findings with expected, actual and the marked octets, and how to repeat', () => {
    const text = toSummary(failingReport());
    assert.match(text, /expected {2}no Expires header field\n {2}actual {4}Expires: 3600\n/);
    assert.match(text, /\| \^{13}\n/);
    assert.ok(text.includes('npx imconf run --iut example.yaml --tags "@6.1.1.1-6 or @6.1.1.1-7b"'));
  });

  it('stays below 200 kB whatever was found, and counts what it leaves out', () => {
    const finding = findingOn('6.1.1.1-6', 'Expires', { message: '<é>'.repeat(400), actual: hostileText.repeat(100) });
    const result = resultOf('6.1.1.1-6', 'fail', {
      findings: Array(10).fill(finding),
      reason: hostileText.repeat(100),
    });
    const report = failingReport({ argv: ['run', hostileText.repeat(1000)] });
    const diagnostics = Array(500).fill({ outcome: 'warn', message: hostileText.repeat(20) });
    const judgement = { ...report.judgement, requirements: Array(500).fill(result), diagnostics };
    const text = toSummary({ ...report, judgement });
    assert.ok(Buffer.byteLength(text) < 200_000, String(Buffer.byteLength(text)));
    assert.match(text, /\nand \d+ more in report\.html\n/);
    assert.match(text, /\nRepeat with:\n/);
  });

  it('lets no text of others become markup', () => {
    const outside = toSummary(hostileReport()).replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '');
    assert.doesNotMatch(outside.replaceAll(/<\/?code>/g, ''), /[<>`\u202e\0\x1b]|\]\(|@all|http:/);
    for (const row of outside.match(/^\|.*$/gm) ?? []) assert.ok([7, 9].includes(row.split('|').length), row);
  });

  it('fences a block with more backticks than it holds', () => {
    assert.equal(markdownBlock(['a', '````', 'b']), '`````text\na\n````\nb\n`````');
    assert.equal(markdownText('a|b <c> www.x.y'), 'a&#124;b &#60;c&#62; www&#46;x.y');
  });
});
