import { relative } from 'node:path';
import type { Operation } from '../iut/upper-tester';
import { findingBlock, requirementLine, type Style, summaryBlock } from '../reporters/terminal';
import type { Finding, RequirementResult } from '../verdict/result';
import { tool } from './package';
import type { RunCommand } from './run';
import { ignoreClosedPipe, styleOf } from './terminal-style';
import type { FinishedRun, RunObserver, TestRun } from './test-run';

/** How often the waiting line is drawn anew, on a terminal only. */
const refreshMs = 250;

/** What `imconf run` prints: a line per requirement as it is decided, its findings, a summary. */
export class TerminalObserver implements RunObserver {
  readonly #out: NodeJS.WriteStream;
  readonly #style: Style;
  readonly #isTerminal: boolean;
  #waiting: { readonly since: number; readonly operation: Operation } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #drawn = false;
  #limit = 0;

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
    this.#isTerminal = out.isTTY === true;
    this.#style = styleOf(out);
    out.on('error', ignoreClosedPipe);
  }

  begin(run: TestRun): void {
    const { iut, session } = run;
    const version = iut.version === undefined ? '' : ` ${iut.version}`;
    this.#limit = iut.userActionTimeout;
    this.#print(`imconf ${tool.version}  profile ${iut.profile.name}  IUT ${iut.name}${version}  ${session.server}`);
    for (const key of iut.withoutEffect) this.#print(`note: ${key} is valid and has no effect in this version`);
    this.#print('');
    if (this.#isTerminal) this.#timer = setInterval(() => this.#draw(), refreshMs);
  }

  onStimulus(operation: Operation, state: 'asked' | 'over'): void {
    this.#waiting = state === 'asked' ? { since: performance.now(), operation } : undefined;
    if (state === 'over') this.#erase();
  }

  onDecided(result: RequirementResult): void {
    this.#print(requirementLine(result, this.#style));
    const finding = worthPrinting(result);
    if (finding !== undefined) this.#print(findingBlock(finding, this.#style));
  }

  end({ report, shownFolder }: FinishedRun, command: RunCommand): void {
    this.#print('');
    const folder = relative(process.cwd(), shownFolder) || '.';
    this.#print(
      summaryBlock(report, this.#style, {
        folder,
        ...(command.iut !== undefined && { iutFile: command.iut }),
      }),
    );
  }

  close(): void {
    clearInterval(this.#timer);
    this.#erase();
  }

  #draw(): void {
    if (this.#waiting === undefined) return;
    const seconds = (performance.now() - this.#waiting.since) / 1000;
    if (seconds < 0.5) return;
    const text = `waiting for the client to ${this.#waiting.operation}, ${seconds.toFixed(0)} of ${this.#limit} s`;
    this.#out.write(`\r\u001b[K${text.slice(0, this.#style.width - 1)}`);
    this.#drawn = true;
  }

  #erase(): void {
    if (this.#drawn) this.#out.write('\r\u001b[K');
    this.#drawn = false;
  }

  #print(text: string): void {
    this.#erase();
    this.#out.write(`${text}\n`);
  }
}

/** The first finding that is more than information; the report has them all. */
export function worthPrinting(result: RequirementResult): Finding | undefined {
  const { verdict, findings } = result;
  return findings.find(({ outcome }) => outcome === verdict) ?? findings.find(({ outcome }) => outcome !== 'info');
}
