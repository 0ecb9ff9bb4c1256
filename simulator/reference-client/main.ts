import { createInterface } from 'node:readline';
import { faultsNamed } from './faults';
import { Host } from './host';
import { startProcess } from './process';
import { type Terminal, terminals } from './terminal';

/** What this process is started for. */
export interface MainOptions {
  readonly faults: readonly string[];
  /** Many clients in this process, each line for one of them (`HostRequest`). */
  readonly isHost?: boolean;
  /** `ims`, `ims-aka`. */
  readonly terminal?: string | undefined;
}

/**
 * The reference client as a process of its own: JSON lines on stdin and stdout, settings from the environment (design
 * 3.3). Ends when stdin closes and what was asked for is done, or on SIGTERM; nothing is deregistered then.
 * @throws Error when a fault or a kind of terminal is unknown or the state folder is not usable.
 */
export async function runProcess({ faults, isHost = false, terminal: kind }: MainOptions): Promise<void> {
  const terminal = kind === undefined ? undefined : terminalNamed(kind);
  if (isHost) return runHost(faults, terminal);
  const client = startProcess({
    faults: faultsNamed(faults),
    terminal,
    environment: process.env,
    input: process.stdin,
    emit: write,
  });
  stopWith(client);
  await client.ended;
  process.stdin.destroy();
}

/** Many reference clients in one process; it ends as a single one does. */
async function runHost(faults: readonly string[], terminal: Terminal | undefined): Promise<void> {
  const host = new Host(faultsNamed(faults), write, terminal);
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  lines.on('line', (line) => host.take(line));
  lines.on('close', () => host.noMore());
  process.on('uncaughtException', (error) => {
    if (host.broke(error)) return;
    console.error(error);
    process.exit(1);
  });
  stopWith(host);
  await host.ended;
  process.stdin.destroy();
}

function write(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function stopWith(running: { stop(): void }): void {
  process.once('SIGTERM', () => running.stop());
  // Nobody reads any more: whoever started this is gone.
  process.stdout.on('error', () => running.stop());
}

function terminalNamed(kind: string): Terminal {
  const terminal = terminals.find((name) => name === kind);
  if (terminal === undefined) throw new Error(`there is no terminal "${kind}"; allowed: ${terminals.join(', ')}`);
  return terminal;
}
