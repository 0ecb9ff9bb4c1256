import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faults } from '../reference-client/faults';
import type { Proofs } from '../reporters/requirement-sections';
import { packageRoot } from './package';

const idInQuotes = /(requirement: )?['"]((?:6\.1\.1\.[12]|(?:RFC|TS)\d+-[\dA-Z.]+)-\w+)['"]/g;

/**
 * What proves each requirement: the files of checks that name it, the scenarios that are tagged with it, the faults of the
 * reference client that break it. Read once, from the sources or the compiled package.
 */
export function readProofs(): (id: string) => Proofs {
  const checks = checkFiles();
  const scenarios = taggedScenarios();
  return (id) => ({
    checks: checks.get(id) ?? [],
    scenarios: scenarios.get(id) ?? [],
    faults: faults.filter(({ requirement }) => [requirement].flat().includes(id)).map(({ name }) => name),
  });
}

/** A file that is about one requirement says `requirement: 'ID'`; where no file does, every one that names the id counts. */
function checkFiles(): ReadonlyMap<string, readonly string[]> {
  const own = new Map<string, string[]>();
  const naming = new Map<string, string[]>();
  const folder = existsSync(join(packageRoot, 'simulator/checks')) ? 'simulator/checks' : 'dist/simulator/checks';
  for (const path of filesBelow(folder, /(?<!\.(?:test|fixture))\.[jt]s$/)) {
    const text = readFileSync(join(packageRoot, path), 'utf8');
    for (const [, isAbout, id = ''] of text.matchAll(idInQuotes)) {
      append(naming, id, path);
      if (isAbout !== undefined) append(own, id, path);
    }
  }
  return new Map([...naming, ...own]);
}

/** `Title (features/conformance/publish.feature:20)` by the ids among the tags of scenario, rule and feature. */
function taggedScenarios(): ReadonlyMap<string, readonly string[]> {
  const scenarios = new Map<string, string[]>();
  for (const path of filesBelow('features/conformance', /\.feature$/)) {
    const text = readFileSync(join(packageRoot, path), 'utf8');
    const tags = { pending: [] as string[], Feature: [] as string[], Rule: [] as string[] };
    for (const [index, line] of text.split('\n').entries()) {
      if (/^\s*@/.test(line)) tags.pending.push(...line.trim().split(/\s+/));
      const [, keyword, title = ''] = /^\s*(Feature|Rule|Scenario|Scenario Outline):\s*(.*)$/.exec(line) ?? [];
      if (keyword === undefined) continue;
      const found = tags.pending.splice(0);
      if (keyword === 'Feature' || keyword === 'Rule') {
        tags[keyword] = found;
        continue;
      }
      for (const tag of [...tags.Feature, ...tags.Rule, ...found]) {
        append(scenarios, tag.slice(1), `${title.trim()} (${path}:${index + 1})`);
      }
    }
  }
  return scenarios;
}

function filesBelow(folder: string, names: RegExp): readonly string[] {
  return readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => names.test(path))
    .sort();
}

function append(lists: Map<string, string[]>, id: string, value: string): void {
  const list = lists.get(id) ?? [];
  if (!list.includes(value)) list.push(value);
  lists.set(id, list);
}
