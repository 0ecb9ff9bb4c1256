import type { Address } from '../../core/address';
import { type LogHeader, type ReadHeader, readAddress, transportNamed } from './log-header';
import { type LogTime, readDeltaTime, readEpochTime, readLogTime } from './log-time';

/** The headers of tools that look at the network: both addresses are known. */
export const toolHeaders: readonly ReadHeader[] = [sngrep, ngrep, tcpdump, tcpdumpSecondLine, sipdump];

/** sngrep, saved as text: `2026/11/22 17:06:40.943343 127.0.0.1:5070 -> 127.0.0.1:5060` */
function sngrep(line: string): LogHeader | undefined {
  const [, source, destination] = /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\.\d+ (\S+) -> (\S+)$/.exec(line) ?? [];
  return between('sngrep', source, destination, readLogTime(line), {});
}

/** ngrep: `U 2026/11/22 17:06:40.943343 127.0.0.1:5070 -> 127.0.0.1:5060 #1`, `T +0.000246 ::1:5070 -> ::1:5060 [AP]` */
function ngrep(line: string): LogHeader | undefined {
  const pattern =
    /^([TU])(?: (\+\d+\.\d+|\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\.\d+))? (\S+) -> (\S+)(?: \[[A-Z]*\])?(?: #\d+)?$/;
  const [, kind, when, source, destination] = pattern.exec(line) ?? [];
  if (kind === undefined) return undefined;
  const time = when?.startsWith('+') ? readDeltaTime(when) : readLogTime(when ?? '');
  // A run of "#" counts the packets that did not match.
  const header = between('ngrep', source, destination, time, { dots: true, end: /^#+$/ });
  return header && { ...header, transport: kind === 'U' ? 'udp' : 'tcp' };
}

const packetDress = { packet: true, dropsCr: true } as const;
const packetTime = String.raw`(?:(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d\.\d+|\d{9,11}\.\d+)`;
const packetLine = new RegExp(
  String.raw`^ *(?<when>${packetTime}) (?:\S+ +(?:In|Out|B|M|P) +)?IP6? (?:\(.*\) ?)?(?<rest>.*)$`,
);

/** tcpdump -A: `17:06:40.943343 IP 127.0.0.1.5070 > 127.0.0.1.5060: UDP, length 630` */
function tcpdump(line: string): LogHeader | undefined {
  const { when, rest } = packetLine.exec(line)?.groups ?? {};
  if (rest === undefined || when === undefined) return undefined;
  const time = readEpochTime(when) ?? readLogTime(when);
  // With -v the addresses stand in a line of their own.
  const ends = packetEnds(rest);
  return { log: 'tcpdump', dress: packetDress, ...(time && { time }), ...(ends ?? { isOpen: true }) };
}

/** tcpdump -A -v: `    127.0.0.1.5070 > 127.0.0.1.5060: SIP, length: 630` */
function tcpdumpSecondLine(line: string, before: LogHeader | undefined): LogHeader | undefined {
  if (before?.log !== 'tcpdump' || !before.isOpen) return undefined;
  const ends = packetEnds(line.trimStart());
  if (ends === undefined) return undefined;
  return { log: 'tcpdump', dress: packetDress, ...(before.time && { time: before.time }), ...ends };
}

function packetEnds(text: string): Partial<LogHeader> | undefined {
  const [, from = '', to = '', about = ''] = /^(\S+) > (\S+): (.*)$/.exec(text) ?? [];
  const source = readAddress(from, '.');
  const destination = readAddress(to, '.');
  if (source === undefined || destination === undefined) return undefined;
  const length = /.*\blength:? (\d+)/.exec(about)?.[1];
  const transport = about.startsWith('Flags [') ? 'tcp' : 'udp';
  return { source, destination, transport, ...(length !== undefined && { length: Number(length) }) };
}

/** The module sipdump of Kamailio: a block of names and values between `====` and `~~~~`. */
function sipdump(line: string, before: LogHeader | undefined): LogHeader | undefined {
  const block: LogHeader = { log: 'sipdump', dress: { end: /^\|{20}$/ }, isOpen: true };
  if (/^={20}$/.test(line)) return block;
  if (before?.log !== 'sipdump' || !before.isOpen) return undefined;
  if (/^~{20}$/.test(line)) {
    const { isOpen: _, ...header } = before;
    return header;
  }
  const [, name = '', value = ''] = /^([a-z]+): (.*)$/.exec(line) ?? [];
  switch (name) {
    case 'time': {
      const time = readEpochTime(value);
      return time && { ...before, time };
    }
    case 'proto': {
      const transport = transportNamed(value.split(' ')[0]);
      return transport && { ...before, transport };
    }
    case 'srcip':
      return { ...before, source: { host: value, port: 0 } };
    case 'dstip':
      return { ...before, destination: { host: value, port: 0 } };
    case 'srcport':
      return before.source && { ...before, source: { ...before.source, port: Number(value) } };
    case 'dstport':
      return before.destination && { ...before, destination: { ...before.destination, port: Number(value) } };
    default:
      return before;
  }
}

function between(
  log: string,
  from: string | undefined,
  to: string | undefined,
  time: LogTime | undefined,
  dress: LogHeader['dress'],
): LogHeader | undefined {
  const source: Address | undefined = from === undefined ? undefined : readAddress(from);
  const destination = to === undefined ? undefined : readAddress(to);
  if (source === undefined || destination === undefined) return undefined;
  return { log, source, destination, ...(time && { time }), dress };
}
