import type { ProvokedCheck } from './provoked/provoked-check';

/** What a client does after a response that is no plain success, and how it keeps to its transactions (RFC 3261 §8.1.3, §17.1.2, §18, §20.33, §21). */
export const responseChecks: readonly ProvokedCheck[] = [];
