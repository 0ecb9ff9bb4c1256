/** One header row: the name in lower case and in its long form, the value unfolded and trimmed. */
export interface Row {
  readonly name: string;
  readonly value: string;
}

/** The head of a SIP message, read without judging it; whatever is wrong in it stays as it is. */
export interface Head {
  readonly startLine: string;
  readonly rows: readonly Row[];
}

/** Compact forms (RFC 3261 §7.3.3, RFC 6665 §8.2, RFC 3841 §10). */
const longNames: Readonly<Record<string, string>> = {
  a: 'accept-contact',
  c: 'content-type',
  e: 'content-encoding',
  f: 'from',
  i: 'call-id',
  k: 'supported',
  l: 'content-length',
  m: 'contact',
  o: 'event',
  s: 'subject',
  t: 'to',
  u: 'allow-events',
  v: 'via',
};

/**
 * Reads start line and header rows (RFC 3261 §7.3.1). sip.js keeps only the last row of a name that it knows, and drops
 * the whole message for a tel URI in From, To or Contact; so the values are read here, and sip.js sees what it needs.
 */
export function readHead(text: string): Head {
  const [startLine = '', ...lines] = text.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const rows = lines.flatMap((line) => {
    const [, name, value] = /^([^:]*?)[ \t]*:(.*)$/s.exec(line) ?? [];
    if (name === undefined || value === undefined) return [];
    const key = name.toLowerCase();
    return [{ name: longNames[key] ?? key, value: value.trim() }];
  });
  return { startLine, rows };
}

/** The values of all rows of that name (lower case, long form), in order. */
export function valuesOf(head: Head, name: string): readonly string[] {
  return head.rows.filter((row) => row.name === name).map((row) => row.value);
}

/** The value of the first row of that name. */
export function firstOf(head: Head, name: string): string | undefined {
  return head.rows.find((row) => row.name === name)?.value;
}

/** Splits at `separator`, but not inside quoted strings and angle brackets (RFC 3261 §7.3.1). */
export function splitOutsideQuotes(value: string, separator: ',' | ';'): readonly string[] {
  const parts = value.match(
    separator === ',' ? /(?:"(?:\\.|[^"\\])*"|<[^>]*>|[^,])+/g : /(?:"(?:\\.|[^"\\])*"|<[^>]*>|[^;])+/g,
  );
  return (parts ?? []).map((part) => part.trim()).filter((part) => part !== '');
}

/** All elements of a comma-separated header, over all its rows, in order. */
export function listOf(head: Head, name: string): readonly string[] {
  return valuesOf(head, name).flatMap((value) => splitOutsideQuotes(value, ','));
}

/** The value of a parameter after the first `;`, `''` for a flag, `undefined` when it is absent. */
export function paramOf(value: string, name: string): string | undefined {
  for (const param of splitOutsideQuotes(value, ';').slice(1)) {
    const [key = '', ...rest] = param.split('=');
    if (key.trim().toLowerCase() === name) return rest.join('=').trim();
  }
  return undefined;
}
