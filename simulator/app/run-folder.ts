import { lstatSync, mkdirSync, rmSync, type Stats, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { HarnessError } from '../core/harness-error';
import type { Millis } from '../core/time';

/** The names of the run folder's files (design 3.4). */
export const runFiles = [
  'report.json',
  'junit.xml',
  'report.html',
  'summary.md',
  'cucumber.ndjson',
  'trace.ndjson',
  'trace.pcapng',
] as const;
export type RunFile = (typeof runFiles)[number] | 'iut.log';

/** Where the runs of a checkout lie when `--out` does not say otherwise. */
const home = 'reports';

/**
 * Makes the folder of a run: `out`, or `reports/runs/<time>`.
 * @throws HarnessError `usage` where `out` cannot be a folder, because it or one above it is a file, `output-failed` naming the folder.
 */
export function makeRunFolder(out: string | undefined, startedAt: Millis): string {
  const stamp = new Date(startedAt).toISOString().replace(/[:.]/g, '-');
  const folder = out === undefined ? freeFolder(resolve(home, 'runs', stamp)) : resolve(out);
  if (out !== undefined) refuseFile(out, folder);
  attempt(folder, () => {
    makeFolders(folder);
    for (const name of [...runFiles, 'iut.log']) rmSync(join(folder, name), { force: true });
  });
  return folder;
}

/** Nothing is to be written where a file stands, and nothing below it. */
function refuseFile(out: string, path: string): void {
  const found = statsOf(path);
  if (found?.isDirectory()) return;
  if (found !== undefined)
    throw new HarnessError('usage', `--out is "${out}", but ${path} is no folder; name another one`);
  if (dirname(path) !== path) refuseFile(out, dirname(path));
}

/** What is at a path; `undefined` where nothing is, or nobody may look. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/**
 * Makes a folder and those above it. Level by level, because Node's own recursion never ends where a folder exists and takes no
 * entries (`/proc`).
 */
function makeFolders(folder: string): void {
  if (lstatSync(folder, { throwIfNoEntry: false }) !== undefined) {
    if (!statSync(folder).isDirectory()) throw new Error('it exists and is no folder');
    return;
  }
  makeFolders(dirname(folder));
  mkdirSync(folder);
}

/** Two runs that start in the same millisecond get a folder each. */
function freeFolder(wanted: string): string {
  for (let number = 1; ; number += 1) {
    const folder = number === 1 ? wanted : `${wanted}-${number}`;
    if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return folder;
  }
}

/**
 * Writes one file of the run folder.
 * @throws HarnessError `output-failed` naming the file.
 */
export function writeRunFile(folder: string, name: RunFile, text: string): void {
  const file = join(folder, name);
  attempt(file, () => writeFileSync(file, text));
}

/** Points `reports/latest` to the newest run; a file system without links goes without it. */
export function linkLatest(folder: string): string {
  const link = resolve(home, 'latest');
  if (resolve(folder, '..') !== resolve(home, 'runs')) return folder;
  try {
    rmSync(link, { force: true, recursive: true });
    symlinkSync(join('runs', basename(folder)), link, 'dir');
    return link;
  } catch {
    return folder;
  }
}

const whyUnwritable: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
  EACCES: 'no permission to write there',
  ENOTDIR: 'a part of its path is no folder',
};

/** The error for a file of the run folder that cannot be written; `cause` is what the system said. */
export function outputFailed(path: string, cause: unknown): HarnessError {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  return new HarnessError('output-failed', `cannot write ${path}: ${whyUnwritable[code] ?? message}`, { cause });
}

function attempt(path: string, action: () => void): void {
  try {
    action();
  } catch (cause) {
    throw outputFailed(path, cause);
  }
}
