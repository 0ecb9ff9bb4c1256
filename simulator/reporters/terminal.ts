import { createColors } from 'picocolors';
import { requirementOf } from '../requirements/catalogue';
import type { Finding, RequirementResult } from '../verdict/result';
import type { RequirementVerdict } from '../verdict/verdict';
import { causeOf, interruptionOf, warningsAboutRun } from './cause';
import { columnsOf, fit, pad, wrap } from './columns';
import { idsWith, isItem, plural, warningsOf } from './counts';
import { excerptText } from './finding-text';
import { repeatCommand } from './repeat';
import type { PlacedFinding, RunReport } from './run-report';
import { readableDuration } from './time-text';
import { clip, clipVisible, visible } from './visible';
import { countsLine, frameOf, otherFrameText, placeOf, signs, words } from './wording';

/** How the terminal wants it. Colour is only added: words and signs say the same without. */
export interface Style {
  readonly color: boolean;
  /** Columns; 100 where nobody knows. */
  readonly width: number;
}

/** Where the run's files lie. */
export interface Paths {
  /** The run folder as the user would type it; left out where none was written. */
  readonly folder?: string;
}

const idColumns = 14;
const levelColumns = 12;
const labelColumns = 8;
const summaryLines = 10;
const notesShown = 3;
/** Lines for what makes a run void: it has to be named, not begun. */
const causeLines = 4;
const outcomeSigns: Record<Finding['outcome'], string> = { fail: '✗', warn: '!', info: 'i', inconc: '?', error: '!' };

/** One line for a requirement that is decided: `✓ 6.1.1.1-6 SHALL NOT … pass`. */
export function requirementLine(result: RequirementResult, style: Style): string {
  const { id, level, expectation } = requirementOf(result.id);
  const warnings = warningsOf([result]).length;
  const word = words[result.verdict] + (warnings > 0 ? `, ${plural(warnings, 'warning')}` : '');
  const head = `${signs[result.verdict]} ${pad(id, Math.max(idColumns, id.length + 2))}${pad(level, levelColumns)}`;
  const room = style.width - columnsOf(head) - columnsOf(word) - 2;
  const text = pad(fit(clipVisible(result.reason ?? expectation, 400), Math.max(room, 0)), Math.max(room, 0));
  const paint = painter(warnings > 0 ? 'warn' : result.verdict, style);
  if (room < 1) return paint(fit(`${signs[result.verdict]} ${id} ${word}`, style.width));
  return `${paint(head.slice(0, 1))}${head.slice(1)}${text}  ${paint(word)}`;
}

/** A finding in full: what was seen, expected above actual, where, and the marked lines with carets under the octets. */
export function findingBlock(finding: PlacedFinding, style: Style): string {
  const { id, level, statement } = requirementOf(finding.requirement);
  const title = `${outcomeSigns[finding.outcome]} ${id}  ${level}  ${clipVisible(finding.message, 400)}`;
  const place = [placeOf(finding), frameOf(finding)].filter((part) => part !== '').join(', ');
  const named = otherFrameText(finding);
  const paint = painter(finding.outcome, style);
  const rows = [
    ...hanging('  ', clip(title, 400), style.width).map((line, index) => (index === 0 ? paint(line) : line)),
    ...hanging('      clause    ', clip(statement, 400), style.width),
    ...hanging('      expected  ', clipVisible(finding.expected, 400), style.width),
    ...hanging('      actual    ', clipVisible(finding.actual, 400), style.width),
    ...(place === '' ? [] : hanging('      where     ', place, style.width)),
    ...(named === '' ? [] : hanging('      named     ', named, style.width)),
    ...excerptText(finding, style.width).map((line) => (/^ +\| [ ^]*\^$/.test(line) ? paint(line) : line)),
  ];
  return rows.map((row) => row.trimEnd()).join('\n');
}

/** The last block of a run, at most ten lines: verdict, why, what broke, how to see it again, what to open. */
export function summaryBlock(report: RunReport, style: Style, paths: Paths): string {
  const { width } = style;
  const time = readableDuration(report.finishedAt - report.startedAt);
  const interruption = interruptionOf(report);
  const lead = interruption === undefined ? '' : `${interruption}: `;
  const verdict = labelled(report.verdict.toUpperCase(), `${lead}${countsLine(report)}, ${time}`, width).slice(0, 3);
  const reasons = reasonLines(report, width);
  const owed = report.verdict === 'error' ? causeLines : 1;
  const files = fileLines(report, paths, width, summaryLines - verdict.length - Math.min(reasons.length, owed));
  const room = summaryLines - verdict.length - files.length;
  const kept = [...reasons, ...noteLines(report, width, Math.max(room - reasons.length, 0))].slice(0, room);
  const [first = '', ...rest] = verdict;
  const paint = painter(report.verdict, style);
  return [paint(first), ...rest, ...kept, ...files].map((line) => line.trimEnd()).join('\n');
}

/** How to see it again and what to open; a command that is too long for its room loses its end. */
function fileLines(report: RunReport, paths: Paths, width: number, room: number): readonly string[] {
  const { folder } = paths;
  if (folder === undefined) return labelled('report', 'not written; --out FOLDER writes it', width).slice(0, room);
  const see = labelled('see', `${visible(folder)}/report.html`, width);
  const trace = labelled('', `${visible(folder)}/trace.pcapng (Wireshark)`, width);
  if (report.mode !== 'run') return [...see, ...trace].slice(0, room);
  const again = labelled('again', visible(againCommand(report, width)), width);
  const kept = again.slice(0, Math.max(room - see.length, 1));
  const last = kept.length < again.length ? [fit(`${kept.at(-1)} …`, width)] : kept.slice(-1);
  return [...kept.slice(0, -1), ...last, ...see, ...trace].slice(0, room);
}

/** The cause of a run that decided too little, and the requirements in question. */
function reasonLines(report: RunReport, width: number): readonly string[] {
  const { requirements } = report.judgement;
  const cause = causeOf(report);
  const unclear = [...idsWith(requirements, 'inconc'), ...idsWith(requirements.filter(isOwed), 'none')];
  return [
    ...(cause === undefined ? [] : causeOfRun(cause, report.verdict === 'error', width)),
    line('broken', idsWith(requirements, 'fail').join(', '), width),
    line('unclear', unclear.join(', '), width),
  ].filter((text) => text !== '');
}

/** In full, within reason, where the run is void; else its beginning. */
function causeOfRun(cause: string, isVoid: boolean, width: number): readonly string[] {
  return isVoid ? labelled('why', clipVisible(cause, 400), width).slice(0, causeLines) : [line('why', cause, width)];
}

/** An item that nothing exercised keeps the run from passing, unless the client only MAY do it. */
function isOwed({ id }: RequirementResult): boolean {
  return isItem(id) && requirementOf(id).level !== 'MAY';
}

/** What was noticed about the run, a line each, and counts of the rest; never a warning in numbers alone while there is room. */
function noteLines(report: RunReport, width: number, room: number): readonly string[] {
  const { requirements, diagnostics } = report.judgement;
  const warnings = warningsAboutRun(report);
  const remarks = diagnostics.filter(({ outcome }) => outcome === 'info').length;
  const counted = countedLine(warningsOf(requirements).length, remarks, width);
  const left = room - (counted === '' ? 0 : 1);
  const fitting = warnings.length <= Math.min(left, notesShown) ? left : Math.min(left - 1, notesShown);
  const shown = warnings.slice(0, Math.max(fitting, 0));
  const more = warnings.length - shown.length;
  return [
    ...shown.map(({ message }) => line('note', message, width)),
    more > 0 ? line(shown.length === 0 ? 'note' : '', `and ${more} more in report.html`, width) : '',
    counted,
  ].filter((text) => text !== '');
}

/** The shortest way to see the breaches again: all of them where that fits, else the first one. */
function againCommand(report: RunReport, width: number): string {
  const broken = idsWith(report.judgement.requirements, 'fail');
  const all = repeatCommand(report, broken);
  return columnsOf(all) <= width - labelColumns ? all : repeatCommand(report, broken.slice(0, 1));
}

function countedLine(warnings: number, remarks: number, width: number): string {
  const parts = [
    warnings > 0 ? `${plural(warnings, 'warning')} about requirements` : '',
    remarks > 0 ? `${plural(remarks, 'remark')} about the run` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : line('note', `${parts.join(', ')}: see the report`, width);
}

/** One line, cut at the width; nothing for no text. */
function line(label: string, text: string, width: number): string {
  return text === '' ? '' : fit(`${pad(label, labelColumns)}${clipVisible(text, 400)}`, width);
}

function labelled(label: string, text: string, width: number): readonly string[] {
  return hanging(pad(label, labelColumns), text, width);
}

/** Text behind a label, its further lines under the first one. */
function hanging(label: string, text: string, width: number): readonly string[] {
  const lines = wrap(text, Math.max(width - label.length, 10));
  return lines.map((line, index) => fit(`${index === 0 ? label : ' '.repeat(label.length)}${line}`, width));
}

/** The colour of a verdict or an outcome. */
export function painter(tone: RequirementVerdict | Finding['outcome'], style: Style): (text: string) => string {
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
