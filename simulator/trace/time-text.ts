import type { Millis } from '../core/time';

/**
 * A point in time as ISO 8601 in UTC, to the microsecond where there is a fraction of a millisecond. Written out here because
 * the inner layers have no clock and no Date; the days are counted as in the proleptic Gregorian calendar.
 */
export function formatTime(at: Millis): string {
  const micros = Math.round(at * 1000);
  const day = Math.floor(micros / 86_400_000_000);
  const rest = micros - day * 86_400_000_000;
  const second = Math.floor(rest / 1_000_000);
  const fraction = rest % 1_000_000;
  const clock = [second / 3600, (second / 60) % 60, second % 60].map((part) => pad(part, 2)).join(':');
  const decimals = fraction % 1000 === 0 ? pad(fraction / 1000, 3) : pad(fraction, 6);
  return `${formatDay(day)}T${clock}.${decimals}Z`;
}

/** Days since 1970-01-01 → year, month, day. Years start in March here, so that the leap day is the last of the year. */
function formatDay(day: number): string {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * ofYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(ofYear - Math.floor((153 * marchMonth + 2) / 5) + 1, 2)}`;
}

function pad(value: number, digits: number): string {
  return String(Math.floor(value)).padStart(digits, '0');
}
