import type { ProvokedCheck } from './provoked/provoked-check';

/** How a client answers challenges, and what it does in an IMS core (RFC 3261 §22, RFC 7616, RFC 8760, RFC 3329, RFC 3608, TS 24.229). */
export const credentialChecks: readonly ProvokedCheck[] = [];
