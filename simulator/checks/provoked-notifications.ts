import type { ProvokedCheck } from './provoked/provoked-check';

/** How a client answers the requests of the server (RFC 3261 §8.2, §12.2.2, §17.2.2, RFC 6665, RFC 4354). */
export const notificationChecks: readonly ProvokedCheck[] = [];
