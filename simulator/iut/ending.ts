import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** How a process ended, or why there never was one; `stderr` has its last lines. */
export type Ending =
  | { readonly kind: 'exited'; readonly status: number; readonly stderr: string }
  | { readonly kind: 'signalled'; readonly signal: string; readonly stderr: string }
  | { readonly kind: 'not-started'; readonly reason: string };

/** Says it for people, with what the process last wrote to stderr. */
export function describeEnding(program: string, ending: Ending): string {
  if (ending.kind === 'not-started') return ending.reason;
  const how = ending.kind === 'exited' ? `ended with exit status ${ending.status}` : `was ended by ${ending.signal}`;
  const what = `"${program}" ${how}`;
  return ending.stderr === ''
    ? `${what} and wrote nothing to stderr`
    : `${what}; its stderr ends with: ${ending.stderr}`;
}

/** Why a program could not be started, and what to do. */
export function describeStartProblem(program: string, cwd: string, error: NodeJS.ErrnoException): string {
  const what = `"${program}" could not be started`;
  if (!existsSync(cwd)) return `${what}: its working directory ${cwd} does not exist`;
  const isPath = program.includes('/');
  switch (error.code) {
    case 'ENOENT':
      if (!isPath) return `${what}: no such program in PATH; install it, or give its path in the IUT file`;
      if (existsSync(resolve(cwd, program))) return `${what}: the interpreter that its first line names does not exist`;
      return `${what}: ${resolve(cwd, program)} does not exist; correct the path in the IUT file`;
    case 'EACCES':
      return `${what}: ${isPath ? resolve(cwd, program) : program} is not an executable file; make it one (chmod +x)`;
    default:
      return `${what}: ${error.message}`;
  }
}
