import { fail, pass } from '../observe';
import { isUnreadable } from '../provoked/challenged';
import type { ProvokedCheck } from '../provoked/provoked-check';

/**
 * RFC6665-4.4.3-2: a fetch brings the credentials along with which the one before was accepted (RFC 6665 §4.4.3). Whether the server then
 * asks for new ones does not matter. That a client forgets them is told once; after a fetch that was accepted without, or a registration
 * without, as after a restart, nothing is expected. RFC3261-22.2-2 leaves fetches to this entry.
 */
export const credentialsCached: ProvokedCheck = {
  requirement: 'RFC6665-4.4.3-2',
  on: ['request'],
  isProvokedBy: (cause) => cause.kind === 'request' && cause.tx.heeded.fetched !== undefined,
  window: 0,
  judge({ cause }) {
    const fetched = cause.kind === 'request' ? cause.tx.heeded.fetched : undefined;
    if (cause.kind !== 'request' || fetched === undefined || isUnreadable(cause.tx)) return [];
    const { credentials, message, event } = cause.tx;
    if (credentials.length > 0) return [{ observation: pass('a fetch with the credentials of the one before') }];
    const text = `a fetch without the credentials that were accepted in frame ${fetched.frame}`;
    const details = { expected: 'credentials without a new challenge', actual: 'missing', span: message.start.span };
    return [{ observation: fail(text, { ...details, otherFrame: fetched.frame }), evidence: event }];
  },
};
