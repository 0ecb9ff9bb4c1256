import type { RunReport } from '../reporters/run-report';
import { linkLatest, writeRunFile } from './run-folder';

/**
 * Writes the reports into a run folder, beside the trace. All names of design 3.4 are there: what runs no scenarios has an empty
 * `cucumber.ndjson`. The reporters are loaded only when something is written.
 * @returns `reports/latest`, or the folder itself.
 * @throws HarnessError `output-failed`.
 */
export function writeReports(folder: string, report: RunReport): string {
  const { toJson } = require('../reporters/json') as typeof import('../reporters/json');
  const { toHtml } = require('../reporters/html') as typeof import('../reporters/html');
  const { toJUnit } = require('../reporters/junit') as typeof import('../reporters/junit');
  const { toSummary } = require('../reporters/summary') as typeof import('../reporters/summary');
  writeRunFile(folder, 'report.json', toJson(report));
  writeRunFile(folder, 'junit.xml', toJUnit(report));
  writeRunFile(folder, 'report.html', toHtml(report));
  writeRunFile(folder, 'summary.md', toSummary(report));
  if (report.mode !== 'run') writeRunFile(folder, 'cucumber.ndjson', '');
  return linkLatest(folder);
}
