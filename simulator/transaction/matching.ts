/** What of a Via value takes part in matching; hosts as the reader of Via gives them. */
export interface TopVia {
  readonly host: string;
  readonly port?: number | undefined;
  readonly branch?: string | undefined;
}

/** What of a request takes part in matching, besides its topmost Via. */
export interface MatchedRequest {
  readonly method: string;
  readonly requestUri: string;
  /** The values as sent. */
  readonly callId: string;
  readonly cseq: number;
  readonly fromTag: string | undefined;
  readonly toTag: string | undefined;
  /** The topmost Via value as sent, for clients of RFC 2543. */
  readonly viaText: string;
}

const cookie = 'z9hg4bk';

/** Whether a branch begins with the magic cookie of RFC 3261 §8.1.1.7, a token and so of any letter case. */
export function hasCookie(branch: string): boolean {
  // A branch that is the cookie and nothing else names no transaction (RFC 4475 §3.2.1).
  return branch.length > cookie.length && branch.slice(0, cookie.length).toLowerCase() === cookie;
}

/** `sent-by` in one spelling: hosts compare case-insensitively, a missing port is 5060 (RFC 3261 §18.1.1). */
export function sentBy({ host, port }: TopVia): string {
  return `${host.toLowerCase()}:${port ?? 5060}`;
}

/**
 * The key under which a request and its copies find their server transaction (RFC 3261 §17.2.3).
 *
 * With the cookie: branch, sent-by and method. Readings:
 * - Branches compare octet by octet here. §7.3.1 makes tokens case-insensitive, but a copy has the octets of its
 *   original, and a client that counts its branches in base 62 must not get the answer to another request.
 * - Call-ID and CSeq number take part too. A copy has them unchanged, so no copy is missed; and a client that reuses a
 *   branch gets its answer instead of an old one. Whether the reuse is a breach is for the checks to say.
 *
 * Without the cookie (RFC 2543): Request-URI, To tag, From tag, Call-ID, CSeq and the topmost Via.
 */
export function serverKey(via: TopVia, request: MatchedRequest): string {
  const { branch } = via;
  const { method, callId, cseq } = request;
  if (branch !== undefined && hasCookie(branch)) return `${branch}\n${sentBy(via)}\n${cseq} ${method}\n${callId}`;
  const tags = `${request.toTag ?? ''}\n${request.fromTag ?? ''}`;
  return `\n${request.requestUri}\n${tags}\n${callId}\n${cseq} ${method}\n${request.viaText}`;
}

/**
 * The key under which a response finds its client transaction: the branch of the topmost Via and the method of CSeq
 * (RFC 3261 §17.1.3). The branch is a token and compares without regard to case (§7.3.1): the branches are our own, so
 * no two of them differ in case only, and a client that changes the case is still understood.
 */
export function clientKey(branch: string, method: string): string {
  return `${branch.toLowerCase()}\n${method}`;
}
