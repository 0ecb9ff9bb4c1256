import type { Millis } from '../core/time';

const day = 86_400_000;

/** A point in time as ISO 8601 in UTC with milliseconds: `2026-01-31T08:00:00.000Z`. */
export function isoTime(at: Millis): string {
  const whole = Math.floor(at);
  const days = Math.floor(whole / day);
  const rest = whole - days * day;
  const [year, month, date] = civilDate(days);
  const hours = Math.floor(rest / 3_600_000);
  const minutes = Math.floor(rest / 60_000) % 60;
  const seconds = Math.floor(rest / 1000) % 60;
  const time = `${digits(hours, 2)}:${digits(minutes, 2)}:${digits(seconds, 2)}.${digits(rest % 1000, 3)}`;
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(date, 2)}T${time}Z`;
}

/** The same for people: `2026-01-31 08:00:00 UTC`. */
export function readableTime(at: Millis): string {
  return `${isoTime(at).slice(0, 19).replace('T', ' ')} UTC`;
}

/** Seconds with three decimals, the form of JUnit. */
export function seconds(duration: Millis): string {
  return (Math.max(duration, 0) / 1000).toFixed(3);
}

/** A duration for people: `4.2 s`, `350 ms`, `2 min 5 s`. */
export function readableDuration(duration: Millis): string {
  if (duration < 1000) return `${Math.max(Math.round(duration), 0)} ms`;
  if (duration < 59_950) return `${(duration / 1000).toFixed(1)} s`;
  const whole = Math.round(duration / 1000);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, '0');
}

/**
 * Year, month and day of a day counted from 1970-01-01 in the Gregorian calendar. Eras of 400 years start on 1 March, so
 * that the leap day is the last of a year.
 */
function civilDate(days: number): readonly [year: number, month: number, day: number] {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153);
  const date = ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date];
}
