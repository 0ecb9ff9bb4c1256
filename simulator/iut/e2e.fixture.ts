import { readFileSync } from 'node:fs';
import type { Told } from './iut.fixture';

/** A process that runs a script. */
export function node(script: string): readonly string[] {
  return [process.execPath, '-e', script];
}

/** The number that a process wrote to its log as `pid 123`. */
export async function pidIn(told: Told): Promise<number> {
  return Number((await told.line('pid ')).slice(4));
}

/**
 * Whether no process has the number, or one that has ended and only waits for process 1 to collect it: that is not ours
 * to do, and some systems take seconds over it.
 */
export function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch (error) {
    return error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'ENOENT');
  }
}
