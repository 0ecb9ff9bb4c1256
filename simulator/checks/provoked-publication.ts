import type { ProvokedCheck } from './provoked/provoked-check';
import { bindingRefreshed } from './rfc3261/10.2.4-1-refresh-in-time';
import { pauseAfterTimeout } from './rfc3261/10.2.7-1-pause-after-timeout';
import { intervalTooBrief } from './rfc3261/10.2.8-1-interval-too-brief';
import { oneRegistrationAtATime } from './rfc3261/10.2-6-one-registration-at-a-time';
import { grantedLifetime } from './rfc3903/4.2-5-granted-lifetime';
import { refreshInTime } from './rfc3903/4.3-1-refresh-in-time';
import { oneAtATime } from './rfc3903/4-1-one-at-a-time';
import { noRouteSet } from './rfc3903/4-2-no-route-set';
import { noRepeatAfter412 } from './rfc3903/5-1-no-repeat-after-412';
import { initialAfter412 } from './rfc3903/5-2-initial-after-412';
import { forgetsTag } from './rfc3903/5-3-forgets-tag';
import { noLoopAfter423 } from './rfc3903/5-4-no-loop-after-423';
import { afterTimeout } from './rfc3903/5-5-after-timeout';
import { noRepeatAfter489 } from './rfc3903/6-1-no-repeat-after-489';
import { waitsAfter503 } from './rfc3903/9-1-retry-after';
import { digestForPublish } from './rfc3903/14.1-1-digest';
import { oneInitialRegistrationAtATime } from './ts24229/5.1.1.2-9-one-registration-at-a-time';
import { registrationEvent } from './ts24229/5.1.1.3-1-registration-event';
import { reregistrationTime } from './ts24229/5.1.1.4-1-reregistration-time';

/** How a client publishes and registers when the server does not simply accept (RFC 3903, RFC 3261 §10, TS 24.229). */
export const publicationChecks: readonly ProvokedCheck[] = [
  oneRegistrationAtATime,
  bindingRefreshed,
  pauseAfterTimeout,
  intervalTooBrief,
  oneAtATime,
  noRouteSet,
  grantedLifetime,
  refreshInTime,
  noRepeatAfter412,
  initialAfter412,
  forgetsTag,
  noLoopAfter423,
  afterTimeout,
  noRepeatAfter489,
  waitsAfter503,
  digestForPublish,
  oneInitialRegistrationAtATime,
  registrationEvent,
  reregistrationTime,
];
