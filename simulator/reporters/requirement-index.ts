import { appliesToMeanings, generalMatching, sources } from '../requirements/details/vocabulary';
import type { Requirement } from '../requirements/requirement';
import { markdownProse, markdownRow } from './markdown';
import { byHeading, verificationCounts } from './requirement-words';

const preface = `Every requirement that imconf judges clients by, in our own words, with where it comes from and how it is verified. Each has
a page with an example of a right and of a wrong message. [readings.md](readings.md) says which reading is taken where the
sources are unclear or contradict each other, and how to choose another one.

These pages are generated from \`simulator/requirements\` by \`npm run docs\`; \`imconf requirements\` prints the same.

The column *breach* holds what a breach yields: \`fail\`; \`warn\`, a finding that leaves the verdict at \`pass\` unless \`--strict\` is
given; \`info\`, a remark. A *check* decides from any capture of an ordinary run; a *scenario* needs the simulated server to do
something out of the ordinary; an *indication* is what the client tells its user, which is not on the wire.`;

/** The index of all entries, \`README.md\` of the pages. */
export function requirementIndex(entries: readonly Requirement[]): string {
  const groups = [...byHeading(entries)].flatMap(([heading, rows]) => [`## ${heading}`, table(rows)]);
  return `${[
    '# Requirements',
    preface,
    `${verificationCounts(entries)}.`,
    ...groups,
    '## Kinds of messages',
    bullets(Object.entries(appliesToMeanings).map(([kind, meaning]) => `\`${kind}\`: ${markdownProse(meaning)}`)),
    '## How values are compared',
    bullets(generalMatching.map(markdownProse)),
    '## What the catalogue was made from',
    bullets(sources.map(({ id, text, status }) => `**${id}**: ${markdownProse(`${text} (${status})`)}`)),
  ].join('\n\n')}\n`;
}

function table(entries: readonly Requirement[]): string {
  const rows = entries.map(({ id, level, onBreach, verification, statement }) =>
    markdownRow([`[${id}](requirements/${id}.md)`, level, onBreach, verification.by, markdownProse(statement)]),
  );
  return [markdownRow(['id', 'level', 'breach', 'verified by', 'statement']), '|---|---|---|---|---|', ...rows].join(
    '\n',
  );
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}
