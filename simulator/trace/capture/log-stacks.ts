import { type Dress, type LogHeader, peerOf, type ReadHeader, readAddress, transportNamed } from './log-header';
import { type LogTime, readLogTime } from './log-time';

/** The headers of SIP stacks that tell of their own messages: their own address is mostly missing. */
export const stackHeaders: readonly ReadHeader[] = [
  sippTime,
  sipp,
  asterisk,
  pjsip,
  belleSip,
  sofia,
  baresipMark,
  baresip,
];

const bare: Dress = {};

/** SIPp -trace_msg, first line: `----------------------------------------------- 2026-11-22 17:06:40.943359` */
function sippTime(line: string): LogHeader | undefined {
  if (!/^-{40,} \d{4}-\d\d-\d\d/.test(line)) return undefined;
  return { log: 'sipp', ...at(line), isOpen: true, dress: bare };
}

/** SIPp -trace_msg, second line: `UDP message sent (630 bytes):`, `UDP message received [263] bytes :` */
function sipp(line: string, before: LogHeader | undefined): LogHeader | undefined {
  const pattern = /^(\w+) message (sent|received) (?:\((\d+) bytes\)|\[(\d+)\] bytes) ?:$/;
  const [, transport, word, inParentheses, inBrackets] = pattern.exec(line) ?? [];
  if (word !== 'sent' && word !== 'received') return undefined;
  const time = before?.log === 'sipp' ? before.time : undefined;
  return stack('sipp', transport, word, undefined, time, Number(inParentheses ?? inBrackets), bare);
}

const asteriskPrefix = /^\[[^\]]{5,40}\] ?/;

/** Asterisk, chan_sip and res_pjsip: `<--- SIP read from UDP:192.0.2.1:5060 --->` and its kin. */
function asterisk(line: string): LogHeader | undefined {
  const [, read, sent] =
    /(?:<--- (SIP read|Received SIP (?:request|response) \(\d+ bytes\)) from |(?:<--- )?((?:Reliably )?(?:Ret|T)ransmitting [^:]*?)to )/.exec(
      line,
    ) ?? [];
  const word = read !== undefined ? 'received' : sent !== undefined ? 'sent' : undefined;
  const [, transport, peer] = /(?:from|to) (?:([A-Za-z]+):)?(\S+?:\d+)(?: --->|:)$/.exec(line) ?? [];
  if (word === undefined || peer === undefined) return undefined;
  const length = /\((\d+) bytes\)/.exec(line)?.[1];
  const dress = { prefix: asteriskPrefix, end: /^(?:<-{10,}>|---)$/ };
  return stack('asterisk', transport, word, peer, readLogTime(line), length && Number(length), dress);
}

/** PJSIP: `14:46:23.123  pjsua_core.c  .TX 500 bytes Request msg REGISTER/cseq=1 (tdta0x1) to UDP 192.0.2.1:5060:` */
function pjsip(line: string): LogHeader | undefined {
  const pattern = /\b([TR])X (\d+) bytes (?:Request|Response) msg \S+ .*?(?:to|from) (\w+) (\S+:\d+):$/;
  const [, letter, length, transport, peer] = pattern.exec(line) ?? [];
  if (letter === undefined) return undefined;
  const dress = { end: /^--end msg--$/ };
  return stack(
    'pjsip',
    transport,
    letter === 'T' ? 'sent' : 'received',
    peer,
    readLogTime(line),
    Number(length),
    dress,
  );
}

/** belle-sip (Linphone): `… message sent to [UDP://192.0.2.1:5060], size: [506] bytes`, `… received [578] new bytes from [UDP://…]:` */
function belleSip(line: string): LogHeader | undefined {
  const sent = /message sent to \[(\w+):\/\/(\S+:\d+)\], size: \[(\d+)\] bytes$/.exec(line);
  if (sent !== null) return stack('belle-sip', sent[1], 'sent', sent[2], readLogTime(line), Number(sent[3]), bare);
  const received = /received \[(\d+)\] new bytes from \[(\w+):\/\/(\S+:\d+)\]:$/.exec(line);
  if (received === null) return undefined;
  // On a stream these are the octets that a read gave; a message ends where the next one starts all the same.
  return stack('belle-sip', received[2], 'received', received[3], readLogTime(line), Number(received[1]), bare);
}

const sofiaDress: Dress = { dropsCr: true, prefix: /^ {3}/, end: /^(?: {3})?-{60,}$/ };

/** sofia-sip, FreeSWITCH: `send 302 bytes to udp/[192.0.2.1]:5060 at 17:09:06.227920:`, then a line of hyphens. */
function sofia(line: string, before: LogHeader | undefined): LogHeader | undefined {
  if (before?.log === 'sofia' && before.isOpen && sofiaDress.end?.test(line)) {
    const { isOpen: _, ...header } = before;
    return header;
  }
  const pattern = /(?:^|\s)(send|recv) (\d+) bytes (?:to|from) (\w+)\/(\S+:\d+) at (\S+?):?$/;
  const [, word, length, transport, peer, when] = pattern.exec(line) ?? [];
  if (word === undefined) return undefined;
  const direction = word === 'send' ? 'sent' : 'received';
  const header = stack('sofia', transport, direction, peer, readLogTime(when ?? ''), Number(length), sofiaDress);
  return { ...header, isOpen: true };
}

const colour = String.raw`\u001b\[[\d;]*m`;
const baresipDress: Dress = { end: new RegExp(`^${colour}`) };
const mark = new RegExp(`^${colour}(?<when>\\d\\d:\\d\\d:\\d\\d\\.\\d+)?(?:\\|?[TR]X)?#?$`);

/** baresip -s, first line: `#` in colour, with a time in later versions. */
function baresipMark(line: string): LogHeader | undefined {
  const found = mark.exec(line);
  if (found === null || !line.endsWith('#')) return undefined;
  return { log: 'baresip', ...at(found.groups?.when ?? ''), isOpen: true, dress: baresipDress };
}

/** baresip -s, second line: `UDP 127.0.0.1:5070 -> 127.0.0.1:5060`; it knows both addresses. */
function baresip(line: string, before: LogHeader | undefined): LogHeader | undefined {
  const [, name, from, to] = /^(UDP|TCP|TLS|WSS?) (\S+) -> (\S+)$/.exec(line) ?? [];
  const transport = transportNamed(name);
  const source = from === undefined ? undefined : readAddress(from);
  const destination = to === undefined ? undefined : readAddress(to);
  if (transport === undefined || source === undefined || destination === undefined) return undefined;
  const time = before?.log === 'baresip' ? before.time : undefined;
  return { log: 'baresip', transport, source, destination, ...(time && { time }), dress: baresipDress };
}

function at(text: string): { time?: LogTime } {
  const time = readLogTime(text);
  return time === undefined ? {} : { time };
}

function stack(
  log: string,
  transportText: string | undefined,
  word: 'sent' | 'received',
  peerText: string | undefined,
  time: LogTime | undefined,
  length: number | '' | undefined,
  dress: Dress,
): LogHeader {
  const transport = transportNamed(transportText);
  const peer = peerText === undefined ? undefined : readAddress(peerText);
  return {
    log,
    ...(time && { time }),
    ...(transport && { transport }),
    ...peerOf(word, peer),
    ...(typeof length === 'number' && { length }),
    dress,
  };
}
