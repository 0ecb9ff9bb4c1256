/**
 * The rules that every message of the simulated server has to meet before it leaves. A behaviour that is wrong on purpose names those
 * that it breaks; all others still hold for its messages.
 */
export const ownRules = [
  /** Our parser finds no defect in start line, status, header rows and their number (RFC 3261 §7, §25). */
  'syntax',
  /** Via, From, To, Call-ID and CSeq are there, and in requests Max-Forwards (RFC 3261 §8.1.1, §8.2.6.2). */
  'mandatory',
  /** Content-Length is there and counts the octets of the body (RFC 3261 §18.3, §20.14). */
  'content-length',
  /** A response copies all Via values, in order; only the topmost gets received and rport (RFC 3261 §8.2.6.2, §18.2.1). */
  'via',
  /** A response copies From (RFC 3261 §8.2.6.2). */
  'from',
  /** A response copies To, and adds a tag where there is none, one for all responses but 100 (RFC 3261 §8.2.6.2). */
  'to',
  /** A response copies Call-ID (RFC 3261 §8.2.6.2). */
  'call-id',
  /** A response copies CSeq; in a request its method is that of the request, its number higher than before in the dialog (RFC 3261 §12.2.1.1). */
  'cseq',
  /** A response leaves from where the request came to, for the place of RFC 3261 §18.2.2. */
  'path',
  /** A provisional response is 100, on UDP not before Timer E of the client reaches T2 (RFC 4320 §4.1). */
  'provisional',
  /** A 2xx to PUBLISH has one SIP-ETag (RFC 3903 §6 step 6). */
  'sip-etag',
  /** A 2xx to PUBLISH or SUBSCRIBE has one Expires (RFC 3903 §6 step 6, RFC 6665 §4.2.1.1). */
  'expires',
  /** It is not longer than asked for (RFC 3903 §6 step 4, RFC 6665 §4.2.1.1). */
  'lifetime',
  /** A 2xx to SUBSCRIBE, and a NOTIFY, has one Contact (RFC 6665 §8.2.2, RFC 3261 §12.1.1). */
  'contact',
  /** A 405 has Allow (RFC 3261 §21.4.6). */
  'allow',
  /** A 489 has Allow-Events (RFC 6665 §8.3.2). */
  'allow-events',
  /** A 401 has WWW-Authenticate with a readable challenge, a nonce in those of Digest (RFC 3261 §21.4.2). */
  'www-authenticate',
  /** A 407 has Proxy-Authenticate likewise (RFC 3261 §21.4.8). */
  'proxy-authenticate',
  /** A 423 has Min-Expires (RFC 3261 §21.4.17). */
  'min-expires',
  /** A 423 answers a request that asked for less than Min-Expires (RFC 3261 §10.3 step 7, RFC 3903 §6 step 4). */
  'too-brief',
  /** A 420 has Unsupported (RFC 3261 §21.4.15). */
  'unsupported',
  /** A 415 has Accept, Accept-Encoding or Accept-Language (RFC 3261 §21.4.13). */
  'accept',
  /** A 494 has Security-Server (RFC 3329 §2.3.1). */
  'security-server',
  /** A 2xx to REGISTER says of each Contact when it expires (RFC 3261 §10.3 step 8). */
  'bindings',
  /** A request has the Call-ID and the tags of its dialog, outside a From tag and no To tag (RFC 3261 §12.2.1.1, §8.1.1). */
  'dialog',
  /** The topmost Via names the socket that the request leaves from, and a branch with the cookie that no earlier request had (RFC 3261 §8.1.1.7). */
  'branch',
  /** A NOTIFY belongs to a subscription that was not refused and is not over (RFC 6665 §4.2.2). */
  'subscription',
  /** A NOTIFY has an Event that the client subscribed to, with its `id` (RFC 6665 §8.2.1). */
  'event',
  /** A NOTIFY has a readable Subscription-State: active, pending or terminated (RFC 6665 §8.2.3). */
  'subscription-state',
  /** A message with a body says what it is (RFC 3261 §20.15). */
  'content-type',
  /** A NOTIFY carries a body of a type that the client takes, and uncoded (RFC 6665 §4.2.2). */
  'accepted-type',
  /** A request of ours requires no extension (RFC 3261 §8.1.1.9): we use none. */
  'require',
  /** The body of a NOTIFY is a settings document that can be read. */
  'document',
] as const;

/** One of the rules. */
export type OwnRule = (typeof ownRules)[number];
