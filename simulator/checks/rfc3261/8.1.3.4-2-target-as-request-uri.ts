import type { Millis } from '../../core/time';
import { parseUri, type UriParam } from '../../sip/uri';
import { urisEqual } from '../../sip/uri-equality';
import { fail, pass } from '../observe';
import type { ProvokedCheck } from '../provoked/provoked-check';
import { isRedirect, redirected } from '../provoked/redirects';
import { quoted } from '../text';

/** A user who has to agree needs some time. */
const WINDOW: Millis = 20_000;

/**
 * RFC3261-8.1.3.4-2: a redirected request has the whole URI of Contact as Request-URI, but its `method` parameter and its headers (RFC
 * 3261 §8.1.3.4). Call-ID, To and From may stay or be new. A branch that is used twice breaks RFC3261-8.1.1.7-3.
 */
export const targetAsRequestUri: ProvokedCheck = {
  requirement: 'RFC3261-8.1.3.4-2',
  on: ['refused'],
  isProvokedBy: isRedirect,
  window: WINDOW,
  judge(episode) {
    const { cause, isOver } = episode;
    if (!isRedirect(cause)) return [];
    const found = redirected(episode, cause);
    if (found === undefined) return isOver ? [] : undefined;
    const { event, message } = found.step.tx;
    const { requestUri, requestUriSpan: span } = message.start;
    const expected = found.target.uri;
    if (isWhole(requestUri, expected))
      return [{ observation: pass('the URI of Contact as Request-URI'), evidence: event }];
    const { frame: otherFrame } = cause.event;
    const text = `Request-URI ${quoted(requestUri)} after the ${cause.response.status} of frame ${otherFrame}`;
    return [{ observation: fail(text, { expected, span, otherFrame }), evidence: event }];
  },
};

/** Equal, and no parameter added or left out: equality as such ignores unknown ones that only one side has (RFC 3261 §19.1.4). */
function isWhole(uri: string, expected: string): boolean {
  if (uri === expected) return true;
  return !uri.includes('?') && urisEqual(uri, expected) && namesIn(uri) === namesIn(expected);
}

function namesIn(uri: string): string {
  const read = parseUri(uri);
  const params: readonly UriParam[] = read.ok && read.value.kind !== 'other' ? read.value.params : [];
  return params
    .map(({ name }) => name.toLowerCase())
    .toSorted()
    .join();
}
