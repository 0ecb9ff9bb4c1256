import { isHost } from './host';
import type { Defect, Read } from './message';
import { shown } from './shown';
import type { SipUri, UriHeader } from './uri-syntax';
import { bad, charactersOf, illegalAt, indexOrEnd, parseParams } from './uri-syntax';
import type { Writable } from './writable';

const isUserCharacter = charactersOf('&=+$,;?/');
const isPasswordCharacter = charactersOf('&=+$,');
const isHeaderCharacter = charactersOf('[]/?:+$');

/** SIP-URI = "sip:" [userinfo] hostport uri-parameters [headers] */
export function parseSip(text: string, from: number, kind: 'sip' | 'sips'): Read<SipUri> {
  const uri: Writable<SipUri> = { kind, host: '', params: [], headers: [] };
  // "@" stands for itself nowhere but behind userinfo.
  const at = text.indexOf('@', from);
  const hostStart = at < 0 ? from : at + 1;
  const headersStart = indexOrEnd(text, '?', hostStart, text.length);
  const paramsStart = indexOrEnd(text, ';', hostStart, headersStart);
  const defect =
    (at < 0 ? undefined : takeUser(text, from, at, uri)) ??
    takeHostPort(text, hostStart, paramsStart, uri) ??
    takeParams(text, paramsStart, headersStart, uri) ??
    takeHeaders(text, headersStart, uri);
  return defect === undefined ? { ok: true, value: uri } : { ok: false, defect };
}

/** userinfo = (user / telephone-subscriber) [":" password] "@" */
function takeUser(text: string, start: number, end: number, uri: Writable<SipUri>): Defect | undefined {
  const colon = indexOrEnd(text, ':', start, end);
  if (colon === start) return bad('userinfo', 'nothing before "@"', start, end + 1).defect;
  uri.user = text.slice(start, colon);
  if (colon < end) uri.password = text.slice(colon + 1, end);
  return (
    illegalAt(text, start, colon, isUserCharacter, 'user') ??
    illegalAt(text, Math.min(colon + 1, end), end, isPasswordCharacter, 'password')
  );
}

/** hostport = host [":" port] */
function takeHostPort(text: string, start: number, end: number, uri: Writable<SipUri>): Defect | undefined {
  const bracket = text[start] === '[' ? indexOrEnd(text, ']', start, end) : start;
  const colon = indexOrEnd(text, ':', bracket, end);
  uri.host = text.slice(start, colon);
  if (!isHost(uri.host)) return hostDefect(uri.host, start, colon);
  if (colon === end) return undefined;
  const digits = text.slice(colon + 1, end);
  uri.port = Number(digits);
  if (/^[0-9]+$/.test(digits) && uri.port <= 65_535) return undefined;
  return bad('port', `${shown(digits)} is no port`, colon + 1, end).defect;
}

/** A host has neither escapes nor "@"; the latter shows that an earlier "@" was meant as a character of the user. */
function hostDefect(host: string, start: number, end: number): Defect {
  if (host.includes('@')) return bad('user', 'illegal character "@" in user', start - 1, start).defect;
  const percent = host.indexOf('%');
  if (percent < 0) return bad('host', `${shown(host)} is no host`, start, end).defect;
  const at = start + percent;
  return bad('escaped', 'an escape in the host, which has none', at, Math.min(at + 3, end)).defect;
}

function takeParams(text: string, start: number, end: number, uri: Writable<SipUri>): Defect | undefined {
  const params = parseParams(text, start, end);
  if ('rule' in params) return params;
  uri.params = params;
  return undefined;
}

/** headers = "?" header *("&" header); header = hname "=" hvalue */
function takeHeaders(text: string, start: number, uri: Writable<SipUri>): Defect | undefined {
  const headers: UriHeader[] = [];
  for (let from = start; from < text.length; ) {
    const to = indexOrEnd(text, '&', from + 1, text.length);
    const equals = indexOrEnd(text, '=', from + 1, to);
    if (equals === from + 1 || equals === to) {
      return bad('headers', 'a URI header is name "=" value', from, to).defect;
    }
    const illegal =
      illegalAt(text, from + 1, equals, isHeaderCharacter, 'hname') ??
      illegalAt(text, equals + 1, to, isHeaderCharacter, 'hvalue');
    if (illegal !== undefined) return illegal;
    headers.push({ name: text.slice(from + 1, equals), value: text.slice(equals + 1, to) });
    from = to;
  }
  uri.headers = headers;
  return undefined;
}
