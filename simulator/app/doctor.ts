import { HarnessError } from '../core/harness-error';
import { type Check, checkLine, checksOf, exitCodeOf } from './doctor-check';
import { controlChecks } from './doctor-control';
import { machineChecks } from './doctor-machine';
import { placesIn } from './doctor-places';
import { portChecks } from './doctor-ports';
import { writeTemplate } from './doctor-template';
import { type Iut, loadIut } from './iut';
import { realClock } from './real-world';

/** The options of `imconf doctor`, as typed. */
export interface DoctorCommand {
  readonly iut?: string;
  /** Write an IUT file; to `iut` where no name is given, else to standard output. */
  readonly init?: string | true;
}

/**
 * Looks at everything that a run needs, and says in one line each what was found and what to do about it.
 * @public loaded by the command line only when it is asked for
 * @returns the exit code: 0 all well, 2 the client did not do what it was asked for, 3 the tester's fault, 64 the configuration.
 * @throws HarnessError `usage` for a file that must not be overwritten.
 */
export async function doctor(command: DoctorCommand): Promise<number> {
  if (command.init !== undefined) {
    writeTemplate(command.init === true ? command.iut : command.init);
    return 0;
  }
  const checks: Check[] = [];
  const tell = (found: readonly Check[]) => {
    for (const check of found) process.stdout.write(`${checkLine(check)}\n`);
    checks.push(...found);
  };
  tell(machineChecks(realClock.now(), process.cwd()));
  const { iut, found } = fileChecks(command.iut);
  tell(found);
  if (iut !== undefined) await iutChecks(iut, command.iut, tell);
  return exitCodeOf(checks);
}

async function iutChecks(iut: Iut, file: string | undefined, tell: (found: readonly Check[]) => void): Promise<void> {
  const placeOf = placesIn(file);
  const found = [...(await portChecks(iut, placeOf)), ...(await controlChecks(iut, placeOf))];
  tell(found);
  if (found.some(({ level }) => level === 'FAIL')) {
    tell([checksOf('client', 'client')('warn', 'not asked to act', 'mend what failed, and run imconf doctor again')]);
    return;
  }
  // The server and the judge are loaded only when the client is asked to act.
  const { clientCheck } = require('./doctor-client') as typeof import('./doctor-client');
  tell([await clientCheck(iut)]);
}

/** The IUT file and its profile; a complaint a line, each with its place. */
function fileChecks(file: string | undefined): { readonly iut?: Iut; readonly found: readonly Check[] } {
  const check = checksOf('IUT file', 'configuration');
  try {
    const iut = loadIut({ file });
    const idle = iut.withoutEffect.map((key) => check('warn', `${key} has no effect in this version`));
    const version = iut.version === undefined ? '' : ` ${iut.version}`;
    const who = `${file ?? 'none, the bundled reference client is used'}: ${iut.name}${version}, ${iut.imAddress}`;
    const profile = checksOf('profile', 'configuration')('ok', iut.profile.name);
    return { iut, found: [check('ok', who), ...idle, profile] };
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return { found: error.message.split('\n').map((complaint) => check('FAIL', complaint, 'correct the file')) };
  }
}
