import type { HeaderField, Read } from './message';
import { shown } from './shown';

/** The parts of a SIP date, which is always in GMT. */
export interface SipDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;

/** rfc1123-date = wkday "," SP date1 SP time SP "GMT" (RFC 3261 §20.17) */
export function readDate(field: HeaderField): Read<SipDate> {
  const [, day, monthName = '', year, hour, minute, second] = DATE.exec(field.value) ?? [];
  const month = MONTHS.indexOf(monthName) + 1;
  if (month > 0) {
    const [d, y, h, m, s] = [day, year, hour, minute, second].map(Number) as [number, number, number, number, number];
    return { ok: true, value: { year: y, month, day: d, hour: h, minute: m, second: s } };
  }
  const message = `${shown(field.value)} is no date such as "Sat, 13 Nov 2010 23:29:00 GMT"`;
  return { ok: false, defect: { rule: 'SIP-date', message, span: field.valueSpan } };
}
