import { readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { endianness } from 'node:os';
import type { Address } from '../core/address';

/** The four or sixteen octets of an IP address in text form. */
function octetsOf(host: string): readonly number[] {
  if (!isIPv6(host)) return host.split('.').map(Number);
  const address = host.split('%', 1)[0] ?? '';
  const [head = '', tail] = address.split('::');
  const before = groupOctets(head);
  if (tail === undefined) return before;
  const after = groupOctets(tail);
  return [...before, ...Array<number>(16 - before.length - after.length).fill(0), ...after];
}

/** The octets of colon-separated groups; the last group may be an IPv4 address (RFC 4291 §2.2). */
function groupOctets(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (group.includes('.')) return group.split('.').map(Number);
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}

/** The `local_address` column: 32-bit words in the byte order of the machine, then the port (proc(5)). */
function localColumn({ host, port }: Address): string {
  const octets = Buffer.from(octetsOf(host));
  const address = endianness() === 'LE' ? octets.swap32() : octets;
  return `${address.toString('hex')}:${port.toString(16).padStart(4, '0')}`.toUpperCase();
}

/**
 * Datagrams dropped at the socket bound to `local`, read from the text of /proc/net/udp or /proc/net/udp6; `undefined`
 * when the table does not list it. Address and port name one socket, because ours do not share their port.
 */
export function dropsIn(table: string, local: Address): number | undefined {
  const wanted = localColumn(local);
  for (const row of table.split('\n').slice(1)) {
    const columns = row.trim().split(/\s+/);
    const drops = Number(columns.at(-1));
    if (columns[1] === wanted && Number.isSafeInteger(drops)) return drops;
  }
  return undefined;
}

/** Datagrams that the system dropped at the UDP socket bound to `local`; `undefined` where it does not say. */
export function readDrops(local: Address): number | undefined {
  try {
    return dropsIn(readFileSync(isIPv6(local.host) ? '/proc/net/udp6' : '/proc/net/udp', 'latin1'), local);
  } catch {
    return undefined; // not Linux, or no /proc
  }
}
