import type { ProvokedCheck } from './provoked/provoked-check';
import { compactNames } from './rfc3261/7.3.3-1-compact-names';
import { leadingLineEnds } from './rfc3261/7.5-1-leading-line-ends';
import { unsupportedMethod } from './rfc3261/8.2.1-1-unsupported-method';
import { requiredExtension } from './rfc3261/8.2.2.3-1-required-extension';
import { unknownParts } from './rfc3261/8.2.2-1-unknown-parts';
import { bodyType } from './rfc3261/8.2.3-1-body-type';
import { contentCoding } from './rfc3261/8.2.3-2-content-coding';
import { copiedFields } from './rfc3261/8.2.6.2-1-copied-fields';
import { toTag } from './rfc3261/8.2.6.2-2-to-tag';
import { lowerCSeq } from './rfc3261/12.2.2-1-lower-cseq';
import { cseqGap } from './rfc3261/12.2.2-2-cseq-gap';
import { sameAnswer } from './rfc3261/17.2.2-1-same-answer';
import { noSpontaneousAnswer } from './rfc3261/17.2.2-2-no-spontaneous-answer';
import { newBranch } from './rfc3261/17.2.3-1-new-branch';
import { received } from './rfc3261/18.2.1-1-received';
import { wayBack } from './rfc3261/18.2.2-1-way-back';
import { surplusOctets } from './rfc3261/18.3-1-surplus-octets';
import { shortBody } from './rfc3261/18.3-2-short-body';
import { noSubscriptionAfterRefusal } from './rfc3265/3.1.4.1-1-no-subscription-after-refusal';
import { rportFilled } from './rfc3581/4-1-rport-filled';
import { noOtherProvisional } from './rfc4320/4.1-1-no-other-provisional';
import { noEarly100 } from './rfc4320/4.1-2-no-early-100';
import { provisionalWhenSlow } from './rfc4320/4.1-3-100-when-slow';
import { no408 } from './rfc4320/4.2-1-no-408';
import { emptyDocument } from './rfc4354/5.5-2-empty-document';
import { severalEntities } from './rfc4354/5.5-3-several-entities';
import { oneDialog } from './rfc4354/5.9-1-one-dialog';
import { foreignExtensions } from './rfc4354/6-11-foreign-extensions';
import { noRepeatAfter406 } from './rfc6665/4.1.2.1-1-no-repeat-after-406';
import { deadDialog } from './rfc6665/4.1.2.2-1-dead-dialog';
import { endWithoutDocument } from './rfc6665/4.1.2.3-1-end-without-document';
import { earlyNotify } from './rfc6665/4.1.2.4-1-early-notify';
import { lateNotify } from './rfc6665/4.1.2.4-2-late-notify';
import { noMatch } from './rfc6665/4.1.3-1-no-match';
import { unsupportedPackage } from './rfc6665/4.1.3-2-unsupported-package';
import { accepted } from './rfc6665/4.1.3-3-accepted';
import { end } from './rfc6665/4.1.3-4-end';
import { endWithExpires } from './rfc6665/4.1.3-5-end-with-expires';
import { deactivated } from './rfc6665/4.1.3-6-deactivated';
import { probation } from './rfc6665/4.1.3-7-probation';
import { rejected } from './rfc6665/4.1.3-8-rejected';
import { timeout } from './rfc6665/4.1.3-9-timeout';
import { giveup } from './rfc6665/4.1.3-10-giveup';
import { noresource } from './rfc6665/4.1.3-11-noresource';
import { invariant } from './rfc6665/4.1.3-12-invariant';
import { unknownReason } from './rfc6665/4.1.3-13-unknown-reason';
import { noWait } from './rfc6665/4.1.3-14-no-wait';
import { pending } from './rfc6665/4.1.3-15-pending';
import { shortened } from './rfc6665/4.1.3-16-shortened';
import { unaskedState } from './rfc6665/4.2.2-1-unasked-state';
import { otherFromTag } from './rfc6665/4.4.1-1-other-from-tag';
import { allowEvents } from './rfc6665/4.4.4-1-allow-events';
import { eventCase } from './rfc6665/8.2.1-1-event-case';
import { eventId } from './rfc6665/8.2.1-2-event-id';
import { after202 } from './rfc6665/8.3.1-1-after-202';

/** How a client answers the requests of the server (RFC 3261 §8.2, §12.2.2, §17.2.2, RFC 6665, RFC 4354). */
export const notificationChecks: readonly ProvokedCheck[] = [
  compactNames,
  leadingLineEnds,
  unsupportedMethod,
  unknownParts,
  requiredExtension,
  bodyType,
  contentCoding,
  copiedFields,
  toTag,
  lowerCSeq,
  cseqGap,
  sameAnswer,
  noSpontaneousAnswer,
  newBranch,
  received,
  wayBack,
  surplusOctets,
  shortBody,
  rportFilled,
  noOtherProvisional,
  noEarly100,
  provisionalWhenSlow,
  no408,
  noSubscriptionAfterRefusal,
  noRepeatAfter406,
  deadDialog,
  endWithoutDocument,
  earlyNotify,
  lateNotify,
  noMatch,
  unsupportedPackage,
  accepted,
  end,
  endWithExpires,
  deactivated,
  probation,
  rejected,
  timeout,
  giveup,
  noresource,
  invariant,
  unknownReason,
  noWait,
  pending,
  shortened,
  unaskedState,
  otherFromTag,
  allowEvents,
  eventCase,
  eventId,
  after202,
  emptyDocument,
  severalEntities,
  oneDialog,
  foreignExtensions,
];
