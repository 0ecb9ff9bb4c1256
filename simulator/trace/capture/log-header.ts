import type { Address, TransportName } from '../../core/address';
import { transports } from '../../core/address';
import type { LogTime } from './log-time';

/** How a log dresses the lines of a message. */
export interface Dress {
  /** What stands before each line. */
  readonly prefix?: RegExp;
  /** `.` stands for CR, as for every octet that does not print (`ngrep -W byline`). */
  readonly dots?: true;
  /** The message starts inside a line, behind the IP header as text, and CR before LF is left out (`tcpdump -A`). */
  readonly packet?: true;
  /** The log ends every line with LF, whatever the message had. */
  readonly dropsCr?: true;
  /** A line that ends a message, whatever its Content-Length says. */
  readonly end?: RegExp;
}

/** What a log says of a message before the message itself; some need several lines for it. */
export interface LogHeader {
  /** Which log it is; lines of one log are put together. */
  readonly log: string;
  readonly time?: LogTime;
  readonly transport?: TransportName;
  readonly source?: Address;
  readonly destination?: Address;
  /** Which end of the message wrote the log. */
  readonly writer?: 'source' | 'destination';
  /** Octets of the message. */
  readonly length?: number;
  /** More lines about the message have to come before it. */
  readonly isOpen?: true;
  readonly dress: Dress;
}

/** Reads a line of a log that is about the next message. */
export type ReadHeader = (line: string, before: LogHeader | undefined) => LogHeader | undefined;

/** `UDP`, `tls`, `WSS` as the name that is used here. */
export function transportNamed(text: string | undefined): TransportName | undefined {
  const lower = text?.toLowerCase();
  return transports.find((name) => name === lower);
}

/** `127.0.0.1:5060`, `[::1]:5060`, `::1:5060`, and with the dot of tcpdump `127.0.0.1.5060`. A name stands for itself. */
export function readAddress(text: string, portMark: ':' | '.' = ':'): Address | undefined {
  const mark = text.lastIndexOf(portMark);
  const host = text.slice(0, mark).replace(/^\[(.*)\]$/, '$1');
  const word = text.slice(mark + 1);
  const port = services.get(word) ?? (/^\d{1,5}$/.test(word) ? Number(word) : Number.NaN);
  return mark > 0 && host !== '' && port <= 65_535 ? { host, port } : undefined;
}

/** Names of ports as tcpdump writes them without `-n` (the registry of IANA). */
const services = new Map([
  ['sip', 5060],
  ['sips', 5061],
  ['sip-tls', 5061],
]);

/** The two ends of a message of which the log names one: the far one of who wrote it. */
export function peerOf(word: 'sent' | 'received', peer: Address | undefined): Partial<LogHeader> {
  if (word === 'sent') return { writer: 'source', ...(peer && { destination: peer }) };
  return { writer: 'destination', ...(peer && { source: peer }) };
}
