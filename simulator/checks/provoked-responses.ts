import type { ProvokedCheck } from './provoked/provoked-check';
import { noStorm } from './rfc3261/8.1.3.1-1-no-storm';
import { unknownStatus } from './rfc3261/8.1.3.2-1-unknown-status';
import { severalVias } from './rfc3261/8.1.3.3-1-several-vias';
import { followsRedirect } from './rfc3261/8.1.3.4-1-follows-redirect';
import { targetAsRequestUri } from './rfc3261/8.1.3.4-2-target-as-request-uri';
import { eachTargetOnce } from './rfc3261/8.1.3.4-3-each-target-once';
import { correctedRetry } from './rfc3261/8.1.3.5-2-corrected-retry';
import { listedTypes } from './rfc3261/8.1.3.5-3-listed-types';
import { dropsOptions } from './rfc3261/8.1.3.5-4-drops-options';
import { sipInsteadOfTel } from './rfc3261/8.1.3.5-6-sip-instead-of-tel';
import { noCancel } from './rfc3261/9.1-1-no-cancel';
import { timerE } from './rfc3261/17.1.2.2-1-timer-e';
import { timerF } from './rfc3261/17.1.2.2-3-timer-f';
import { timerEProceeding } from './rfc3261/17.1.2.2-4-timer-e-proceeding';
import { finalEndsCopies } from './rfc3261/17.1.2.2-5-final-ends-copies';
import { absorbsCopies } from './rfc3261/17.1.2.2-6-absorbs-copies';
import { onceOverStream } from './rfc3261/17.1.2.2-7-once-over-stream';
import { matching } from './rfc3261/17.1.3-1-matching';
import { sentByPort } from './rfc3261/18.1.1-4-sent-by-port';
import { sameConnection } from './rfc3261/18.1.1-5-same-connection';
import { foreignSentBy } from './rfc3261/18.1.2-1-foreign-sent-by';
import { waitsForRetryAfter } from './rfc3261/20.33-1-retry-after';
import { movedTemporarily } from './rfc3261/21.3.3-1-moved-temporarily';
import { noRepeatAfter403 } from './rfc3261/21.4.4-1-no-repeat-after-403';
import { noRepeatAfter404 } from './rfc3261/21.4.5-1-no-repeat-after-404';
import { noRepeatAfter4xx } from './rfc3261/21.4-1-no-repeat-after-4xx';
import { pauseAfter500 } from './rfc3261/21.5.1-1-pause-after-500';
import { silenceAfter503 } from './rfc3261/21.5.4-1-silence-after-503';
import { unavailableAsError } from './rfc3261/21.5.4-2-503-as-500';
import { globalFailure } from './rfc3261/21.6-1-6xx-is-final';
import { sourcePort } from './rfc3581/3-2-source-port';
import { retryWithoutPref } from './rfc3841/5-1-retry-without-pref';
import { pingAndPong } from './rfc5626/4.4.1-2-ping-and-pong';
import { flowTimer } from './rfc5626/4.4-1-flow-timer';
import { withoutReceived } from './rfc7118/5.3-1-without-received';
import { enlargedTimers } from './ts24229/7.7-1-ims-timers';

/** What a client does after a response that is no plain success, and how it keeps to its transactions (RFC 3261 §8.1.3, §17.1.2, §18, §20.33, §21). */
export const responseChecks: readonly ProvokedCheck[] = [
  noStorm,
  unknownStatus,
  severalVias,
  followsRedirect,
  targetAsRequestUri,
  eachTargetOnce,
  correctedRetry,
  listedTypes,
  dropsOptions,
  sipInsteadOfTel,
  noCancel,
  timerE,
  timerF,
  timerEProceeding,
  finalEndsCopies,
  absorbsCopies,
  onceOverStream,
  matching,
  sentByPort,
  sameConnection,
  foreignSentBy,
  waitsForRetryAfter,
  movedTemporarily,
  noRepeatAfter4xx,
  noRepeatAfter403,
  noRepeatAfter404,
  pauseAfter500,
  silenceAfter503,
  unavailableAsError,
  globalFailure,
  sourcePort,
  flowTimer,
  pingAndPong,
  withoutReceived,
  retryWithoutPref,
  enlargedTimers,
];
