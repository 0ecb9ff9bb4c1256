import type { Dress } from './log-header';
import type { LogLine } from './log-lines';

const TOKEN = "[A-Za-z0-9\\-.!%*_+`'~]+";
/** Any case and any version, because those are for the parser to judge (RFC 3261 §7.1, §7.2). */
const startLine = new RegExp(
  `^(?:SIP/\\d[\\d.]*[ \\t]+\\d{3}(?:[ \\t].*)?|${TOKEN}[ \\t]+\\S.*[ \\t]SIP/\\d[\\d.]*[ \\t]*)$`,
  'i',
);
const headerRow = new RegExp(`^${TOKEN}[ \\t]*:`);
/** The methods in use, to find where a message starts in a line that begins with something else. */
const METHODS = 'REGISTER|PUBLISH|SUBSCRIBE|NOTIFY|MESSAGE|OPTIONS|INVITE|ACK|BYE|CANCEL|INFO|PRACK|UPDATE|REFER';
const inner = new RegExp(`(?:(?:${METHODS}) [a-zA-Z][a-zA-Z0-9+.-]*:\\S+ SIP/\\d\\.\\d|SIP/\\d\\.\\d \\d{3} .*)$`);
/** How many characters the IP and UDP headers take, without options: one for each octet (RFC 791 §3.1, RFC 8200 §3, RFC 768). */
const HEADERS_V4 = 28;
const HEADERS_V6 = 48;

/** Whether a line can be the start line of a message. */
export function isStartLine(text: string): boolean {
  return startLine.test(text);
}

/** Whether a line is a header field in form: a name and a colon. */
export function isHeaderRow(text: string): boolean {
  return headerRow.test(text);
}

/** Whether a line has one of the first fields of a message with something before it. */
export function hasFieldInside(text: string): boolean {
  return /[^\w-](?:via|v|from|f|to|t|call-id|i|max-forwards)[ \t]*:[ \t]/i.test(text);
}

/** A start line with something before it: a log that puts its own words before each line of a message. */
export function hasStartLineInside(text: string): boolean {
  return /\S/.test(text.slice(0, startLineInside(text)));
}

/** Where in a line a start line stands; 0 also where there is none. */
export function startLineInside(text: string): number {
  return inner.exec(text)?.index ?? 0;
}

/** A line of a message as it was before the log dressed it. */
export function undress(line: LogLine, dress: Dress): LogLine {
  const text = dress.prefix === undefined ? line.text : line.text.replace(dress.prefix, '');
  if (dress.dots && text.endsWith('.')) return { text: text.slice(0, -1), end: '\r\n' };
  return text === line.text ? line : { text, end: line.end };
}

/** The start line in the first lines of a packet, behind what its IP header looks like as text; `undefined` where it is not. */
export function startInPacket(line: LogLine): LogLine | undefined {
  const found = inner.exec(line.text);
  if (found !== null) return { text: line.text.slice(found.index), end: line.end };
  const rest = line.text.slice(line.text.startsWith('E') ? HEADERS_V4 : HEADERS_V6);
  return /^[E`]/.test(line.text) && isStartLine(rest) ? { text: rest, end: line.end } : undefined;
}
