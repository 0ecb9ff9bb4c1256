import { bodyOf } from '../../sip/message';
import type { JudgeContext, Secret } from '../check';
import { isText, paramOf, secretsFor, textOf } from '../provoked/challenged';
import type { Presented } from '../provoked/credentials-seen';
import type { ClientTransaction } from '../provoked/provoked-check';
import { isShortBody } from '../truncation';
import { digestOf, hashOf } from './digest';

/** The response of credentials beside the right one: `right`, right `but for the case` of its digits, or `wrong`. */
export type ResponseFinding = 'right' | 'upper-case' | { readonly expected: string };

/**
 * Computes the response anew from the parameters as they were sent, so that one of them which is wrong is told by its own entry alone.
 * `undefined` where it cannot be known: no password for user and realm, an algorithm without one, credentials that lack a part or
 * have a qop that is none, or a body that is cut off.
 */
export function responseOf(
  presented: Presented,
  tx: ClientTransaction,
  context: JudgeContext,
): ResponseFinding | undefined {
  const given = paramOf(presented, 'response')?.value;
  if (given === undefined || !isComplete(presented) || paramOf(presented, 'auts') !== undefined) return undefined;
  const qop = paramOf(presented, 'qop')?.value;
  if (qop !== undefined && qop.toLowerCase() === 'auth-int' && isBodyCut(tx)) return undefined;
  const candidates = secretsOf(presented, context).flatMap(({ secret, isSession }) =>
    qopsOf(qop).map((one) => computed(presented, tx, secret, isSession, one)),
  );
  const [expected] = candidates;
  if (expected === undefined) return undefined;
  if (candidates.includes(given)) return 'right';
  return candidates.includes(given.toLowerCase()) ? 'upper-case' : { expected };
}

/** Without uri, or with qop but no cnonce or nc, other entries are broken; cnonce is part of the digest of -sess, too. */
function isComplete(presented: Presented): boolean {
  const has = (key: string) => paramOf(presented, key) !== undefined;
  if (!has('uri') || !has('nonce')) return false;
  const qop = paramOf(presented, 'qop')?.value?.toLowerCase();
  if (qop !== undefined && qop !== 'auth' && qop !== 'auth-int') return false;
  const isSession = algorithmsOf(presented).some((one) => one.endsWith('-SESS'));
  return (qop === undefined || (has('cnonce') && has('nc'))) && (!isSession || has('cnonce'));
}

/** The token as sent; it goes into the digest as the client wrote it, or as the RFC does. */
function qopsOf(qop: string | undefined): readonly (string | undefined)[] {
  return qop === undefined || qop === qop.toLowerCase() ? [qop] : [qop, qop.toLowerCase()];
}

function computed(
  presented: Presented,
  { message }: ClientTransaction,
  secret: Secret,
  isSession: boolean,
  qop: string | undefined,
): string {
  const part = (key: string) => textOf(presented, key);
  const { method } = message.start;
  const parts = { method, uri: part('uri'), nonce: part('nonce'), nc: part('nc'), cnonce: part('cnonce') };
  return digestOf(secret, { ...parts, isSession, body: bodyOf(message), ...(qop !== undefined && { qop }) });
}

/** The passwords that may be meant: of the algorithm that the credentials name, and of the one that was asked for. */
function secretsOf(presented: Presented, context: JudgeContext): readonly { secret: Secret; isSession: boolean }[] {
  const known = secretsFor(textOf(presented, 'realm'), context).filter((secret) => isOf(presented, secret));
  return algorithmsOf(presented).flatMap((algorithm) => {
    const isSession = algorithm.endsWith('-SESS');
    const name = isSession ? algorithm.slice(0, -'-SESS'.length) : algorithm;
    return known.flatMap((secret) => (secret.algorithm === name ? [{ secret, isSession }] : []));
  });
}

/** The algorithms in upper case; that another one was asked for breaks RFC7616-3.4-4. */
function algorithmsOf(presented: Presented): readonly string[] {
  const asked = presented.challenge?.algorithm;
  const named = paramOf(presented, 'algorithm')?.value ?? 'MD5';
  return [...new Set([named, ...(asked === undefined ? [] : [asked])].map((one) => one.toUpperCase()))];
}

/** With `userhash=true` the username is hashed together with the realm (RFC 7616 §3.4.4). */
function isOf(presented: Presented, { username, realm, algorithm }: Secret): boolean {
  const given = textOf(presented, 'username');
  if (textOf(presented, 'userhash').toLowerCase() !== 'true') return isText(given, username);
  return given.toLowerCase() === hashOf(algorithm, Buffer.from(`${username}:${realm}`, 'utf8'));
}

function isBodyCut({ event, message }: ClientTransaction): boolean {
  return event.truncated === true || message.defects.some((defect) => isShortBody(defect, message));
}
