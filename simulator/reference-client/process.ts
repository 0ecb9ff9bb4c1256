import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { ReferenceClient } from './client';
import type { Fault } from './fault';
import { makeOrder, type Order, operations } from './order';
import type { Terminal } from './terminal';

/** The environment of a client process (design 3.3). */
export interface ProcessEnvironment {
  readonly IMCONF_SERVER?: string;
  readonly IMCONF_IM_ADDRESS?: string;
  readonly IMCONF_USERNAME?: string;
  readonly IMCONF_PASSWORD?: string;
  readonly IMCONF_STATE?: string;
}

/** What a process client is made of. */
export interface ProcessOptions {
  readonly faults: readonly Fault[];
  readonly terminal?: Terminal | undefined;
  readonly environment: ProcessEnvironment;
  readonly input: Readable;
  /** Takes one event, which goes out as one line. */
  readonly emit: (event: object) => void;
}

/** A client driven by JSON lines (design 3.3, adapter `process`). */
export interface ProcessClient {
  /** Resolves when the input ended and everything asked for is done, or after `stop`. */
  readonly ended: Promise<void>;
  /** Ends at once, in the middle of an operation if need be. */
  stop(): void;
}

/** Starts it; each line in gives exactly one `done` or `error`, in the order of the lines. */
export function startProcess({ faults, terminal, environment, input, emit }: ProcessOptions): ProcessClient {
  const client = new ReferenceClient({
    faults,
    terminal,
    stateFolder: environment.IMCONF_STATE || undefined,
    keepsAlive: true,
    indicate: (indication) => emit({ event: 'indication', ...indication }),
  });
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  let last: Promise<void> = Promise.resolve();
  lines.on('line', (line) => {
    if (line.trim() !== '') last = last.then(() => act(client, line, environment, emit));
  });
  const ended = new Promise<void>((resolve) => {
    lines.on('close', () => void last.then(() => client.close()).then(resolve));
  });
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = () => {
      lines.close();
      void client.close().then(resolve);
    };
  });
  return { ended: Promise.race([ended, stopped]), stop: () => stop() };
}

async function act(
  client: ReferenceClient,
  line: string,
  environment: ProcessEnvironment,
  emit: (event: object) => void,
): Promise<void> {
  try {
    const outcome = await client.perform(readOrder(line, environment));
    emit(outcome.ok ? { event: 'done' } : { event: 'error', message: outcome.message });
  } catch (error) {
    emit({ event: 'error', message: error instanceof Error ? error.message : String(error) });
  }
}

/** Reads one line; `server` and `im_address` in it win over the environment, unknown fields are ignored. */
function readOrder(line: string, environment: ProcessEnvironment): Order {
  const fields = JSON.parse(line) as Record<string, unknown> | null;
  const operation = operations.find((name) => name === fields?.op);
  if (operation === undefined)
    throw new Error(`op ${JSON.stringify(fields?.op)} is unknown; allowed: ${operations.join(', ')}`);
  const server = textOf(fields?.server) ?? environment.IMCONF_SERVER;
  const imAddress = textOf(fields?.im_address) ?? environment.IMCONF_IM_ADDRESS;
  return makeOrder(operation, {
    server,
    imAddress,
    username: environment.IMCONF_USERNAME,
    password: environment.IMCONF_PASSWORD,
    settings: fields?.settings,
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
