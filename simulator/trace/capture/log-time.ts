import type { Millis } from '../../core/time';

/** When, as a line of a log says it. */
export interface LogTime {
  /** `clock`: milliseconds since midnight; `delta`: since the line before; `date`: since the epoch, the clock taken as UTC. */
  readonly kind: 'date' | 'clock' | 'delta';
  readonly at: Millis;
  /** To the millisecond or better, so that intervals can be judged. */
  readonly isExact: boolean;
}

const DAY: Millis = 86_400_000;

/** Year, month and day in one of the usual orders, or month by name and day as in syslog. */
const dated = /(\d{4})[-/](\d\d)[-/](\d\d)[ T](\d\d):(\d\d):(\d\d)(?:[.,:](\d+))?/;
const clock = /(?:^|[\s[])(\d\d):(\d\d):(\d\d)(?:[.,:](\d+))?/;

/** The first time of day in a line, with its date where it stands there; `undefined` without one. */
export function readLogTime(text: string): LogTime | undefined {
  const date = dated.exec(text);
  if (date !== null) {
    const [, year, month, day, hour, minute, second, fraction] = date;
    const days = daysSinceEpoch(Number(year), Number(month), Number(day));
    return { kind: 'date', at: days * DAY + ofDay(hour, minute, second, fraction), isExact: isExact(fraction) };
  }
  const time = clock.exec(text);
  if (time === null) return undefined;
  const [, hour, minute, second, fraction] = time;
  return { kind: 'clock', at: ofDay(hour, minute, second, fraction), isExact: isExact(fraction) };
}

/** Seconds since the epoch with a fraction, `1795367346.228081`. */
export function readEpochTime(text: string): LogTime | undefined {
  const [, seconds, fraction] = /^(\d{9,11})(?:\.(\d+))?$/.exec(text) ?? [];
  if (seconds === undefined) return undefined;
  return { kind: 'date', at: Number(seconds) * 1000 + millisOf(fraction), isExact: isExact(fraction) };
}

/** Seconds since the line before, `+0.000246`; one that cannot be an interval says nothing. */
export function readDeltaTime(text: string): LogTime | undefined {
  const [, seconds, fraction] = /^\+(\d+)\.(\d+)$/.exec(text) ?? [];
  if (seconds === undefined) return undefined;
  const at = Number(seconds) * 1000 + millisOf(fraction);
  return at < 365 * DAY ? { kind: 'delta', at, isExact: isExact(fraction) } : { kind: 'delta', at: 0, isExact: false };
}

/** Puts the times of a log in one line: days for clocks that pass midnight, sums for intervals. */
export class LogClock {
  #now: Millis = 0;
  #midnight: Millis = 0;
  /** Times of day that start at zero are intervals (`tcpdump -ttt`), or are counted from the first packet: nobody can tell. */
  #isFromZero: boolean | undefined;

  /** The time that counts for a message; without one, that of the message before. */
  read(time: LogTime | undefined): { readonly at: Millis; readonly isExact: boolean } {
    if (time === undefined) return { at: this.#now, isExact: false };
    this.#now = this.#place(time);
    return { at: this.#now, isExact: time.isExact && !(time.kind === 'clock' && this.#isFromZero === true) };
  }

  #place({ kind, at }: LogTime): Millis {
    if (kind === 'date') return at;
    if (kind === 'delta') return this.#now + at;
    this.#isFromZero ??= at === 0;
    if (this.#isFromZero) return Math.max(this.#now, at);
    if (this.#midnight + at < this.#now - DAY / 2) this.#midnight += DAY;
    return this.#midnight + at;
  }
}

function ofDay(hour = '', minute = '', second = '', fraction = ''): Millis {
  return ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + millisOf(fraction);
}

function millisOf(fraction = ''): Millis {
  return fraction === '' ? 0 : Number(fraction.padEnd(3, '0')) / 10 ** (Math.max(fraction.length, 3) - 3);
}

function isExact(fraction = ''): boolean {
  return fraction.length >= 3;
}

/** Days from 1970-01-01 to a day of the Gregorian calendar; years start in March here, so that the leap day is their last. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
