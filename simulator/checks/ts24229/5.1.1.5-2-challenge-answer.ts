import type { Millis } from '../../core/time';
import type { Challenge } from '../../sip/challenge';
import { isIms } from '../applies';
import type { JudgeContext, Observation } from '../check';
import { responseOf } from '../common/credentials-response';
import { homeDomainOf, isDomainUri } from '../common/home-domain';
import { fail, pass } from '../observe';
import { challengesOf, isChallenge, isText, isUnreadable, paramOf, retriesIn, textOf } from '../provoked/challenged';
import type { Presented } from '../provoked/credentials-seen';
import type { ClientTransaction, ProvokedCheck, StepOf } from '../provoked/provoked-check';
import { quoted } from '../text';

/** The second REGISTER comes within this time. */
const WINDOW: Millis = 10_000;

/**
 * TS24229-5.1.1.5-2: in an IMS core the Authorization of the REGISTER that answers the challenge has realm, nonce and algorithm as they
 * were told, the private identity, the URI of the home domain and the computed response (TS 24.229 clause 5.1.1.5.1). The private identity
 * is compared where it is known, the response where the password is; that of AKA is not (RFC 3310), nor with `auts`. RFC7616-3.4-1 and
 * -3.4-4 leave these parameters to this entry; a uri that is not the Request-URI breaks RFC3261-22.4-1 as well, which asks for that.
 */
export const challengeAnswer: ProvokedCheck = {
  requirement: 'TS24229-5.1.1.5-2',
  on: ['refused'],
  isProvokedBy: (cause, _, context) =>
    cause.kind === 'refused' && cause.tx.kind === 'register' && isIms(context) && isChallenge(cause),
  window: WINDOW,
  judge(episode) {
    const { cause, context, isOver } = episode;
    if (cause.kind !== 'refused') return [];
    for (const { tx } of retriesIn(episode, cause.tx)) {
      if (isUnreadable(tx)) return [];
      const own = tx.credentials.find((one) => one.scheme === 'digest' && textOf(one, 'nonce') !== '');
      if (own === undefined) continue;
      const found = judgeAnswer(own, tx, cause, context);
      return found.map((observation) => ({ observation, evidence: tx.event }));
    }
    return isOver ? [] : undefined;
  },
};

function judgeAnswer(
  own: Presented,
  tx: ClientTransaction,
  cause: StepOf<'refused'>,
  context: JudgeContext,
): readonly Observation[] {
  const challenges = challengesOf(cause).filter(({ scheme }) => scheme === 'digest');
  const asked = challenges.find(({ nonce }) => nonce === textOf(own, 'nonce')) ?? challenges[0];
  // The nonce of another challenge: that one is answered.
  if (asked === undefined || (own.challenge !== undefined && own.challenge.frame !== cause.event.frame)) return [];
  const found = [...judgeTold(own, asked, cause.event.frame), ...judgeOwn(own, tx, context)];
  return found.length > 0 ? found : [pass('the challenge is answered as it was told')];
}

/** What comes from the challenge. */
function judgeTold(
  own: Presented,
  { realm, nonce, algorithm = 'MD5' }: Challenge,
  frame: number,
): readonly Observation[] {
  const told = { realm, nonce, algorithm };
  return (['realm', 'nonce', 'algorithm'] as const).flatMap((key) => {
    const expected = told[key];
    const given = paramOf(own, key);
    if (isSame(key, given?.value, expected)) return [];
    const text = `${key} ${given === undefined ? 'is missing' : quoted(given.value ?? '')} in the answer to frame ${frame}`;
    const details = { expected: `${key}="${expected}"`, otherFrame: frame, span: (given ?? own.field).span };
    return [fail(text, { ...details, ...(given === undefined && { actual: 'missing' }) })];
  });
}

function isSame(key: string, given: string | undefined, told: string): boolean {
  return key === 'algorithm' ? (given ?? 'MD5').toLowerCase() === told.toLowerCase() : given === told;
}

/** What comes from the client. */
function judgeOwn(own: Presented, tx: ClientTransaction, context: JudgeContext): readonly Observation[] {
  const found: Observation[] = [];
  const differs = (key: string, expected: string) => {
    const param = paramOf(own, key);
    const seen = param === undefined ? `no ${key}` : `${key} ${quoted(param.value ?? '')}`;
    const details = { expected: `${key}="${expected}"`, span: (param ?? own.field).span };
    const missing = param === undefined && { actual: 'missing' };
    found.push(fail(`${seen} in the answer to the challenge`, { ...details, ...missing }));
  };
  const { username } = context;
  const isHashed = textOf(own, 'userhash').toLowerCase() === 'true';
  if (username !== undefined && !isHashed && !isText(textOf(own, 'username'), username)) differs('username', username);
  const domain = homeDomainOf(tx.message, context);
  if (domain !== undefined && !isDomainUri(textOf(own, 'uri'), domain)) differs('uri', `sip:${domain}`);
  const response = responseOf(own, tx, context);
  if (paramOf(own, 'response') === undefined && paramOf(own, 'auts') === undefined) differs('response', 'the digest');
  if (response === 'upper-case') differs('response', textOf(own, 'response').toLowerCase());
  else if (response !== undefined && response !== 'right') differs('response', response.expected);
  return found;
}
