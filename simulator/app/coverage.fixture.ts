import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { checks } from '../checks';
import { faults } from '../reference-client/faults';
import { catalogue } from '../requirements/catalogue';
import { packageRoot } from './package';

/** Where a requirement is looked after. */
export interface Coverage {
  readonly id: string;
  /** `check`, `indication`, or why nothing decides it. */
  readonly verifiedBy: string;
  readonly tests: number;
  readonly scenarios: number;
  readonly faults: readonly string[];
}

/** Reads the repository: catalogue, checks, unit tests, features, faults. */
export function coverage(): readonly Coverage[] {
  const tests = textsOf('simulator/checks', /\.test\.ts$/).concat(textsOf('simulator/verdict', /\.test\.ts$/));
  const features = textsOf('features/conformance', /\.feature$/);
  return catalogue.map(({ id, verification }) => ({
    id,
    verifiedBy:
      verification.by === 'check' && !checks.some((check) => check.requirement === id) ? 'missing' : verification.by,
    tests: count(tests, new RegExp(`describe\\(['"\`]${escaped(id)}[ :]`, 'g')),
    scenarios: count(features, new RegExp(`@${escaped(id)}(?![\\w-])`, 'g')),
    faults: faults.filter((fault) => [fault.requirement].flat().includes(id)).map((fault) => fault.name),
  }));
}

/** The matrix as text, a line for each requirement; committed, so that a change of coverage is a line in the diff. */
export function coverageMatrix(): string {
  const rows = coverage().map(
    ({ id, verifiedBy, tests, scenarios, faults: seeded }) =>
      `${id.padEnd(12)} ${verifiedBy.padEnd(11)} tests ${String(tests).padStart(2)}  tagged ${String(scenarios).padStart(2)}  faults ${seeded.join(' ')}`,
  );
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
