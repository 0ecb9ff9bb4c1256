import type { RequirementDetails } from '../requirements/details/detail';
import type { Requirement } from '../requirements/requirement';
import { markdownBlock, markdownProse } from './markdown';
import { type Section, told } from './requirement-sections';
import { citation } from './requirement-words';

/** One entry as a Markdown page of its own, `requirements/<ID>.md` beside the index. */
export function requirementPage(entry: Requirement, details: RequirementDetails): string {
  const { id, level, statement } = entry;
  const { judgement, examples, reasons } = told(entry, details);
  const blocks = [...examples, ...reasons.filter(({ kind }) => kind === 'list')];
  return `${[
    `# ${id}`,
    `**${level}** (${markdownProse(citation(entry))})`,
    markdownProse(statement),
    labelled(judgement),
    ...blocks.flatMap((section) => [`## ${section.title}`, blockOf(section)]),
    '## Notes',
    labelled(reasons.filter(({ kind }) => kind === 'text')),
    '[All requirements](../README.md), [readings](../readings.md)',
  ].join('\n\n')}\n`;
}

function labelled(sections: readonly Section[]): string {
  return sections.map(({ title, lines }) => `- **${title}**: ${markdownProse(lines.join(' '))}`).join('\n');
}

function blockOf({ title, kind, lines }: Section): string {
  if (kind === 'message') return markdownBlock(lines);
  return lines.map((line) => `- ${itemOf(title, line)}`).join('\n');
}

/** Decisions link to their reading, related entries to their page. */
function itemOf(title: string, line: string): string {
  if (title === 'Related') return `[${line}](${line}.md)`;
  const decision = title === 'Decisions' ? /^D-\d\d/.exec(line)?.[0] : undefined;
  if (decision === undefined) return markdownProse(line);
  return `[${decision}](../readings.md#${decision.toLowerCase()})${markdownProse(line.slice(decision.length))}`;
}
