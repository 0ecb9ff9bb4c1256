import { relative } from 'node:path';
import type { Operation } from '../iut/upper-tester';
import { findingBlock, requirementLine, type Style, summaryBlock } from '../reporters/terminal';
import type { Finding, RequirementResult } from '../verdict/result';
import type { Components } from './components';
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
  #components: Components | undefined;

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
    this.#components = run.components;
    this.#print(`imconf ${tool.version}  profile ${iut.profile.name}  IUT ${iut.name}${version}  ${session.server}`);
    for (const key of iut.withoutEffect) this.#print(`note: ${key} is valid and has no effect in this version`);
    this.#print('');
    // The operator's terminal has a count-down of its own.
    if (this.#isTerminal && iut.control.kind !== 'manual') this.#timer = setInterval(() => this.#draw(), refreshMs);
  }

  onPlanned({ of, expected }: Components['progress']): void {
    if (of === 0) return;
    this.#print(
      `${of} situations in which the server does something out of the ordinary, about ${Math.ceil(expected)} s`,
    );
    this.#print('');
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
    if (this.#waiting === undefined) this.#drawProgress();
    else this.#drawWaiting(this.#waiting);
  }

  #drawWaiting({ since, operation }: { readonly since: number; readonly operation: Operation }): void {
    const seconds = (performance.now() - since) / 1000;
    if (seconds < 0.5) return;
    this.#show(`waiting for the client to ${operation}, ${seconds.toFixed(0)} of ${this.#limit} s`);
  }

  #drawProgress(): void {
    const { of, done, left } = this.#components?.progress ?? { of: 0, done: 0, left: undefined };
    if (left === undefined || done === of) return;
    this.#show(`${done} of ${of} situations are over, about ${Math.ceil(left)} s left`);
  }

  #show(text: string): void {
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
