import { ReferenceClient } from './client';
import { faultsNamed } from './faults';
import type { Traffic } from './network';
import { makeOrder, type Operation } from './order';
import { type Settings, settingKeys } from './settings';
import type { Terminal } from './terminal';

/** What one operation is carried out with. */
export interface OnceOptions {
  /** `udp:127.0.0.1:5060`. */
  readonly server: string;
  readonly imAddress: string;
  readonly settings?: Partial<Settings> | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** Where the entity-tag, the registration and the last settings are kept for the next call. */
  readonly stateFolder?: string | undefined;
  readonly faults?: readonly string[];
  /** What the client is in an IMS core; left out: no terminal of one. */
  readonly terminal?: Terminal | undefined;
  /** Takes a line for each message and indication, and for success; standard output when absent. */
  readonly onMessage?: ((line: string) => void) | undefined;
}

/** How it ended; `message` is for people. */
export interface OnceResult {
  readonly ok: boolean;
  readonly message: string;
}

/**
 * Carries out exactly one operation and closes everything (`imconf client OPERATION`).
 * @throws Error when a fault, the server or the IM Address is not usable.
 */
export async function runOnce(operation: Operation, options: OnceOptions): Promise<OnceResult> {
  const tell = options.onMessage ?? ((line: string) => void process.stdout.write(`${line}\n`));
  const faults = faultsNamed(options.faults ?? []);
  const order = makeOrder(operation, options);
  const client = new ReferenceClient({
    faults,
    terminal: options.terminal,
    stateFolder: options.stateFolder,
    keepsAlive: false,
    indicate: (indication) =>
      tell(indication.what === 'published' ? 'the user is told: settings published' : shown(indication.settings)),
    passed: (traffic) => tell(describe(traffic)),
  });
  const outcome = await client.perform(order);
  await client.close();
  if (!outcome.ok) return outcome;
  tell(`${operation}: done`);
  return { ok: true, message: 'done' };
}

function describe({ direction, transport, remote, text }: Traffic): string {
  const startLine = text.slice(0, text.indexOf('\r\n')).replace(/^SIP\/2\.0 | SIP\/2\.0$/, '');
  const way = direction === 'sent' ? 'to' : 'from';
  return `${direction.padEnd(8)} ${startLine} (${Buffer.byteLength(text)} octets, ${transport} ${way} ${remote.host}:${remote.port})`;
}

function shown(settings: Partial<Settings>): string {
  const known = settingKeys.filter((key) => settings[key] !== undefined);
  if (known.length === 0) return 'the user is shown: nothing published';
  return `the user is shown: ${known.map((key) => `${key.toUpperCase()} ${settings[key] ? 'active' : 'not active'}`).join(', ')}`;
}
