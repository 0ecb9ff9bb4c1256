import type { Address, TransportName } from '../../core/address';
import { parseIp } from '../internet';
import type { CapturedMessage } from './captured';
import { type LogHeader, transportNamed } from './log-header';

/** Stands for an end of a message that the log does not name. */
export const unknownAddress: Address = { host: '0.0.0.0', port: 0 };

type Way = Pick<CapturedMessage, 'transport' | 'source' | 'destination' | 'addressesUnknown' | 'writer'>;

/** The top Via: transport, host and port of sent-by (RFC 3261 §20.42). */
const topVia =
  /^(?:via|v)[ \t]*:[ \t]*SIP[ \t]*\/[ \t]*[\d.]+[ \t]*\/[ \t]*([A-Za-z]+)[ \t]+(\[[^\]\r\n]+\]|[^\s;,:]+)(?:[ \t]*:[ \t]*(\d{1,5}))?/im;

/**
 * The way of a message: as the log says it, and what it does not say from the Via on top, which names who sent a request and who
 * gets its response (RFC 3261 §18.1.1, §18.2.2). That is what the sender wrote and no fact, hence `addressesUnknown`.
 */
export function wayOf(header: LogHeader | undefined, bytes: Buffer): Way {
  const head = bytes.toString('latin1', 0, 4096);
  const [, name, host, port] = topVia.exec(head) ?? [];
  const transport = header?.transport ?? transportNamed(name) ?? 'udp';
  const sentBy = host === undefined ? unknownAddress : sentByOf(host, port, transport);
  const isResponse = /^\s*SIP\//i.test(head);
  const source = header?.source ?? (isResponse ? unknownAddress : sentBy);
  const destination = header?.destination ?? (isResponse ? sentBy : unknownAddress);
  // The name that tcpdump found for an address is none.
  const isKnown = [header?.source, header?.destination].every(
    (end) => end !== undefined && parseIp(end.host) !== undefined,
  );
  return {
    transport,
    source,
    destination,
    ...(!isKnown && { addressesUnknown: true as const }),
    ...(header?.writer && { writer: header.writer }),
  };
}

/** Without a port the default of the transport (RFC 3261 §18.1.1). */
function sentByOf(host: string, port: string | undefined, transport: TransportName): Address {
  const number = port === undefined ? (transport === 'tls' ? 5061 : 5060) : Number(port);
  return { host: host.replace(/^\[(.*)\]$/, '$1').toLowerCase(), port: Math.min(number, 65_535) };
}
