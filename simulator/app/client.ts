import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseListener } from '../core/address';
import { HarnessError } from '../core/harness-error';
import type { Operation } from '../iut/upper-tester';
import { runOnce } from '../reference-client/one-shot';
import type { Terminal } from '../reference-client/terminal';
import { type Settings, settingKeys } from '../settings/settings';
import { parseUri } from '../sip/uri';
import { knownFaults } from './iut';

/** The options of `imconf client`, as typed; the environment of the `command` adapter stands in for what is left out. */
export interface ClientCommand {
  readonly server?: string;
  readonly imAddress?: string;
  readonly set?: string;
  readonly fault?: readonly string[];
  readonly username?: string;
  readonly password?: string;
  readonly state?: string;
  readonly terminal?: Terminal;
}

/**
 * One operation of the reference client.
 * @public loaded by the command line only when it is asked for
 * @returns the exit code: 0 when the operation succeeded, else 1.
 * @throws HarnessError `usage` for values that cannot be used.
 */
export async function client(operation: Operation, command: ClientCommand): Promise<number> {
  const env = process.env;
  const server = command.server ?? env.IMCONF_SERVER;
  if (server === undefined || parseListener(server) === undefined) {
    const given = server === undefined ? 'is missing' : `is "${server}"`;
    throw new HarnessError('usage', `--server ${given}; it looks like udp:127.0.0.1:5060 (or set IMCONF_SERVER)`);
  }
  const imAddress = command.imAddress ?? env.IMCONF_IM_ADDRESS ?? 'sip:alice@example.com';
  const settings = settingsFrom(command.set, env.IMCONF_SETTINGS);
  const username = command.username ?? env.IMCONF_USERNAME;
  const password = command.password ?? env.IMCONF_PASSWORD;
  if (!parseUri(imAddress).ok) {
    throw new HarnessError(
      'usage',
      `--im-address is "${imAddress}"; it looks like sip:alice@example.com or tel:+12015550123`,
    );
  }
  const given = command.state ?? env.IMCONF_STATE;
  const stateFolder = given ?? mkdtempSync(join(tmpdir(), 'imconf-client-'));
  const result = await runOnce(operation, {
    server,
    imAddress,
    ...(settings && { settings }),
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    stateFolder,
    faults: knownFaults(command.fault ?? []),
    terminal: command.terminal,
    onMessage: (line) => process.stdout.write(`${line}\n`),
  }).finally(() => {
    if (given === undefined) rmSync(stateFolder, { recursive: true, force: true });
  });
  process.stderr.write(result.ok ? '' : `imconf client ${operation}: ${result.message}\n`);
  return result.ok ? 0 : 1;
}

/** `isb=true,ipmb=false,...`; settings that are left out are not active. */
function settingsFrom(text: string | undefined, json: string | undefined): Settings | undefined {
  if (text === undefined) return json === undefined ? undefined : settingsFromJson(json);
  const values: Record<string, boolean> = Object.fromEntries(settingKeys.map((key) => [key, false]));
  for (const pair of text.split(',')) {
    const [key = '', value] = pair.split('=');
    if (!(key in values) || (value !== 'true' && value !== 'false')) {
      throw new HarnessError(
        'usage',
        `--set has "${pair}"; it looks like ${settingKeys.map((name) => `${name}=true`).join(',')}`,
      );
    }
    values[key] = value === 'true';
  }
  return values as Settings;
}

function settingsFromJson(json: string): Settings {
  try {
    return JSON.parse(json) as Settings;
  } catch {
    throw new HarnessError('usage', `IMCONF_SETTINGS is "${json}", which is no JSON`);
  }
}
