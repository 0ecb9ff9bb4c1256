import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Millis } from '../core/time';
import { type Check, checksOf } from './doctor-check';

/** Said in time to get another one. */
const soon: Millis = 30 * 24 * 3_600_000;

/** Whether a file holds certificates in PEM that are valid now. */
export function certificateCheck(file: string, place: string, now: Millis): Check {
  const found = checksOf('certificates', 'configuration');
  const where = `${file}${place}`;
  let text: string;
  try {
    text = readFileSync(file, 'latin1');
  } catch (error) {
    return found('FAIL', `${where} cannot be read: ${(error as Error).message}`, 'correct control.ca in the IUT file');
  }
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0) return found('FAIL', `${where} holds no certificate`, 'give a file in PEM');
  try {
    const ends = blocks.map((block) => endOf(new X509Certificate(block), now));
    const first = Math.min(...ends);
    const until = `${where}: ${blocks.length}, valid until ${new Date(first).toISOString().slice(0, 10)}`;
    if (first <= now) return found('FAIL', until, 'renew it, or set the clock');
    return first - now < soon ? found('warn', until, 'renew it soon') : found('ok', until);
  } catch (error) {
    return found('FAIL', `${where}: ${(error as Error).message}`, 'give a file with certificates in PEM');
  }
}

function endOf({ validFrom, validTo }: X509Certificate, now: Millis): Millis {
  if (Date.parse(validFrom) > now) throw new Error(`not valid before ${validFrom}`);
  return Date.parse(validTo);
}
