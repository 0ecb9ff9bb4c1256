import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { checks } from '../checks';
import { provokedChecks } from '../checks/provoked-checks';
import { faults } from '../reference-client/faults';
import { catalogue } from '../requirements/catalogue';
import type { Verification } from '../requirements/requirement';
import { packageRoot } from './package';

/** Where a requirement is looked after. */
export interface Coverage {
  readonly id: string;
  /** An item of the change request, which needs a scenario and a seeded fault of its own as well. */
  readonly isItem: boolean;
  /**
   * `check`, `scenario`, `indication` or `none` as the catalogue says; `awaited` for one that needs a stimulus which no scenario
   * gives yet; `missing` where the check is not there.
   */
  readonly verifiedBy: Verification['by'] | 'awaited' | 'missing';
  /** Groups of unit tests that name it, or that hand its check to a function that tests it. */
  readonly tests: number;
  readonly scenarios: number;
  readonly faults: readonly string[];
}

/** Judged where copies are put beside their originals (`checks/transactions.ts`), and by no check of its own. */
const COPIES = 'RFC3261-17.1.2.2-2';

/** Reads the repository: catalogue, checks, unit tests, features, faults. */
export function coverage(): readonly Coverage[] {
  const tests = textsOf('simulator/checks', /\.test\.ts$/).concat(textsOf('simulator/verdict', /\.test\.ts$/));
  const features = textsOf('features/conformance', /\.feature$/);
  const names = namesOfChecks();
  return catalogue.map(({ id, verification: { by } }) => {
    const scenarios = count(features, new RegExp(`@${escaped(id)}(?![\\w-])`, 'g'));
    const described = count(tests, new RegExp(`describe\\(['"\`]${escaped(id)}[ :'"]`, 'g'));
    const handed = names.get(id) ?? [];
    return {
      id,
      isItem: id.startsWith('6.1.1.'),
      verifiedBy: verifiedBy(id, by, scenarios),
      tests: handed.reduce(
        (sum, name) => sum + count(tests, new RegExp(`\\btest\\w+\\(\\s*${name}\\b`, 'g')),
        described,
      ),
      scenarios,
      faults: faults.filter((fault) => [fault.requirement].flat().includes(id)).map((fault) => fault.name),
    };
  });
}

function verifiedBy(id: string, by: Verification['by'], scenarios: number): Coverage['verifiedBy'] {
  const isChecked = id === COPIES || [...checks, ...provokedChecks].some((check) => check.requirement === id);
  if (by === 'scenario' && scenarios === 0) return 'awaited';
  if (by === 'check' || by === 'scenario') return isChecked ? by : 'missing';
  return by;
}

/** The names under which the source exports the checks of each requirement. */
function namesOfChecks(): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const text of textsOf('simulator/checks', /(?<!\.test|\.fixture)\.ts$/)) {
    for (const [, name = '', id = ''] of text.matchAll(/export const (\w+)[^;]*?'((?:6\.1|RFC|TS)[\w.-]+)'/g)) {
      names.set(id, [...(names.get(id) ?? []), name]);
    }
    // The rule of a check may stand before it.
    const [, id] = /^const \w+[^;]*?requirement: '([\w.-]+)'/m.exec(text) ?? [];
    if (id === undefined) continue;
    for (const [, name = ''] of text.matchAll(/^export const (\w+): ProvokedCheck/gm))
      names.set(id, [...(names.get(id) ?? []), name]);
  }
  return names;
}

/** The matrix as text, a line for each requirement; committed, so that a change of coverage is a line in the diff. */
export function coverageMatrix(): string {
  const all = coverage();
  const width = Math.max(...all.map(({ id }) => id.length));
  const rows = all.map(({ id, verifiedBy, tests, scenarios, faults: seeded }) => {
    const counts = `tests ${String(tests).padStart(2)}  tagged ${String(scenarios).padStart(2)}`;
    return `${id.padEnd(width)} ${verifiedBy.padEnd(11)} ${counts}  faults ${seeded.join(' ')}`.trimEnd();
  });
  return `${rows.join('\n')}\n`;
}

function textsOf(folder: string, names: RegExp): string[] {
  return readdirSync(join(packageRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && names.test(entry.name))
    .map((entry) => readFileSync(join(packageRoot, relative(packageRoot, join(entry.parentPath, entry.name))), 'utf8'));
}

function count(texts: readonly string[], pattern: RegExp): number {
  return texts.reduce((sum, text) => sum + [...text.matchAll(pattern)].length, 0);
}

function escaped(id: string): string {
  return id.replaceAll('.', '\\.');
}
