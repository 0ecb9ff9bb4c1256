/** What the parser knows about a header name. */
export interface HeaderName {
  /** The long name in lower case. */
  readonly key: string;
  /** A bit of its own for a header field that may stand in one row only, else 0. */
  readonly singleRow: number;
}

/** Header fields whose grammar has no list: a second row is an error (RFC 3261 §7.3.1). */
const singleRow = [
  'Call-ID',
  'CSeq',
  'From',
  'To',
  'Max-Forwards',
  'Content-Length',
  'Content-Type',
  'Content-Disposition',
  'Event',
  'Expires',
  'Min-Expires',
  'SIP-If-Match',
  'SIP-ETag',
  'Subscription-State',
  'Retry-After',
  'Date',
  'Subject',
  'User-Agent',
  'Server',
  'Timestamp',
  'MIME-Version',
  'Organization',
];

/** The keys of these header fields. */
export const singleRowKeys: ReadonlySet<string> = new Set(singleRow.map((name) => name.toLowerCase()));

/** Further names that deserve a quick look-up. */
const others = [
  'Via',
  'Contact',
  'Accept',
  'Accept-Contact',
  'Accept-Encoding',
  'Accept-Language',
  'Allow',
  'Allow-Events',
  'Authorization',
  'Content-Encoding',
  'P-Access-Network-Info',
  'P-Asserted-Identity',
  'P-Associated-URI',
  'P-Preferred-Identity',
  'Path',
  'Privacy',
  'Proxy-Authenticate',
  'Proxy-Authorization',
  'Proxy-Require',
  'Record-Route',
  'Refer-To',
  'Referred-By',
  'Reject-Contact',
  'Request-Disposition',
  'Require',
  'Route',
  'Security-Client',
  'Security-Verify',
  'Service-Route',
  'Session-Expires',
  'Supported',
  'Unsupported',
  'Warning',
  'WWW-Authenticate',
];

/** Compact forms (RFC 3261 §7.3.3 and the extensions that register one). */
const compactForms: Readonly<Record<string, string>> = {
  a: 'accept-contact',
  b: 'referred-by',
  c: 'content-type',
  d: 'request-disposition',
  e: 'content-encoding',
  f: 'from',
  i: 'call-id',
  j: 'reject-contact',
  k: 'supported',
  l: 'content-length',
  m: 'contact',
  o: 'event',
  r: 'refer-to',
  s: 'subject',
  t: 'to',
  u: 'allow-events',
  v: 'via',
  x: 'session-expires',
};

/** Names in the spellings that are usual on the wire. Never grows, whatever a peer sends. */
const known = new Map<string, HeaderName>();

[...singleRow, ...others].forEach((name, index) => {
  const key = name.toLowerCase();
  const entry = { key, singleRow: index < singleRow.length ? 1 << index : 0 };
  known.set(name, entry).set(key, entry);
});
for (const [letter, key] of Object.entries(compactForms)) {
  const entry = known.get(key);
  if (entry !== undefined) known.set(letter, entry).set(letter.toUpperCase(), entry);
}

/** The long name in lower case for any spelling; unknown names are only lower-cased. */
export function headerName(name: string): HeaderName {
  const entry = known.get(name);
  if (entry !== undefined) return entry;
  const key = name.toLowerCase();
  return known.get(key) ?? { key, singleRow: 0 };
}
