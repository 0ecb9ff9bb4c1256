/** Where random identifiers (tags, branches, entity-tags, nonces) come from; fixed in tests. */
export interface IdSource {
  /** A fresh token of at least 64 random bits, made of letters and digits (RFC 3261 §19.3). */
  token(): string;
}
