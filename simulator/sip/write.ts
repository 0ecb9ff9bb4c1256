/** Header fields in the order in which they are to be sent. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

export interface RequestParts {
  readonly method: string;
  readonly requestUri: string;
  readonly headers: HeaderList;
  readonly body?: Buffer | string;
}

export interface ResponseParts {
  readonly status: number;
  readonly reason: string;
  readonly headers: HeaderList;
  readonly body?: Buffer | string;
}

/**
 * A request as octets (RFC 3261 §7.1), Content-Length added unless `headers` has one. Start line and header fields are one
 * character per octet, as the parser hands them out, so what is copied from a message stays as it was; a body given as
 * text is sent as UTF-8.
 */
export function writeRequest({ method, requestUri, headers, body }: RequestParts): Buffer {
  return write(`${method} ${requestUri} SIP/2.0`, headers, body);
}

/** A response as octets (RFC 3261 §7.2); otherwise as `writeRequest`. */
export function writeResponse({ status, reason, headers, body }: ResponseParts): Buffer {
  return write(`SIP/2.0 ${status} ${reason}`, headers, body);
}

function write(startLine: string, headers: HeaderList, body: Buffer | string | undefined): Buffer {
  const content = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  let head = `${oneLine(startLine)}\r\n`;
  for (const [name, value] of headers) head += `${name}: ${oneLine(value)}\r\n`;
  if (!headers.some(([name]) => /^(?:content-length|l)$/i.test(name)))
    head += `Content-Length: ${content?.length ?? 0}\r\n`;
  const bytes = Buffer.from(`${head}\r\n`, 'latin1');
  return content === undefined ? bytes : Buffer.concat([bytes, content]);
}

/** A line end inside a value would start a header field of its own. */
function oneLine(text: string): string {
  return /[\r\n]/.test(text) ? text.replace(/[\r\n]+/g, ' ') : text;
}
