import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HarnessError } from '../core/harness-error';
import { type DocsFile, requirementDocs } from '../reporters/requirement-docs';
import { requirementIndex } from '../reporters/requirement-index';
import { requirementPage } from '../reporters/requirement-page';
import { requirementText } from '../reporters/requirement-text';
import { requirementsJson } from '../reporters/requirements-json';
import { requirementsTable } from '../reporters/requirements-table';
import { type CatalogueEntry, catalogue } from '../requirements/catalogue';
import { detailsOf } from '../requirements/details/details-of';
import type { Level, Verification } from '../requirements/requirement';
import { findRequirements } from '../requirements/search';
import { withoutEffect } from './iut-schema';
import { readProofs } from './proofs';

/** The options of `imconf requirements`, as typed. */
export interface RequirementsCommand {
  readonly level?: string;
  readonly by?: Verification['by'];
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly out?: string;
}

/** What was asked for: one entry by its id, or some. */
interface Selection {
  readonly entries: readonly CatalogueEntry[];
  readonly isOne: boolean;
}

const levels: readonly Level[] = ['SHALL', 'SHALL NOT', 'MUST', 'MUST NOT', 'SHOULD', 'SHOULD NOT', 'MAY'];

/**
 * The catalogue: a table, one entry in full, JSON, or the Markdown pages.
 * @public loaded by the command line only when it is asked for
 * @returns the exit code, 0.
 * @throws HarnessError `usage` for an id that does not exist and for a search that finds nothing.
 */
export function requirements(wanted: string | undefined, command: RequirementsCommand): number {
  if (command.out !== undefined) {
    writePages(wanted, command, command.out);
    return 0;
  }
  const selection = selected(wanted, command);
  // Whoever reads the output may have seen enough of it, such as `head`.
  process.stdout.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  process.stdout.write(printed(selection, command));
  return 0;
}

/**
 * The generated pages, as they are committed in `docs/`.
 * @public called by .ci/docs.js
 */
export function docsFiles(): readonly DocsFile[] {
  return requirementDocs(withoutEffect.rules);
}

function printed({ entries, isOne }: Selection, command: RequirementsCommand): string {
  const [first] = entries;
  const columns = process.stdout.columns ?? 80;
  if (command.json) {
    const proofsOf = readProofs();
    return requirementsJson(
      entries.map((entry) => ({ entry, details: detailsOf(entry.id), proofs: proofsOf(entry.id) })),
    );
  }
  if (!isOne || first === undefined) {
    return command.markdown ? requirementIndex(entries) : requirementsTable(entries, columns);
  }
  const details = detailsOf(first.id);
  return command.markdown
    ? requirementPage(first, details)
    : requirementText(first, details, readProofs()(first.id), columns);
}

function writePages(wanted: string | undefined, { markdown, json, level, by }: RequirementsCommand, out: string): void {
  const isAll = wanted === undefined && level === undefined && by === undefined;
  if (!markdown || json || !isAll) {
    throw new HarnessError('usage', '--out writes all Markdown pages: give it with --markdown, and nothing else');
  }
  const files = docsFiles();
  try {
    for (const { path, text } of files) {
      mkdirSync(dirname(join(out, path)), { recursive: true });
      writeFileSync(join(out, path), text);
    }
  } catch (error) {
    throw new HarnessError('output-failed', `cannot write the pages into ${out}: ${(error as Error).message}`, {
      cause: error,
    });
  }
  process.stderr.write(`${files.length} pages in ${out}\n`);
}

function selected(wanted: string | undefined, { level, by }: RequirementsCommand): Selection {
  const found =
    wanted === undefined ? ({ kind: 'entries', entries: catalogue } as const) : findRequirements(wanted, catalogue);
  if (found.kind === 'nothing') throw new HarnessError('usage', nothingFound(wanted ?? '', found.nearest));
  const candidates = found.kind === 'entry' ? [found.entry] : found.entries;
  const allowed = level === undefined ? levels : levelsIn(level);
  const entries = candidates.filter(
    (entry) => allowed.includes(entry.level) && (by === undefined || entry.verification.by === by),
  );
  if (entries.length === 0) {
    const filters = [level === undefined ? '' : ` --level ${level}`, by === undefined ? '' : ` --by ${by}`].join('');
    throw new HarnessError('usage', `no requirement is left by${filters}${wanted === undefined ? '' : ` "${wanted}"`}`);
  }
  return { entries, isOne: found.kind === 'entry' };
}

function nothingFound(wanted: string, nearest: readonly string[]): string {
  const hint = nearest.length > 0 ? `did you mean ${nearest.join(', ')}?` : '"imconf requirements" lists them all';
  return `no requirement has the id or holds the words "${wanted}"; ${hint}`;
}

/** `SHALL`, `must-not`, `SHOULD,MAY`. */
function levelsIn(text: string): readonly Level[] {
  return text.split(',').map((part) => {
    const name = part
      .trim()
      .toUpperCase()
      .replaceAll(/[-_\s]+/g, ' ');
    const level = levels.find((candidate) => candidate === name);
    if (level !== undefined) return level;
    throw new HarnessError('usage', `--level has "${part}"; allowed: ${levels.join(', ')}, or several with commas`);
  });
}
