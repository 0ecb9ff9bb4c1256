import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { RequirementId } from '../requirements/catalogue';
import { toHtml } from './html';
import { messageEvent, publishText } from './messages.fixture';
import { failingReport, findingOn, reported, resultOf } from './report.fixture';
import type { RunReport } from './run-report';
import { toSummary } from './summary';

/** Every second octet has to be shown by an escape. */
const body = Buffer.from(Array.from({ length: 57_000 }, (_, index) => (index % 2 === 0 ? 0xff : 0x41)));

/** A run with a thousand findings on messages of 58 kB, all different, over some requirements. */
function hugeReport(ids: readonly RequirementId[]): RunReport {
  const each = Math.ceil(1_000 / ids.length);
  let frame = 0;
  const requirements = ids.map((id) => {
    const findings = Array.from({ length: each }, () => {
      frame += 1;
      const evidence = messageEvent(frame, Buffer.concat([Buffer.from(publishText), body, Buffer.from(`${frame}`)]));
      const message = `${frame} ${'\u202e'.repeat(58_000)}`;
      return findingOn(id, 'Expires', { frame, message, actual: message, evidence });
    });
    return resultOf(id, 'fail', { findings });
  });
  const report = failingReport();
  const messages = requirements.flatMap(({ findings }) => findings.flatMap(({ evidence }) => evidence ?? []));
  return { ...report, messages, judgement: { ...report.judgement, requirements } };
}

function timed(write: (report: RunReport) => string, report: RunReport): string {
  const before = process.cpuUsage();
  const text = write(report);
  const { user, system } = process.cpuUsage(before);
  assert.ok(user + system < 10e6, `${(user + system) / 1_000} ms of processor time`);
  return text;
}

describe('a report of a thousand findings on messages of 58 kB', () => {
  const one = ['6.1.1.1-6'] as const;
  const all = reported.map(({ id }) => id);

  for (const [name, ids] of [
    ['one requirement', one],
    ['two dozen requirements', all],
  ] as const) {
    it(`of ${name} makes a page below 5 MB, in bounded time`, () => {
      const html = timed(toHtml, hugeReport(ids));
      assert.ok(Buffer.byteLength(html) < 5e6, `${Buffer.byteLength(html)} octets`);
      for (const id of ids) {
        const article = html.split(`id="findings-${id}"`)[1]?.split('</article>')[0] ?? '';
        assert.match(article, /<summary>The message<\/summary>/, id);
      }
    });

    it(`of ${name} makes a summary in less than 2 s`, () => {
      assert.ok(Buffer.byteLength(timed(toSummary, hugeReport(ids))) < 200_000);
    });
  }

  it('shows a hundred groups of one requirement and counts the others', () => {
    const findings = Array.from({ length: 130 }, (_, index) =>
      findingOn('6.1.1.1-6', 'Expires', { actual: `${index}` }),
    );
    const report = failingReport();
    const requirements = [resultOf('6.1.1.1-6', 'fail', { findings })];
    const html = toHtml({ ...report, judgement: { ...report.judgement, requirements } });
    assert.equal(html.match(/<section class="one">/g)?.length, 100);
    assert.match(html, /and 30 more in report\.json/);
  });

  it('counts diagnostics beyond those shown', () => {
    const report = failingReport();
    const diagnostics = Array(5_000).fill({ outcome: 'warn', message: '\u202e'.repeat(58_000) });
    const html = timed(toHtml, { ...report, judgement: { ...report.judgement, diagnostics } });
    assert.ok(Buffer.byteLength(html) < 5e6);
    assert.match(html, /and 4800 more in report\.json/);
  });
});

describe('a finding without its message', () => {
  const { evidence: _, span: __, line: ___, ...bare } = findingOn('6.1.1.1-6', 'Expires');
  const reportOf = (messages: RunReport['messages']): RunReport => {
    const { messages: ____, ...report } = failingReport();
    const requirements = [resultOf('6.1.1.1-6', 'fail', { findings: [bare] })];
    return { ...report, ...(messages && { messages }), judgement: { ...report.judgement, requirements } };
  };

  it('tells its frame, and which message that was where the run kept it', () => {
    for (const write of [toHtml, toSummary]) {
      assert.match(write(reportOf(failingReport().messages)), /PUBLISH from 192\.0\.2\.10:5070, frame 3/);
      assert.match(write(reportOf(undefined)), /frame 3/);
    }
  });
});
