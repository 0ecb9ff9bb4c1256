import { requirementOf } from '../requirements/catalogue';
import type { Diagnostic, RequirementResult } from '../verdict/result';
import type { RequirementVerdict } from '../verdict/verdict';
import { type AlikeFindings, groupAlike, othersText } from './alike';
import { bySeverity, countVerdicts, idsWith, isItem, obligations, resultsOf, resultsWithFindings } from './counts';
import { withEvidence } from './evidence';
import { findingText } from './finding-text';
import { markdownBlock, markdownCode, markdownProse, markdownRow, markdownText } from './markdown';
import { repeatCommand } from './repeat';
import type { RunReport } from './run-report';
import { readableDuration, readableTime } from './time-text';
import { clip, clipVisible } from './visible';
import { clientName, headlines, outcomeWords, signs, verdictSentence, words } from './wording';

/** GitHub drops a job summary above 1 MiB without a word; this stays far below. */
const budgetOctets = 180_000;
const cellLength = 300;
const rowsShown = 100;

/** The contents of summary.md, the job summary of a CI run: verdict first, then what is no pass; below 200 kB always. */
export function toSummary(run: RunReport): string {
  const report = withEvidence(run);
  const fixed = [
    `## ${signs[report.verdict]} ${headlines[report.verdict]}: ${markdownText(clip(clientName(report), cellLength))}`,
    markdownProse(clip(verdictSentence(report), 2000)),
    facts(report),
    countsTable(report),
    clientsTable(report),
    notPassedTable(report),
    diagnosticsList(report.judgement.diagnostics),
  ];
  const command = repeatCommand(report, idsWith(report.judgement.requirements, 'fail').slice(0, 20));
  const last = `Repeat with:\n\n${markdownBlock([clipVisible(command, 2000)])}`;
  return `${withinBudget(fixed, findingsOf(report), last)
    .filter((block) => block !== '')
    .join('\n\n')}\n`;
}

function findingsOf({ judgement }: RunReport): readonly AlikeFindings[] {
  return resultsWithFindings(judgement.requirements).flatMap(({ findings }) => groupAlike(findings));
}

/** As many findings as fit; the rest is counted, never dropped in silence. */
function withinBudget(fixed: readonly string[], findings: readonly AlikeFindings[], last: string): readonly string[] {
  let left = budgetOctets - Buffer.byteLength([...fixed, last].join('\n\n'));
  const shown: string[] = [];
  for (const finding of findings) {
    const block = findingBlock(finding);
    left -= Buffer.byteLength(block) + 2;
    if (left < 0) break;
    shown.push(block);
  }
  const more = findings.length - shown.length;
  const title = findings.length > 0 ? ['### Findings'] : [];
  const rest = more > 0 ? [`and ${more} more in report.html`] : [];
  return [...fixed, ...title, ...shown, ...rest, last];
}

function facts(report: RunReport): string {
  const cell = (text: string) => markdownCode(clip(text, cellLength));
  const { tool, iut, profile, server, listeners, files, startedAt, finishedAt } = report;
  return [
    ...(iut.imAddress === '' ? [] : [`IM Address ${cell(iut.imAddress)}`]),
    `profile ${cell(profile)}`,
    ...(server === undefined ? [] : [`server ${cell((listeners ?? [server]).join(', '))}`]),
    ...(files === undefined ? [] : [`judged ${cell(files.map(({ name }) => name).join(', '))}`]),
    `${readableTime(startedAt)}, ${readableDuration(finishedAt - startedAt)}`,
    markdownProse(`${tool.name} ${tool.version}`),
  ].join(' · ');
}

function countsTable({ judgement }: RunReport): string {
  const columns = ['pass', 'fail', 'inconc', 'error', 'none', 'not-applicable'] as const;
  const rows = obligations.flatMap((obligation) => {
    const results = resultsOf(judgement.requirements, obligation);
    const counts = countVerdicts(results);
    return results.length === 0 ? [] : [markdownRow([obligation, ...columns.map((column) => String(counts[column]))])];
  });
  if (rows.length === 0) return '';
  const head = markdownRow(['Level', ...columns.map((column) => words[column])]);
  return [head, markdownRow(['---', ...columns.map(() => '---:')]), ...rows].join('\n');
}

/** The clients of a passive server or a capture; a run has one, which the headline names. */
function clientsTable({ mode, judgement }: RunReport): string {
  const { clients } = judgement;
  if (mode === 'run' || clients.length === 0) return '';
  const shown = bySeverity(clients)
    .slice(0, rowsShown)
    .map(({ imAddress, userAgent, source, verdict, requirements }) => {
      const broken = idsWith(requirements, 'fail').join(', ');
      const cells = [imAddress, userAgent ?? 'not given', source, `${signs[verdict]} ${words[verdict]}`, broken];
      return markdownRow(cells.map((text) => markdownText(clipVisible(text, cellLength))));
    });
  const more = clients.length > rowsShown ? [`and ${clients.length - rowsShown} more in report.html`] : [];
  const head = [
    markdownRow(['Client', 'User-Agent', 'Source', 'Verdict', 'Broken']),
    markdownRow(Array(5).fill('---')),
  ];
  return ['### Clients', [...head, ...shown].join('\n'), ...more].join('\n\n');
}

function notPassedTable({ judgement }: RunReport): string {
  const results = bySeverity(judgement.requirements).filter(
    ({ id, verdict }) => verdict !== 'pass' && isOwed(id, verdict),
  );
  if (results.length === 0) return '';
  const shown = results.slice(0, rowsShown).map(notPassedRow);
  const more = results.length > rowsShown ? [`and ${results.length - rowsShown} more in report.html`] : [];
  const head = [
    markdownRow(['Verdict', 'Requirement', 'Level', 'Statement', 'Why']),
    markdownRow(Array(5).fill('---')),
  ];
  return ['### Requirements that did not pass', [...head, ...shown].join('\n'), ...more].join('\n\n');
}

/** What no message had to do with says something only where the run is for it; the counts tell of the rest. */
function isOwed(id: string, verdict: RequirementVerdict): boolean {
  return isItem(id) || (verdict !== 'none' && verdict !== 'not-applicable');
}

function notPassedRow({ id, verdict, reason, findings }: RequirementResult): string {
  const { level, statement } = requirementOf(id);
  const why = reason ?? findings[0]?.message ?? '';
  const cells = [
    `${signs[verdict]} ${words[verdict]}`,
    id,
    level,
    clip(statement, cellLength),
    clipVisible(why, cellLength),
  ];
  return markdownRow(cells.map(markdownText));
}

function diagnosticsList(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return '';
  const shown = diagnostics.slice(0, 20).map(({ outcome, message, frame }) => {
    const where = frame === undefined ? '' : ` (frame ${frame})`;
    return `- **${outcome}** ${markdownText(clipVisible(message, cellLength))}${where}`;
  });
  const more = diagnostics.length > 20 ? [`- and ${diagnostics.length - 20} more in report.html`] : [];
  return ['### About the run', [...shown, ...more].join('\n')].join('\n\n');
}

function findingBlock(group: AlikeFindings): string {
  const finding = group.first;
  const others = othersText(group);
  const { id, level, statement } = requirementOf(finding.requirement);
  const title = `**${outcomeWords[finding.outcome]}: ${id}** ${level}. ${markdownProse(clip(statement, cellLength))}`;
  const block = `${title}\n\n${markdownBlock(findingText(finding).split('\n'))}`;
  return others === '' ? block : `${block}\n\n${markdownProse(others)}`;
}
