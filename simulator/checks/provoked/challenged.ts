import { numberOf } from '../../core/text-number';
import { type Challenge, challengesIn } from '../../sip/challenge';
import { fieldsNamed, utf8 } from '../../sip/message';
import { type Param, paramNamed } from '../../sip/params';
import type { JudgeContext, Secret } from '../check';
import { callIdOf } from '../exchange';
import type { Presented } from './credentials-seen';
import { isSameRequest, requestsSince } from './looks';
import type { ClientTransaction, Episode, Step, StepOf } from './provoked-check';

/** Algorithms of the IANA registry for HTTP Digest, and those of IMS AKA with the hash behind them (RFC 3310, RFC 4169). */
const registered = /^(?:akav[0-9]+-)?(?:md5|sha|sha-256|sha-512|sha-512-256)(?:-sess)?$/i;

/** A refusal that asks for credentials: the first final response, 401 or 407, to REGISTER or a request about the settings. */
export function isChallenge(step: Step): step is StepOf<'refused'> {
  if (step.kind !== 'refused' || step.isRepeated) return false;
  const { status } = step.response;
  return (status === 401 || status === 407) && isAuthenticated(step.tx);
}

/** Whether the entries on credentials look at a request: REGISTER, PUBLISH and SUBSCRIBE of the settings. */
export function isAuthenticated({ kind }: ClientTransaction): boolean {
  return kind === 'register' || kind === 'settings-publish' || kind.startsWith('settings-subscribe');
}

/** The challenges that a status speaks of: those of a server in a 401, of a proxy in a 407. */
export function challengesOf({ response }: StepOf<'refused'>): readonly Challenge[] {
  const isProxy = response.status === 407;
  return challengesIn(response.message).filter((one) => one.isProxy === isProxy);
}

/** Whether anybody can know the algorithm and scheme of a challenge, and it has a qop that is defined. */
export function isKnown({ scheme, algorithm = 'MD5', qop }: Challenge): boolean {
  if (scheme !== 'digest' || !registered.test(algorithm)) return false;
  return qop.length === 0 || qop.includes('auth') || qop.includes('auth-int');
}

/** Whether the client surely knows the algorithm: those of PICS digest_algorithms, MD5 where nothing is stated. */
export function isSupported(challenge: Challenge, { pics }: JudgeContext): boolean {
  const algorithms = pics.digest_algorithms ?? ['MD5'];
  const { algorithm = 'MD5' } = challenge;
  return isKnown(challenge) && algorithms.some((one) => one.toLowerCase() === algorithm.toLowerCase());
}

/** A parameter of credentials. */
export function paramOf({ params }: Presented, key: string): Param | undefined {
  return paramNamed(params, key);
}

/** The text of a parameter of credentials; empty where it is missing. */
export function textOf(presented: Presented, key: string): string {
  return paramOf(presented, key)?.value ?? '';
}

/** The digest credentials of a request. The first REGISTER in an IMS core has some that answer nothing: their nonce is empty. */
export function digestsOf({ credentials }: ClientTransaction): readonly Presented[] {
  return credentials.filter((one) => one.scheme === 'digest' && textOf(one, 'nonce') !== '');
}

/** Whether digest credentials are there, for checks that look at each request. */
export function hasDigest({ credentials }: ClientTransaction): boolean {
  return credentials.length > 0 && credentials.some((one) => one.scheme === 'digest' && textOf(one, 'nonce') !== '');
}

/** Whether a request has rows of credentials that cannot be read: then nobody knows what it has. */
export function isUnreadable({ message, credentials }: ClientTransaction): boolean {
  const fields = ['authorization', 'proxy-authorization'].flatMap((key) => fieldsNamed(message, key));
  return fields.some((field) => !credentials.some((one) => one.field === field));
}

/** Whether two requests have one Call-ID and method. */
export function isSameUse({ message: one }: ClientTransaction, { message: other }: ClientTransaction): boolean {
  return one.start.method === other.start.method && callIdOf(one) === callIdOf(other);
}

/** The requests since the cause that repeat the one that was refused: those of its Call-ID, and the same under another one. */
export function retriesIn(episode: Episode, refused: ClientTransaction): readonly StepOf<'request'>[] {
  return requestsSince(episode).filter(
    ({ tx }) => tx.kind === refused.kind && (isSameUse(tx, refused) || isSameRequest(tx, refused)),
  );
}

/** Whether credentials answer a challenge to a request with the same Call-ID and method. */
export function isAnswer({ message }: ClientTransaction, { challenge }: Presented): boolean {
  return challenge?.callId === numberOf(callIdOf(message)) && challenge.method === message.start.method;
}

/** The request that answers a challenge: the first with a nonce of it, under whatever Call-ID. */
export function answerToChallenge(episode: Episode, cause: StepOf<'refused'>): StepOf<'request'> | undefined {
  const nonces = challengesOf(cause).map(({ nonce }) => nonce);
  return requestsSince(episode).find(
    ({ tx }) => tx.kind === cause.tx.kind && digestsOf(tx).some((one) => nonces.includes(textOf(one, 'nonce'))),
  );
}

/** The 401 or 407 that a request is the next one after, with the same Call-ID and method. */
export function refusalBefore(tx: ClientTransaction): ClientTransaction['final'] {
  const { before } = tx;
  const status = before?.final?.status;
  if (before === undefined || (status !== 401 && status !== 407)) return undefined;
  return isSameUse(before, tx) ? before.final : undefined;
}

/** What is known of the password for a realm; messages have one character per octet. */
export function secretsFor(realm: string, { secrets = [] }: JudgeContext): readonly Secret[] {
  return secrets.filter((one) => isText(realm, one.realm));
}

/** Whether octets of a message are a text. */
export function isText(octets: string, text: string): boolean {
  return octets === text || utf8(octets) === text;
}

/** Whether the client was told a password for one of the realms. */
export function canAnswer(challenges: readonly Challenge[], context: JudgeContext): boolean {
  return challenges.some(({ realm }) => secretsFor(realm, context).length > 0);
}

/** The name of the header field that credentials stand in. */
export function nameOf({ isProxy }: Pick<Presented, 'isProxy'>): string {
  return isProxy ? 'Proxy-Authorization' : 'Authorization';
}
