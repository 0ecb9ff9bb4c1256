import { readdirSync, readFileSync } from 'node:fs';

/** The fields of /proc/PID/stat after the program's name, which may itself hold blanks and brackets (proc(5)). */
const STATE = 0;
const GROUP = 2;

/**
 * Whether a line of /proc/PID/stat is of a process in the group that still runs. One that has ended but was not yet
 * collected by its parent (Z) or is just being removed (X) does nothing and holds nothing any more.
 */
export function isRunningIn(group: number, stat: string): boolean {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[GROUP] === String(group) && fields[STATE] !== 'Z' && fields[STATE] !== 'X';
}

/**
 * Whether a process of the group still runs; `undefined` where the system has no /proc to tell. Orphans are collected by
 * process 1, which in many containers takes its time or never does it, so "there is such a process" says too little.
 */
export function hasRunningMember(group: number): boolean | undefined {
  try {
    const members = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return members.some((pid) => isRunningIn(group, readStat(pid)));
  } catch {
    return undefined;
  }
}

function readStat(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return ''; // it ended since the folder was read
  }
}
