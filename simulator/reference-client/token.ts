import { randomBytes } from 'node:crypto';

/** A tag or Call-ID with 64 random bits (RFC 3261 §19.3). */
export function newToken(): string {
  return randomBytes(8).toString('hex');
}

/** A branch with the magic cookie and 96 random bits (RFC 3261 §8.1.1.7). */
export function newBranch(): string {
  return `z9hG4bK${randomBytes(12).toString('hex')}`;
}
