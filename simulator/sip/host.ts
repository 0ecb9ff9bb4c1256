const DOT = 46;
const ZERO = 48;
const NINE = 57;

/**
 * hostname of RFC 3261 §25.1: labels of letters, digits and inner hyphens, the last one starting with a letter, an
 * optional dot at the end.
 */
const HOSTNAME = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)*[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.?$/;

/** The largest host worth a look: a domain name has at most 255 octets (RFC 1035 §2.3.4); longer ones are legal SIP. */
export function isHostname(text: string): boolean {
  return HOSTNAME.test(text);
}

/** The four octets of an IPv4 address. */
export function parseIpv4(text: string): readonly number[] | undefined {
  return isIpv4(text) ? text.split('.').map(Number) : undefined;
}

/** IPv4address = 1*3DIGIT "." 1*3DIGIT "." 1*3DIGIT "." 1*3DIGIT, each below 256; octet by octet, for every Via has one. */
function isIpv4(text: string): boolean {
  let dots = 0;
  let digits = 0;
  let octet = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === DOT) {
      if (digits === 0) return false;
      dots += 1;
      digits = 0;
      octet = 0;
    } else {
      if (code < ZERO || code > NINE) return false;
      digits += 1;
      octet = octet * 10 + code - ZERO;
      if (digits > 3 || octet > 255) return false;
    }
  }
  return dots === 3 && digits > 0;
}

/** The eight groups of an IPv6 address without brackets, as in RFC 3986 §3.2.2 (RFC 5954 §4.1). */
export function parseIpv6(text: string): readonly number[] | undefined {
  if (text.length > 45 || !/^[0-9A-Fa-f:.]+$/.test(text)) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = groups(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? groups(halves[1] ?? '', true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1) return missing === 0 ? head : undefined;
  return missing >= 1 ? [...head, ...new Array<number>(missing).fill(0), ...tail] : undefined;
}

/** 16-bit groups between colons; an IPv4 address may stand for the last two of the whole address. */
function groups(text: string, last: boolean): number[] | undefined {
  if (text === '') return [];
  const found: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const ipv4 = last && index === parts.length - 1 ? parseIpv4(part) : undefined;
    if (ipv4 !== undefined) {
      const [a = 0, b = 0, c = 0, d = 0] = ipv4;
      found.push(a * 256 + b, c * 256 + d);
    } else if (/^[0-9A-Fa-f]{1,4}$/.test(part)) found.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return found;
}

/** host = hostname / IPv4address / IPv6reference */
export function isHost(text: string): boolean {
  if (text.startsWith('[')) return text.endsWith(']') && parseIpv6(text.slice(1, -1)) !== undefined;
  return isIpv4(text) || isHostname(text);
}

/** Names case-insensitively, addresses as numbers; a name never equals an address (RFC 3261 §19.1.4, RFC 5954 §4.2). */
export function hostsEqual(a: string, b: string): boolean {
  const left = addressKey(a);
  return left === undefined ? a.toLowerCase() === b.toLowerCase() : left === addressKey(b);
}

function addressKey(host: string): string | undefined {
  const groups = host.startsWith('[') ? parseIpv6(host.slice(1, -1)) : parseIpv4(host);
  return groups?.join(host.startsWith('[') ? ':' : '.');
}
