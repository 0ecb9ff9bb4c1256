import type { RequirementDetails } from '../requirements/details/detail';
import type { Requirement } from '../requirements/requirement';
import { fit, pad, wrap } from './columns';
import { type Proofs, proofSections, type Section, told } from './requirement-sections';
import { citation } from './requirement-words';

const labelColumns = 16;
const narrowest = 40;

/** One entry in full for a terminal of so many columns. */
export function requirementText(
  entry: Requirement,
  details: RequirementDetails,
  proofs: Proofs,
  columns: number,
): string {
  const width = Math.max(columns, narrowest);
  const { judgement, examples, reasons } = told(entry, details);
  const sections = [...judgement, ...examples, ...reasons, ...proofSections(proofs)];
  const lines = [
    fit(`${entry.id}  ${entry.level}`, width),
    ...wrap(citation(entry), width),
    '',
    ...wrap(entry.statement, width),
    '',
    ...sections.flatMap((section) => sectionLines(section, width)),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

/** Short titles stand in a column of their own; others above their text. */
function sectionLines({ title, kind, lines }: Section, width: number): readonly string[] {
  const room = width - labelColumns - (kind === 'list' ? 2 : 0);
  const body = lines.flatMap((line) => bodyLines(line, kind, room));
  const isShort = title.length < labelColumns - 2;
  const indented = body.map((line, index) => `${pad(index === 0 && isShort ? `  ${title}` : '', labelColumns)}${line}`);
  return isShort ? indented : [`  ${title}`, ...indented];
}

function bodyLines(line: string, kind: Section['kind'], room: number): readonly string[] {
  const [first = '', ...rest] = kind === 'message' ? broken(line, room) : wrap(line, room);
  return kind === 'list' ? [`- ${first}`, ...rest.map((more) => `  ${more}`)] : [first, ...rest];
}

/** Blanks of a message are evidence: a line of it is broken anywhere, and its blanks are kept. */
function broken(line: string, room: number): readonly string[] {
  if (line.length <= room) return [line];
  return [line.slice(0, room), ...broken(line.slice(room), room)];
}
