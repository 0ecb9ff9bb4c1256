import { relative } from 'node:path';
import { uriIn } from '../checks/im-address';
import { Recent } from '../core/recent';
import { clientLines } from '../reporters/passive-terminal';
import type { RunReport } from '../reporters/run-report';
import { type Style, summaryBlock } from '../reporters/terminal';
import { isoTime } from '../reporters/time-text';
import { clipVisible } from '../reporters/visible';
import { isRequest } from '../sip/message';
import type { MessageEvent, TraceEvent } from '../trace/event';
import type { NewClient } from '../verdict/detected-ics';
import type { Finding } from '../verdict/result';
import { tool } from './package';
import type { FinishedPassiveRun } from './passive-run';
import { realClock } from './real-world';
import { ignoreClosedPipe, styleOf } from './terminal-style';

/** Findings that are remembered as printed. */
const CAPACITY = 10_000;

/** What `imconf serve` prints: listeners, clients and findings as they come, a line each, and a summary at the end. */
export class ServeObserver {
  readonly #out: NodeJS.WriteStream;
  readonly #style: Style;
  /** What was printed of each client: what is alike is printed once, however often it happens. */
  #printed = new Recent<true>(CAPACITY);

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
    this.#style = styleOf(out);
    out.on('error', ignoreClosedPipe);
  }

  begin(profile: string, withoutEffect: readonly string[]): void {
    this.#print(`imconf ${tool.version}  serve  profile ${profile}`);
    for (const key of withoutEffect) this.#print(`note: ${key} is valid and has no effect in this version`);
  }

  /** One line for each socket, when it can be sent to. */
  listening(listeners: readonly string[]): void {
    for (const listener of listeners) this.#print(`listening ${listener}`);
  }

  onClient({ imAddress, userAgent, source }: NewClient, event: TraceEvent): void {
    const parts = [clockTime(event.at), imAddress, 'client', source, userAgent ?? 'no User-Agent'];
    this.#print(parts.map((part) => clipVisible(part, 300)).join('  '));
  }

  onFinding(finding: Finding): void {
    const { requirement, outcome, message, evidence, frame } = finding;
    if (outcome === 'info') return;
    const client = evidence === undefined ? '-' : (clientOf(evidence) ?? '-');
    const key = [client, requirement, outcome, message].join('\n');
    if (this.#printed.get(key)) return;
    this.#printed.set(key, true);
    const time = clockTime(evidence?.at ?? realClock.now());
    const where = frame === undefined ? [] : [`frame ${frame}`];
    const parts = [time, client, requirement, outcome, message, ...where];
    this.#print(parts.map((part) => clipVisible(part, 300)).join('  '));
  }

  /** A run folder was written and another one begun. */
  rotated({ report, shownFolder }: FinishedPassiveRun): void {
    const clients = `${report.judgement.clients.length} clients`;
    this.#print(`${clockTime(report.finishedAt)}  written  ${shown(shownFolder)}  ${report.verdict}, ${clients}`);
    // The next folder tells everything anew; so does the terminal.
    this.#printed = new Recent(CAPACITY);
  }

  end({ report, shownFolder }: FinishedPassiveRun): void {
    this.#print('');
    for (const line of this.#clients(report)) this.#print(line);
    this.#print(summaryBlock(report, this.#style, { folder: shown(shownFolder) }));
  }

  #clients(report: RunReport): readonly string[] {
    const lines = clientLines(report, this.#style);
    return lines.length === 0 ? [] : [...lines, ''];
  }

  #print(text: string): void {
    this.#out.write(`${text}\n`);
  }
}

/** Whose message it is: requests name their sender in From, responses and our own requests the other way round. */
function clientOf({ parsed, direction }: MessageEvent): string | undefined {
  if (!parsed.ok) return undefined;
  const { message } = parsed;
  const isOwnRequest = isRequest(message) === (direction === 'in');
  const isRegister = isRequest(message) && message.start.method === 'REGISTER';
  return uriIn(message, isOwnRequest && !isRegister ? 'from' : 'to');
}

function clockTime(at: number): string {
  return isoTime(at).slice(11);
}

function shown(folder: string | undefined): string {
  return folder === undefined ? '' : relative(process.cwd(), folder) || '.';
}
