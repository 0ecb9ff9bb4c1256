import { relative } from 'node:path';
import { clientLines, fileLines, verdictLines } from '../reporters/passive-terminal';
import { summaryBlock } from '../reporters/terminal';
import { tool } from './package';
import type { FinishedPassiveRun } from './passive-run';
import { ignoreClosedPipe, styleOf } from './terminal-style';

/**
 * What `imconf check` prints when it has judged: files, clients, verdicts with their findings, a summary.
 * @public loaded only where it prints
 */
export class CheckObserver {
  readonly #out: NodeJS.WriteStream;

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
    out.on('error', ignoreClosedPipe);
  }

  end({ report, shownFolder }: FinishedPassiveRun, withoutEffect: readonly string[]): void {
    const style = styleOf(this.#out);
    const folder = shownFolder === undefined ? {} : { folder: relative(process.cwd(), shownFolder) || '.' };
    const blocks = [
      [
        `imconf ${tool.version}  check  profile ${report.profile}`,
        ...withoutEffect.map((key) => `note: ${key} is valid and has no effect in this version`),
      ],
      fileLines(report.files ?? [], style),
      clientLines(report, style),
      verdictLines(report, style),
      [summaryBlock(report, style, folder)],
    ];
    const lines = blocks
      .filter((block) => block.length > 0)
      .flatMap((block, index) => (index < 1 ? block : ['', ...block]));
    this.#out.write(`${lines.join('\n')}\n`);
  }
}
