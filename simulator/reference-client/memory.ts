import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allInactive, type Settings } from './settings';
import { newToken } from './token';

/** What the client remembers of one IM Address at one server. */
export interface Remembered {
  /** One Call-ID and a rising CSeq for all REGISTERs (RFC 3261 §10.2). */
  readonly registerCallId: string;
  readonly registerCseq: number;
  /** The Contact that is registered. */
  readonly contact?: string;
  /** The public user identity to use in place of the IM Address, which the IMS barred (TS 24.229 §5.1.1.2). */
  readonly identity?: string;
  /** The last registration came from an IMS. */
  readonly isInIms?: true;
  /** The Service-Route of the last registration (RFC 3608). */
  readonly serviceRoute: readonly string[];
  /** The entity-tag most recently received (RFC 3903 §4.1). */
  readonly entityTag?: string;
  /** What was last published, or was to be. */
  readonly settings: Settings;
  /** What the server last took. */
  readonly accepted?: Settings;
}

interface Saved {
  readonly entityId: string;
  readonly users: Record<string, Remembered>;
}

/**
 * The memory of one client, in a file of the state folder where there is one, so that the next process goes on with the
 * same entity id, entity-tag and registration.
 */
export class Memory {
  readonly #file: string | undefined;
  readonly #saved: Saved;

  /**
   * @param forgetsTags the fault: entity-tags of the run before are not used.
   * @throws Error when the folder cannot be made or its file is not one of ours.
   */
  constructor(folder: string | undefined, forgetsTags = false) {
    if (folder !== undefined) mkdirSync(folder, { recursive: true });
    this.#file = folder === undefined ? undefined : join(folder, 'reference-client.json');
    this.#saved = readSaved(this.#file) ?? { entityId: `urn:uuid:${randomUUID()}`, users: {} };
    if (forgetsTags) for (const user of Object.keys(this.#saved.users)) this.#forgetTag(user);
    this.#write();
  }

  /** The id of this client's entity in every document, unique among the clients of a user (RFC 4354 §5.4). */
  get entityId(): string {
    return this.#saved.entityId;
  }

  recall(user: string): Remembered {
    return (
      this.#saved.users[user] ?? {
        registerCallId: newToken(),
        registerCseq: 0,
        serviceRoute: [],
        settings: allInactive,
      }
    );
  }

  remember(user: string, remembered: Remembered): void {
    this.#saved.users[user] = remembered;
    this.#write();
  }

  #forgetTag(user: string): void {
    const { entityTag: _tag, ...remembered } = this.recall(user);
    this.#saved.users[user] = remembered;
  }

  /** Renaming makes the change whole or not at all, also when the process is killed. */
  #write(): void {
    if (this.#file === undefined) return;
    const draft = `${this.#file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(this.#saved));
    renameSync(draft, this.#file);
  }
}

function readSaved(file: string | undefined): Saved | undefined {
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  try {
    return JSON.parse(text) as Saved;
  } catch (cause) {
    throw new Error(`${file} is not the state of this client; remove it`, { cause });
  }
}
