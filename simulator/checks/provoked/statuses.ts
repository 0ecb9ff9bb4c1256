/** The statuses that RFC 3261 §21, RFC 3903 and RFC 6665 and other registered extensions define: the others count as the x00 of their class. */
const known: ReadonlySet<number> = new Set([
  ...[200, 202, 204],
  ...[300, 301, 302, 305, 380],
  ...[
    400, 401, 402, 403, 404, 405, 406, 407, 408, 410, 411, 412, 413, 414, 415, 416, 417, 420, 421, 422, 423, 424, 425,
  ],
  ...[
    428, 429, 430, 433, 436, 437, 438, 439, 440, 469, 470, 480, 481, 482, 483, 484, 485, 486, 487, 488, 489, 491, 493,
    494,
  ],
  ...[500, 501, 502, 503, 504, 505, 513, 555, 580],
  ...[600, 603, 604, 606, 607, 608],
]);

/** Whether a final status is one that nobody registered (RFC 3261 §8.1.3.2). */
export function isUnknownStatus(status: number): boolean {
  return !known.has(status);
}

/**
 * After these there is something to mend, or another entry says what to do: challenges, RFC3261-21.4.4-1 (403), -21.4.5-1 (404),
 * RFC 3903 §5 (412, 423), RFC3261-8.1.3.5-3 to -6 (413, 415, 416, 420), RFC3903-6-1 (489); after 408 the same request may come
 * again (RFC 3261 §21.4.9), after 491 it has to (§14.1).
 */
const mendable: ReadonlySet<number> = new Set([
  401, 403, 404, 407, 408, 412, 413, 415, 416, 420, 421, 423, 489, 491, 494,
]);

/** A 4xx after which the same request again would be refused again (RFC 3261 §21.4). */
export function isPlainRefusal(status: number): boolean {
  return status >= 400 && status < 500 && !mendable.has(status) && !isUnknownStatus(status);
}
