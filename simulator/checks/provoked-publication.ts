import type { ProvokedCheck } from './provoked/provoked-check';
import { noRepeatAfter412 } from './rfc3903/5-1-no-repeat-after-412';

/** How a client publishes and registers when the server does not simply accept (RFC 3903, RFC 3261 §10). */
export const publicationChecks: readonly ProvokedCheck[] = [noRepeatAfter412];
