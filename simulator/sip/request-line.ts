import type { Defects } from './defects';
import { checkSingleSpace, checkVersion, VERSION } from './line-parts';
import type { RequestLine } from './message';
import { blankEnd, isBlank, isHex, isTokenText, isUriCharacter, PERCENT, SP } from './octets';
import { shown } from './shown';

type Range = readonly [start: number, end: number];

/** Where the three parts of a request line are. */
interface Parts {
  readonly method: Range;
  readonly uri: Range;
  readonly version: Range;
}

/** Request-Line = Method SP Request-URI SP SIP-Version CRLF */
export function readRequestLine(text: string, start: number, end: number, defects: Defects): RequestLine {
  const { method, uri, version } = regularParts(text, start, end) ?? irregularParts(text, start, end, defects);
  const name = text.slice(method[0], method[1]);
  if (!isTokenText(name)) defects.add('Method', `method ${shown(name)} is not a token`, method[0], method[1]);
  checkRequestUri(text, uri, defects);
  return {
    kind: 'request',
    method: name,
    methodSpan: { start: method[0], end: method[1] },
    requestUri: text.slice(uri[0], uri[1]),
    requestUriSpan: { start: uri[0], end: uri[1] },
    version: text.slice(version[0], version[1]),
    span: { start, end },
  };
}

/** The parts of a line that is as it should be. */
function regularParts(text: string, start: number, end: number): Parts | undefined {
  const uriEnd = end - VERSION.length - 1;
  const methodEnd = text.indexOf(' ', start);
  if (methodEnd <= start || uriEnd <= methodEnd + 1) return undefined;
  if (text.charCodeAt(uriEnd) !== SP || !text.startsWith(VERSION, uriEnd + 1)) return undefined;
  for (let index = methodEnd + 1; index < uriEnd; index += 1) {
    if (isBlank(text.charCodeAt(index))) return undefined;
  }
  return { method: [start, methodEnd], uri: [methodEnd + 1, uriEnd], version: [uriEnd + 1, end] };
}

/** The parts of a line with something wrong in it, as far as they can be made out; says what is wrong. */
function irregularParts(text: string, start: number, end: number, defects: Defects): Parts {
  const words = wordsOf(text, start, end);
  const nothing: Range = [end, end];
  const method = words[0] ?? nothing;
  const versionAt = words.findLastIndex(
    ([from, to], at) => at > 0 && /^[A-Za-z]+\/\d/.test(text.slice(from, Math.min(to, from + 16))),
  );
  const version = words[versionAt] ?? nothing;
  const uriWords = words.slice(1, versionAt < 0 ? undefined : versionAt);
  const uriStart = uriWords[0]?.[0] ?? version[0];
  const uri: Range = [uriStart, uriWords.at(-1)?.[1] ?? uriStart];

  if (method[0] > start) defects.add('Request-Line', 'blanks before the method', start, method[0]);
  if (uriWords.length === 0) defects.add('Request-Line', 'the Request-URI is missing', method[1], uriStart);
  else checkSingleSpace(text, method[1], uriStart, 'between method and Request-URI', defects);
  if (uriWords.length > 1) defects.add('Request-URI', 'blank inside the Request-URI', uri[0], uri[1]);
  checkVersionPlace(text, uri[1], versionAt < 0 ? undefined : version, end, defects);
  return { method, uri, version };
}

function checkVersionPlace(
  text: string,
  uriEnd: number,
  version: Range | undefined,
  end: number,
  defects: Defects,
): void {
  if (version === undefined) {
    defects.add('SIP-Version', 'the SIP version is missing', end, end);
    return;
  }
  const [versionStart, versionEnd] = version;
  if (uriEnd < versionStart)
    checkSingleSpace(text, uriEnd, versionStart, 'between Request-URI and SIP version', defects);
  checkVersion(text, versionStart, versionEnd, defects);
  if (versionEnd < end) defects.add('Request-Line', 'octets behind the SIP version', versionEnd, end);
}

/** What stands between the blanks of a line. */
function wordsOf(text: string, start: number, end: number): Range[] {
  const found: Range[] = [];
  let index = blankEnd(text, start, end);
  while (index < end) {
    const from = index;
    while (index < end && !isBlank(text.charCodeAt(index))) index += 1;
    found.push([from, index]);
    index = blankEnd(text, index, end);
  }
  return found;
}

/** Request-URI = SIP-URI / SIPS-URI / absoluteURI: looks for characters that none of them has. */
function checkRequestUri(text: string, [start, end]: Range, defects: Defects): void {
  for (let index = start; index < end; index += 1) {
    const code = text.charCodeAt(index);
    if (code === PERCENT) {
      if (index + 2 < end && isHex(text.charCodeAt(index + 1)) && isHex(text.charCodeAt(index + 2))) continue;
      defects.add('escaped', '"%" without two hexadecimal digits in the Request-URI', index, Math.min(index + 3, end));
      return;
    }
    if (isUriCharacter(code) || isBlank(code)) continue;
    // local-number-digits of a tel URI may hold "#" (RFC 3966 §3)
    if (code === 0x23 && /^tel:/i.test(text.slice(start, start + 4))) continue;
    const rule = isToBeEscaped(code) && /^sips?:/i.test(text.slice(start, start + 5)) ? 'SIP-URI' : 'Request-URI';
    defects.add(rule, `illegal character ${shown(text.charAt(index))} in the Request-URI`, index, index + 1);
    return;
  }
  if (end > start && !/^[A-Za-z][A-Za-z0-9+.-]*:./.test(text.slice(start, Math.min(end, start + 64)))) {
    defects.add('Request-URI', 'the Request-URI has no scheme', start, end);
  }
}

/** What a SIP URI holds as an escape: not a delimiter of URIs, nor a control character, which show that more is wrong. */
function isToBeEscaped(code: number): boolean {
  return code > 0x20 && code !== 0x3c && code !== 0x3e && code !== 0x7f;
}
