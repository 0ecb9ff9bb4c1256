import { fail, pass } from '../observe';
import { hasDigest, isAuthenticated, paramOf, textOf } from '../provoked/challenged';
import type { ProvokedCheck } from '../provoked/provoked-check';
import { quoted } from '../text';

/**
 * RFC7616-3.5-1: the nonce that a 2xx tells as nextnonce is used for the next credentials (RFC 7616 §3.5). A request that may have been
 * on its way already, or that comes within a second without being asked for anew, may still have the old one; after a new challenge for
 * the realm its nonce counts. How the new nonce is counted is the matter of RFC7616-3.4-2.
 */
export const nextNonce: ProvokedCheck = {
  requirement: 'RFC7616-3.5-1',
  on: ['request'],
  isProvokedBy: (cause) =>
    cause.kind === 'request' &&
    cause.tx.heeded.nextNonce !== undefined &&
    hasDigest(cause.tx) &&
    isAuthenticated(cause.tx),
  window: 0,
  judge({ cause }) {
    const next = cause.kind === 'request' ? cause.tx.heeded.nextNonce : undefined;
    if (cause.kind !== 'request' || next === undefined) return [];
    const { credentials, event } = cause.tx;
    const own = credentials.find((one) => !one.isProxy && textOf(one, 'realm') === next.realm);
    if (own === undefined) return [];
    const nonce = textOf(own, 'nonce');
    if (nonce === next.nonce) return [{ observation: pass('the nonce that was told for the next request') }];
    if (!next.isSure) return [];
    const text = `nonce ${quoted(nonce)}, although the response of frame ${next.frame} told another one for the next request`;
    const span = (paramOf(own, 'nonce') ?? own.field).span;
    const details = { expected: `nonce="${next.nonce}"`, span, otherFrame: next.frame };
    return [{ observation: fail(text, details), evidence: event }];
  },
};
