import { type Challenge, challengesIn } from '../../sip/challenge';
import { isIms } from '../applies';
import type { Observation } from '../check';
import { fail, info, pass } from '../observe';
import { digestsOf, hasDigest, isAuthenticated, paramOf, refusalBefore, textOf } from '../provoked/challenged';
import type { Presented } from '../provoked/credentials-seen';
import type { ClientTransaction, ProvokedCheck, Reaction } from '../provoked/provoked-check';
import { quoted } from '../text';

const met: readonly Reaction[] = [{ observation: pass('realm, nonce, opaque and algorithm as challenged') }];

/** A challenge with the frame of the response that it stands in. */
interface Asked {
  readonly challenge: Challenge;
  readonly frame: number;
}

/**
 * RFC7616-3.4-4: realm, nonce, opaque and algorithm come back as they were told (RFC 7616 §3.4). The challenge is the one that told the
 * nonce; credentials with a nonce that nobody told, in the retry after a 401 or 407, are put beside the challenge that they answer. A
 * missing algorithm means MD5, so that leaving `algorithm=MD5` out is only remarked on; an empty opaque may be left out. A REGISTER with
 * another realm, nonce or algorithm in an IMS core breaks TS24229-5.1.1.5-2.
 */
export const returnedParameters: ProvokedCheck = {
  requirement: 'RFC7616-3.4-4',
  on: ['request'],
  isProvokedBy: (cause) => cause.kind === 'request' && hasDigest(cause.tx) && isAuthenticated(cause.tx),
  window: 0,
  judge({ cause, context }) {
    if (cause.kind !== 'request') return [];
    const { tx } = cause;
    const keys = tx.kind === 'register' && isIms(context) ? ['opaque'] : ['realm', 'nonce', 'opaque', 'algorithm'];
    const judged = digestsOf(tx).flatMap((presented) => {
      const asked = askedFor(presented, tx);
      return asked === undefined ? [] : [keys.flatMap((key) => judgeParam(key, presented, asked))];
    });
    const found = judged.flat();
    if (found.length > 0) return found.map((observation) => ({ observation, evidence: tx.event }));
    return judged.length > 0 ? met : [];
  },
};

/** The challenge that credentials answer. */
export function askedFor(presented: Presented, tx: ClientTransaction): Asked | undefined {
  const { challenge, isProxy } = presented;
  if (challenge !== undefined) return { challenge, frame: challenge.frame };
  const refusal = refusalBefore(tx);
  if (refusal === undefined || presented.use?.isKnown === true) return undefined;
  const own = challengesIn(refusal.message).filter((one) => one.isProxy === isProxy && one.scheme === 'digest');
  const isAnswered = (one: Challenge) => tx.credentials.some((other) => textOf(other, 'nonce') === one.nonce);
  const open = own.filter((one) => !isAnswered(one));
  const wanted =
    open.find((one) => one.realm === textOf(presented, 'realm')) ?? (own.length === 1 ? open[0] : undefined);
  return wanted && { challenge: wanted, frame: refusal.event.frame };
}

function judgeParam(key: string, presented: Presented, { challenge, frame }: Asked): readonly Observation[] {
  const param = paramOf(presented, key);
  const told = toldFor(key, challenge);
  const given = param?.value;
  if (told === undefined || isSame(key, given, told)) return remark(key, presented, challenge, frame);
  const text =
    given === undefined
      ? `no ${key}, although frame ${frame} told ${quoted(told)}`
      : `${key} ${quoted(given)} instead of ${quoted(told)} as frame ${frame} told`;
  const expected = key === 'algorithm' ? `algorithm=${told}` : `${key}="${told}"`;
  const span = (param ?? presented.field).span;
  return [fail(text, { expected, span, otherFrame: frame, ...(given === undefined && { actual: 'missing' }) })];
}

/** What has to come back; `undefined` where nothing has to. */
function toldFor(key: string, challenge: Challenge): string | undefined {
  if (key === 'realm') return challenge.realm;
  if (key === 'nonce') return challenge.nonce;
  if (key === 'algorithm') return challenge.algorithm ?? 'MD5';
  return challenge.opaque === '' ? undefined : challenge.opaque;
}

function isSame(key: string, given: string | undefined, told: string): boolean {
  return key === 'algorithm' ? (given ?? 'MD5').toLowerCase() === told.toLowerCase() : given === told;
}

function remark(key: string, presented: Presented, { algorithm }: Challenge, frame: number): readonly Observation[] {
  if (key !== 'algorithm' || algorithm === undefined || paramOf(presented, key) !== undefined) return [];
  const details = { expected: `algorithm=${algorithm}`, span: presented.field.span, otherFrame: frame };
  return [info(`algorithm left out, although frame ${frame} told ${algorithm}`, details)];
}
