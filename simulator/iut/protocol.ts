import { type SettingKey, settingKeys } from '../settings/settings';
import { type Instruction, settingsToTell } from './environment';
import type { ClientIndication, IutContext } from './upper-tester';

/** What a `process` client says in a line. */
export type ClientEvent =
  | { readonly event: 'done' }
  | { readonly event: 'error'; readonly message: string }
  | { readonly event: 'indication'; readonly indication: ClientIndication }
  /** An event that we do not know, or know and cannot read: ignored. */
  | { readonly event: 'unknown' };

/** The longest error message that is quoted. */
const MAX_MESSAGE = 1_000;

/** The line that asks a `process` client to act (design 3.3). */
export function requestLine(instruction: Instruction, { server, imAddress }: IutContext): string {
  return JSON.stringify({
    op: instruction.operation,
    settings: settingsToTell(instruction),
    server,
    im_address: imAddress,
  });
}

/** Reads a line of a `process` client; `undefined` when it is no event but other output. */
export function readEvent(text: string): ClientEvent | undefined {
  return readEventFields(readObject(text));
}

/** Reads what a line or the body of an HTTP answer holds; `undefined` when it is no event. */
export function readEventFields(fields: unknown): ClientEvent | undefined {
  if (!isRecord(fields) || typeof fields.event !== 'string') return undefined;
  if (fields.event === 'done') return { event: 'done' };
  if (fields.event === 'error') return { event: 'error', message: readMessage(fields.message) };
  const indication = fields.event === 'indication' ? readIndication(fields) : undefined;
  return indication === undefined ? { event: 'unknown' } : { event: 'indication', indication };
}

function readObject(text: string): Record<string, unknown> | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** An object of JSON. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readMessage(message: unknown): string {
  if (typeof message !== 'string' || message.trim() === '') return 'it gave no message';
  const cut =
    message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE).replace(/[\ud800-\udbff]$/, '')}…` : message;
  // A reason is one line.
  const lines = cut.split(/[\r\n]+/).map((line) => line.trim());
  return lines.filter((line) => line !== '').join(' / ');
}

function readIndication({ what, settings }: Record<string, unknown>): ClientIndication | undefined {
  if (what === 'published') return { what };
  if (what !== 'settings' || !isRecord(settings)) return undefined;
  const known: Partial<Record<SettingKey, boolean>> = {};
  for (const key of settingKeys) {
    const value = settings[key];
    if (typeof value === 'boolean') known[key] = value;
  }
  return { what, settings: known };
}
