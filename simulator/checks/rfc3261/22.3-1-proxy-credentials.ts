import { fail, pass } from '../observe';
import { isAuthenticated, isUnreadable, nameOf } from '../provoked/challenged';
import type { Presented } from '../provoked/credentials-seen';
import type { ClientTransaction, ProvokedCheck, Reaction } from '../provoked/provoked-check';
import { quoted } from '../text';

const met: readonly Reaction[] = [{ observation: pass('Proxy-Authorization for the proxy') }];
const nothing: readonly Reaction[] = [];

/**
 * RFC3261-22.3-1: what a proxy asked for with 407 stands in Proxy-Authorization, and stays in later requests with the same Call-ID
 * (RFC 3261 §22.3). Credentials belong to the proxy whose nonce they have. That they are dropped is looked at once a request had been
 * accepted with them, so that a client which answers proxy and server in turn breaks RFC3261-22.3-2 alone; after a 2xx without them the
 * proxy asks for none any more. In the retry itself the wrong header field breaks RFC3261-8.1.3.5-1, too: both entries name it.
 */
export const proxyCredentials: ProvokedCheck = {
  requirement: 'RFC3261-22.3-1',
  on: ['request'],
  isProvokedBy(cause) {
    if (cause.kind !== 'request' || !isAuthenticated(cause.tx)) return false;
    const { credentials, heeded } = cause.tx;
    return heeded.proxy !== undefined || credentials.some((one) => one.challenge?.isProxy === true);
  },
  window: 0,
  judge({ cause }) {
    if (cause.kind !== 'request' || isUnreadable(cause.tx)) return nothing;
    const { tx } = cause;
    const wrong = tx.credentials.find((one) => one.challenge?.isProxy === true && !one.isProxy);
    if (wrong !== undefined) return [{ observation: misplaced(wrong), evidence: tx.event }];
    const { proxy } = tx.heeded;
    if (proxy === undefined || tx.credentials.some((one) => one.isProxy)) return met;
    return [{ observation: dropped(tx, proxy), evidence: tx.event }];
  },
};

function misplaced(wrong: Presented) {
  const frame = wrong.challenge?.frame ?? 0;
  const text = `credentials for the proxy that asked in frame ${frame} stand in ${nameOf(wrong)}`;
  return fail(text, { expected: 'Proxy-Authorization', span: wrong.field.span, otherFrame: frame });
}

function dropped({ message }: ClientTransaction, { realm, frame }: { realm: string; frame: number }) {
  const text = `no Proxy-Authorization for ${quoted(realm)}, although frame ${frame} of the same Call-ID had it`;
  return fail(text, {
    expected: `Proxy-Authorization for ${quoted(realm)}`,
    actual: message.headers.some(({ key }) => key === 'authorization') ? 'Authorization only' : 'missing',
    span: message.start.span,
    otherFrame: frame,
  });
}
