import { existsSync, mkdtempSync, readFileSync, rmdirSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Millis } from '../core/time';
import { type Check, checksOf } from './doctor-check';
import { packageRoot } from './package';

/** Room for the trace of a long run, in octets. */
const enoughRoom = 100 * 1024 * 1024;
/** This version was not there before. */
const notBefore: Millis = Date.UTC(2026, 0, 1);
const notAfter: Millis = Date.UTC(2100, 0, 1);

/** What a run needs of this machine, whoever the client is. `cwd` is where the run folder will lie. */
export function machineChecks(now: Millis, cwd: string): readonly Check[] {
  return [
    nodeCheck(process.version, neededNode()),
    clockCheck(now),
    folderCheck('run folder', resolve(cwd, 'reports', 'runs'), 'start imconf elsewhere, or use run --out FOLDER'),
    folderCheck('temporary folder', tmpdir(), 'set TMPDIR to a folder that can be written to'),
  ];
}

/** `>=20.19` of package.json. */
function neededNode(): string {
  const { engines } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  return String(engines.node).replace(/^>=/, '');
}

/** Versions as Node.js writes them, `v20.19.1`. */
export function nodeCheck(version: string, needed: string): Check {
  const found = checksOf('Node.js', 'configuration');
  const numbers = (text: string) => text.replace(/^v/, '').split('.').map(Number);
  const [major = 0, minor = 0] = numbers(version);
  const [least = 0, leastMinor = 0] = numbers(needed);
  const isEnough = major > least || (major === least && minor >= leastMinor);
  return isEnough ? found('ok', version) : found('FAIL', version, `install Node.js ${needed} or later`);
}

/** A clock that is years off spoils certificates, dates in reports, and the order of run folders. */
export function clockCheck(now: Millis): Check {
  const found = checksOf('clock', 'configuration');
  const text = new Date(now).toISOString();
  return now >= notBefore && now < notAfter ? found('ok', text) : found('warn', text, 'set the clock of this machine');
}

/** Whether a folder, or the nearest one above it that exists, takes new entries. Nothing stays behind. */
export function folderCheck(what: string, folder: string, advice: string): Check {
  const found = checksOf(what, 'configuration');
  let above = folder;
  while (!existsSync(above) && dirname(above) !== above) above = dirname(above);
  try {
    rmdirSync(mkdtempSync(join(above, '.imconf-')));
  } catch (error) {
    return found('FAIL', `${folder} cannot be written to: ${(error as Error).message}`, advice);
  }
  const room = roomIn(above);
  if (room >= enoughRoom) return found('ok', folder);
  return found(
    'warn',
    `${folder} has ${Math.floor(room / 1024 / 1024)} MiB left`,
    'make room: the trace of a run lies there',
  );
}

function roomIn(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY; // a system that does not say
  }
}
