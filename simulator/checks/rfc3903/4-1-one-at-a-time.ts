import { urisEqual } from '../../sip/uri-equality';
import { overlapCheck } from '../provoked/overlap';
import type { ClientTransaction } from '../provoked/provoked-check';

/**
 * RFC3903-4-1: only one publication per Request-URI is in progress: a new PUBLISH waits for the final response or the timeout of the
 * one before (RFC 3903 §4). The letter knows no event packages; a PUBLISH of another package, which another part of the client may
 * have sent, is a remark only.
 */
export const oneAtATime = overlapCheck({
  requirement: 'RFC3903-4-1',
  method: 'PUBLISH',
  isOne: (one, other) => (isOfSettings(one) || isOfSettings(other)) && isSameTarget(one, other),
  isRemark: (one, other) => !(isOfSettings(one) && isOfSettings(other)),
});

function isOfSettings({ kind }: ClientTransaction): boolean {
  return kind === 'settings-publish';
}

function isSameTarget({ message: one }: ClientTransaction, { message: other }: ClientTransaction): boolean {
  const { requestUri } = one.start;
  return requestUri === other.start.requestUri || urisEqual(requestUri, other.start.requestUri);
}
