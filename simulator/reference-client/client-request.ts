import { OutgoingRequestMessage } from 'sip.js/lib/core';
import type { Draft } from './draft';
import { LiteralUri } from './literal-uri';
import { newBranch } from './token';

/** The User-Agent header of this client (RFC 3261 §20.41). */
export const userAgent = 'imconf-reference-client';

/** A draft as sip.js' request message; only REGISTER lists an extension (`path`, RFC 3327 §5.1). */
export class ClientRequest extends OutgoingRequestMessage {
  readonly #offersKeepAlives: boolean;

  constructor(draft: Draft, viaHost: string) {
    const options = {
      callId: draft.callId,
      cseq: draft.cseq,
      fromTag: draft.fromTag,
      ...(draft.toTag !== undefined && { toTag: draft.toTag }),
      fromDisplayName: draft.fromName ?? '',
      forceRport: draft.noRport !== true,
      optionTags: draft.method === 'REGISTER' ? ['path'] : [],
      routeSet: [...draft.route],
      userAgentString: userAgent,
      viaHost,
    };
    const rows = draft.headers.map(([name, value]) => `${name}: ${value}`);
    const body = draft.body === undefined ? undefined : bodyOf(draft.body, draft.contentType);
    super(
      draft.method,
      new LiteralUri(draft.requestUri),
      new LiteralUri(draft.from),
      new LiteralUri(draft.to),
      options,
      rows,
      body,
    );
    this.#offersKeepAlives = draft.offersKeepAlives === true;
  }

  override setViaHeader(branch: string, transport: string): void {
    super.setViaHeader(branch, transport);
    if (this.#offersKeepAlives) this.setHeader('via', `${this.getHeader('via')};keep`);
  }

  /** sip.js writes an empty Supported row, legal and misleading to read; it is left out. */
  override toString(): string {
    return super.toString().replace('\r\nSupported: \r\n', '\r\n');
  }

  /** Its size on the wire in octets, Via included. */
  size(): number {
    this.setViaHeader(newBranch(), 'UDP');
    return Buffer.byteLength(this.toString());
  }
}

function bodyOf(content: string, contentType = '') {
  return { contentDisposition: 'render', contentType, content };
}
