import type { ProvokedCheck } from './provoked/provoked-check';
import { answersChallenge } from './rfc3261/8.1.3.5-1-answers-challenge';
import { rejectedCredentials } from './rfc3261/22.1-1-rejected-credentials';
import { higherCseq } from './rfc3261/22.2-1-higher-cseq';
import { proxyCredentials } from './rfc3261/22.3-1-proxy-credentials';
import { bothCredentials } from './rfc3261/22.3-2-both-credentials';
import { offeredQop } from './rfc3261/22.4-2-offered-qop';
import { joinedCredentials } from './rfc3261/22.4-3-joined-credentials';
import { mirroredOffer } from './rfc3329/2.3.1-1-mirrored-offer';
import { secAgreeRequired } from './rfc3329/2.3.1-2-sec-agree-required';
import { after494 } from './rfc3329/2.3.1-4-after-494';
import { credentialsCached } from './rfc6665/4.4.3-2-credentials-cached';
import { staleNonce } from './rfc7616/3.3-1-stale-nonce';
import { rightResponse } from './rfc7616/3.4-1-right-response';
import { nonceCount } from './rfc7616/3.4-2-nonce-count';
import { cnonceWithQop } from './rfc7616/3.4-3-cnonce-with-qop';
import { returnedParameters } from './rfc7616/3.4-4-returned-parameters';
import { quoting } from './rfc7616/3.4-5-quoting';
import { nextNonce } from './rfc7616/3.5-1-nextnonce';
import { topmostAlgorithm } from './rfc8760/2.4-1-topmost-algorithm';
import { unknownChallenges } from './rfc8760/2.4-2-unknown-challenges';
import { noBasic } from './rfc8760/2.6-1-no-basic';
import { protectedRegister } from './ts24229/5.1.1.5-1-protected-register';
import { challengeAnswer } from './ts24229/5.1.1.5-2-challenge-answer';

/** How a client answers challenges, and what it does in an IMS core (RFC 3261 §22, RFC 7616, RFC 8760, RFC 3329, RFC 3608, TS 24.229). */
export const credentialChecks: readonly ProvokedCheck[] = [
  answersChallenge,
  rejectedCredentials,
  higherCseq,
  proxyCredentials,
  bothCredentials,
  offeredQop,
  joinedCredentials,
  staleNonce,
  rightResponse,
  nonceCount,
  cnonceWithQop,
  returnedParameters,
  quoting,
  nextNonce,
  topmostAlgorithm,
  unknownChallenges,
  noBasic,
  credentialsCached,
  protectedRegister,
  challengeAnswer,
  mirroredOffer,
  secAgreeRequired,
  after494,
];
