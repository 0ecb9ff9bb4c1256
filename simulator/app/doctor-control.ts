import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, extname, join, resolve } from 'node:path';
import type { CommandControl, HttpControl, ProcessControl } from '../iut/control';
import { callHttp } from '../iut/http-call';
import { certificateCheck } from './doctor-certificates';
import { type Check, checksOf } from './doctor-check';
import type { PlaceOf } from './doctor-places';
import type { Iut } from './iut';

/** How long a control server may take to answer a GET. */
const httpPatience = 5_000;
/** A person needs longer than a program, in seconds. */
const personTime = 30;

/** Whether that which makes the client act is there; `isTerminal`: a person can read what is written and answer it. */
export async function controlChecks(
  iut: Iut,
  placeOf: PlaceOf,
  isTerminal: boolean = process.stdin.isTTY === true && process.stdout.isTTY === true,
): Promise<readonly Check[]> {
  const { control } = iut;
  switch (control.kind) {
    case 'process':
      return programChecks(control.argv, control, placeOf('control', 'argv'));
    case 'command':
      return Object.entries(control.operations).flatMap(([operation, argv]) =>
        programChecks(argv, control, placeOf('control', 'operations', operation)),
      );
    case 'http':
      return httpChecks(control, placeOf);
    case 'manual':
      return manualChecks(iut, placeOf, isTerminal);
    case 'none':
      return [checksOf('control', 'configuration')('ok', 'none: the client acts by itself')];
    case 'reference':
      return [checksOf('control', 'configuration')('ok', 'the bundled reference client')];
  }
}

type Place = Pick<ProcessControl | CommandControl, 'cwd'>;

function programChecks(argv: readonly string[], { cwd = process.cwd() }: Place, place: string): readonly Check[] {
  const found = checksOf('control program', 'configuration');
  const [program = '', script] = argv;
  const path = program.includes('/') ? resolve(cwd, program) : inPath(program);
  if (path === undefined) {
    return [found('FAIL', `${program}${place} is not in PATH`, 'install it, or give its path in the IUT file')];
  }
  if (!existsSync(path)) return [found('FAIL', `${path}${place} does not exist`, 'correct the path in the IUT file')];
  if (!isExecutable(path)) {
    return [found('FAIL', `${path}${place} is not an executable file`, `make it one: chmod +x ${path}`)];
  }
  const checks = [found('ok', path)];
  if (script !== undefined && looksLikeFile(script) && !existsSync(resolve(cwd, script))) {
    checks.push(
      found('warn', `there is no ${script} in ${cwd}${place}`, 'correct the path if it is meant to be a file'),
    );
  }
  return checks;
}

function inPath(program: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The argument of an interpreter, such as `client.py`. */
function looksLikeFile(argument: string): boolean {
  return !argument.startsWith('-') && !argument.includes(' ') && /^\.[a-z]{1,4}$/i.test(extname(argument));
}

async function httpChecks(control: HttpControl, placeOf: PlaceOf): Promise<readonly Check[]> {
  const { base, token, ca: file, cwd = process.cwd() } = control;
  const trust = file === undefined ? [] : [certificateCheck(resolve(cwd, file), placeOf('control', 'ca'), Date.now())];
  if (trust.some(({ level }) => level === 'FAIL')) return trust;
  const ca = file === undefined ? undefined : readFileSync(resolve(cwd, file), 'latin1');
  const { signal } = new AbortController();
  const result = await callHttp({ url: new URL(base), limit: httpPatience, token, ca, signal });
  const found = checksOf('control server', 'client');
  const text = `${base}${placeOf('control', 'base')}`;
  // Any answer will do: nobody promised that GET means anything there.
  if (result.kind === 'answered') return [...trust, found('ok', `${text} answers`)];
  const why = result.kind === 'failed' ? result.reason : `it did not answer within ${httpPatience / 1_000} s`;
  return [...trust, found('FAIL', text, why)];
}

function manualChecks({ userActionTimeout }: Iut, placeOf: PlaceOf, isTerminal: boolean): readonly Check[] {
  const found = checksOf('operator', 'configuration');
  if (!isTerminal) {
    return [
      found(
        'FAIL',
        `control kind manual${placeOf('control', 'kind')}, but standard input or output is no terminal`,
        'start imconf in a terminal without redirecting them, or choose another kind of control',
      ),
    ];
  }
  const time = `${userActionTimeout} s for each action${placeOf('pixit', 'user_action_timeout_s')}`;
  return [
    userActionTimeout < personTime
      ? found('warn', time, `that is short for a person: set pixit.user_action_timeout_s to 60 or more`)
      : found('ok', time),
  ];
}
