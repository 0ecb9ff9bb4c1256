import { findingBlock, requirementLine, summaryBlock } from '../reporters/terminal';
import { worthPrinting } from './terminal-observer';
import type { FinishedRun } from './test-run';

/** What a run under plain `npx cucumber-js` prints at its end: the lines that `imconf run` prints as it goes. */
export function summaryLines({ report, shownFolder }: FinishedRun): string {
  const style = { color: false, width: 100 };
  const lines = report.judgement.requirements.flatMap((result) => {
    const finding = worthPrinting(result);
    return [requirementLine(result, style), ...(finding === undefined ? [] : [findingBlock(finding, style)])];
  });
  return ['', ...lines, '', summaryBlock(report, style, { folder: shownFolder }), ''].join('\n');
}
