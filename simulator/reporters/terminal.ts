import { createColors } from 'picocolors';
import { requirementOf } from '../requirements/catalogue';
import type { Finding, RequirementResult } from '../verdict/result';
import type { RequirementVerdict } from '../verdict/verdict';
import { columnsOf, fit, pad, wrap } from './columns';
import { idsWith, plural, warningsOf } from './counts';
import { excerptText } from './finding-text';
import { repeatCommand } from './repeat';
import type { RunReport } from './run-report';
import { readableDuration } from './time-text';
import { clip, visible } from './visible';
import { countsLine, placeOf, signs, words } from './wording';

/** How the terminal wants it. Colour is only added: words and signs say the same without. */
export interface Style {
  readonly color: boolean;
  /** Columns; 100 where nobody knows. */
  readonly width: number;
}

/** Where the run's files lie. */
export interface Paths {
  /** The run folder as the user would type it. */
  readonly folder: string;
}

const idColumns = 14;
const levelColumns = 12;
const labelColumns = 8;
const summaryLines = 10;
const outcomeSigns: Record<Finding['outcome'], string> = { fail: '✗', warn: '!', info: 'i', inconc: '?', error: '!' };

/** One line for a requirement that is decided: `✓ 6.1.1.1-6 SHALL NOT … pass`. */
export function requirementLine(result: RequirementResult, style: Style): string {
  const { id, level, expectation } = requirementOf(result.id);
  const warnings = warningsOf([result]).length;
  const word = words[result.verdict] + (warnings > 0 ? `, ${plural(warnings, 'warning')}` : '');
  const head = `${signs[result.verdict]} ${pad(id, idColumns)}${pad(level, levelColumns)}`;
  const room = style.width - columnsOf(head) - columnsOf(word) - 2;
  const text = pad(fit(visible(result.reason ?? expectation), Math.max(room, 0)), Math.max(room, 0));
  const paint = painter(warnings > 0 ? 'warn' : result.verdict, style);
  if (room < 1) return paint(fit(`${signs[result.verdict]} ${id} ${word}`, style.width));
  return `${paint(head.slice(0, 1))}${head.slice(1)}${text}  ${paint(word)}`;
}

/** A finding in full: what was seen, expected above actual, where, and the marked lines with carets under the octets. */
export function findingBlock(finding: Finding, style: Style): string {
  const { id, level, statement } = requirementOf(finding.requirement);
  const frame = finding.frame === undefined ? '' : `frame ${finding.frame}`;
  const title = `${outcomeSigns[finding.outcome]} ${id}  ${level}  ${visible(finding.message)}`;
  const place = [placeOf(finding), frame].filter((part) => part !== '').join(', ');
  const paint = painter(finding.outcome, style);
  const rows = [
    ...hanging('  ', clip(title, 400), style.width).map((line, index) => (index === 0 ? paint(line) : line)),
    ...hanging('      clause    ', clip(statement, 400), style.width),
    ...hanging('      expected  ', clip(visible(finding.expected), 400), style.width),
    ...hanging('      actual    ', clip(visible(finding.actual), 400), style.width),
    ...(place === '' ? [] : hanging('      where     ', place, style.width)),
    ...excerptText(finding, style.width).map((line) => (/^ +\| [ ^]*\^$/.test(line) ? paint(line) : line)),
  ];
  return rows.map((row) => row.trimEnd()).join('\n');
}

/** The last block of a run, at most ten lines: verdict, what broke, how to see it again, what to open. */
export function summaryBlock(report: RunReport, style: Style, paths: Paths): string {
  const { requirements, diagnostics } = report.judgement;
  const time = readableDuration(report.finishedAt - report.startedAt);
  const verdict = labelled(report.verdict.toUpperCase(), `${countsLine(report)}, ${time}`, style.width).slice(0, 3);
  const remarks = [
    listLine('broken', idsWith(requirements, 'fail'), style.width),
    listLine('unclear', [...idsWith(requirements, 'inconc'), ...idsWith(requirements, 'none')], style.width),
    warningLine(warningsOf(requirements).length, diagnostics.length, style.width),
  ].filter((line) => line !== '');
  const files = [
    labelled('again', visible(againCommand(report, style.width)), style.width),
    labelled('see', `${visible(paths.folder)}/report.html`, style.width),
    labelled('', `${visible(paths.folder)}/trace.pcapng (Wireshark)`, style.width),
  ];
  return assemble(verdict, remarks, files.flat(), painter(report.verdict, style));
}

function assemble(
  verdict: readonly string[],
  remarks: readonly string[],
  files: readonly string[],
  paint: (text: string) => string,
): string {
  const kept = files.slice(0, summaryLines - verdict.length);
  const room = summaryLines - verdict.length - kept.length;
  const [first = '', ...rest] = verdict;
  return [paint(first), ...rest, ...remarks.slice(0, room), ...kept].map((line) => line.trimEnd()).join('\n');
}

/** The shortest way to see the breaches again: all of them where that fits, else the first one. */
function againCommand(report: RunReport, width: number): string {
  const broken = idsWith(report.judgement.requirements, 'fail');
  const all = repeatCommand(report, broken);
  return columnsOf(all) <= width - labelColumns ? all : repeatCommand(report, broken.slice(0, 1));
}

function warningLine(warnings: number, diagnostics: number, width: number): string {
  if (warnings + diagnostics === 0) return '';
  const parts = [
    warnings > 0 ? plural(warnings, 'warning') : '',
    diagnostics > 0 ? `${plural(diagnostics, 'remark')} about the run` : '',
  ].filter((part) => part !== '');
  return fit(`${pad('note', labelColumns)}${parts.join(', ')}: see the report`, width);
}

function listLine(label: string, ids: readonly string[], width: number): string {
  return ids.length === 0 ? '' : fit(`${pad(label, labelColumns)}${ids.join(', ')}`, width);
}

function labelled(label: string, text: string, width: number): readonly string[] {
  return hanging(pad(label, labelColumns), text, width);
}

/** Text behind a label, its further lines under the first one. */
function hanging(label: string, text: string, width: number): readonly string[] {
  const lines = wrap(text, Math.max(width - label.length, 10));
  return lines.map((line, index) => fit(`${index === 0 ? label : ' '.repeat(label.length)}${line}`, width));
}

function painter(tone: RequirementVerdict | Finding['outcome'], style: Style): (text: string) => string {
  const colors = createColors(style.color);
  const tones: Record<RequirementVerdict | Finding['outcome'], (text: string) => string> = {
    pass: colors.green,
    fail: colors.red,
    inconc: colors.yellow,
    warn: colors.yellow,
    error: colors.magenta,
    none: colors.yellow,
    info: colors.cyan,
    'not-applicable': colors.dim,
  };
  return tones[tone];
}
