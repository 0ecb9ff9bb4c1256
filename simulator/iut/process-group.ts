import { strict as assert } from 'node:assert';
import { setTimeout as delay } from 'node:timers/promises';
import type { Millis } from '../core/time';
import { FIRST_LOOK, KILL_TIME, LAST_LOOK, TERM_TIME } from './ending-times';
import { hasRunningMember } from './group-members';

/**
 * A process that leads its own group, and its descendants in it. A descendant that makes a session of its own
 * (a daemon) leaves the group; see leftovers.ts.
 */
export class ProcessGroup {
  readonly #id: number;
  #isGone = false;

  /** `leader` is a process that was started as the leader of a group. */
  constructor(leader: number) {
    assert.ok(Number.isSafeInteger(leader) && leader > 1, 'the id of a process of ours');
    this.#id = leader;
  }

  /** Whether a process of the group still runs. */
  isAlive(): boolean {
    return this.#exists() && hasRunningMember(this.#id) !== false;
  }

  /** SIGTERM, and after two seconds SIGKILL to what is left. */
  async stop(): Promise<void> {
    this.#signal('SIGTERM');
    await this.#untilGone(TERM_TIME);
    // Always: a process may have been born while we looked; those that have ended do not mind.
    this.#signal('SIGKILL');
    await this.#untilGone(KILL_TIME);
  }

  /** SIGKILL at once, for the moment when this process ends. */
  killNow(): void {
    this.#signal('SIGKILL');
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#exists()) this.#reaches(signal);
  }

  /** Once the group is empty its number may serve others, so it is not used again. */
  #exists(): boolean {
    this.#isGone ||= !this.#reaches(0);
    return !this.#isGone;
  }

  /** Only "no such process" means that the group is empty; one that we may not signal is there. */
  #reaches(signal: NodeJS.Signals | 0): boolean {
    try {
      return process.kill(-this.#id, signal);
    } catch (error) {
      return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
    }
  }

  async #untilGone(time: Millis): Promise<void> {
    let look = FIRST_LOOK;
    for (let waited = 0; this.isAlive(); waited += look) {
      if (waited >= time) return;
      look = Math.min(2 * look, LAST_LOOK);
      await delay(look);
    }
  }
}
