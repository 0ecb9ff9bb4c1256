import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { FIRST_LOOK, KILL_TIME, LAST_LOOK, TERM_TIME } from './ending-times';

/**
 * Processes of a run that left their group (a daemon makes a session of its own), found by what every descendant inherits:
 * the folder of the run in its environment. Where the system has no /proc, or another user owns them, none is found.
 */
export class Leftovers {
  readonly #stateFolder: string;

  /** `stateFolder` is the folder of this run and of no other. */
  constructor(stateFolder: string) {
    this.#stateFolder = stateFolder;
  }

  /** SIGTERM, and after two seconds SIGKILL to what is left, as with a group. */
  async stop(): Promise<void> {
    await this.#untilGone('SIGTERM', TERM_TIME);
    await this.#untilGone('SIGKILL', KILL_TIME);
  }

  /** SIGKILL at once, for the moment when this process ends. */
  killNow(): void {
    for (const pid of this.#running()) signal(pid, 'SIGKILL');
  }

  /** Signals each process once, also one that is born while we look. */
  async #untilGone(name: NodeJS.Signals, time: number): Promise<void> {
    const told = new Set<number>();
    let look = FIRST_LOOK;
    for (let waited = 0; ; waited += look) {
      const running = this.#running();
      for (const pid of running) {
        if (!told.has(pid)) signal(pid, name);
        told.add(pid);
      }
      if (running.length === 0 || waited >= time) return;
      look = Math.min(2 * look, LAST_LOOK);
      await delay(look);
    }
  }

  #running(): readonly number[] {
    return processIds().filter((pid) => pid !== process.pid && isOfRun(environmentOf(pid), this.#stateFolder));
  }
}

/** Whether the environment of a process, entries ended by NUL (proc(5)), names the folder as exactly this run's. */
export function isOfRun(environment: Buffer, stateFolder: string): boolean {
  if (stateFolder === '') return false;
  const entry = `IMCONF_STATE=${stateFolder}\0`;
  return (
    environment.subarray(0, Buffer.byteLength(entry)).equals(Buffer.from(entry)) || environment.includes(`\0${entry}`)
  );
}

function processIds(): readonly number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => pid > 1);
  } catch {
    return [];
  }
}

/** Empty for a process that has ended and was not collected yet, or that is not ours to look at. */
function environmentOf(pid: number): Buffer {
  try {
    return readFileSync(`/proc/${pid}/environ`);
  } catch {
    return Buffer.alloc(0);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended since we looked.
  }
}
