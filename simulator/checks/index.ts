import { publishMethod } from './6.1.1.1/1-publish-method';
import { publishRequestUri } from './6.1.1.1/2-request-uri';
import { publishOriginator } from './6.1.1.1/3-originator';
import { acceptContact } from './6.1.1.1/4-accept-contact';
import { publishEvent } from './6.1.1.1/5-event';
import { noExpires } from './6.1.1.1/6-no-expires';
import { statesIsb } from './6.1.1.1/7a-isb';
import { statesIpmb } from './6.1.1.1/7b-ipmb';
import { statesVis } from './6.1.1.1/7c-vis';
import { statesDms } from './6.1.1.1/7d-dms';
import { statesChs } from './6.1.1.1/7e-chs';
import { publishNextHop } from './6.1.1.1/8-next-hop';
import { publishIms } from './6.1.1.1/ims';
import { subscribeMethod } from './6.1.1.2/1-subscribe-method';
import { subscribeRequestUri } from './6.1.1.2/2-request-uri';
import { subscribeOriginator } from './6.1.1.2/3-originator';
import { subscribeEvent } from './6.1.1.2/4-event';
import { expiresZero } from './6.1.1.2/5-expires-zero';
import { subscribeNextHop } from './6.1.1.2/6-next-hop';
import { subscribeIms } from './6.1.1.2/ims';
import type { Check } from './check';
import { requestLine } from './rfc3261/7.1-1-request-line';
import { bareRequestUri } from './rfc3261/7.1-2-request-uri';
import { methodCase } from './rfc3261/7.1-3-method-case';
import { headerRows } from './rfc3261/7.3.1-1-header-rows';
import { singleRows } from './rfc3261/7.3.1-2-single-rows';
import { repeatedParams } from './rfc3261/7.3.1-3-repeated-params';
import { contentType } from './rfc3261/7.4.1-1-content-type';
import { contentEncoding } from './rfc3261/7.4.1-2-content-encoding';
import { noChunks } from './rfc3261/7.4.2-1-no-chunks';
import { lineEnds } from './rfc3261/7-1-line-ends';
import { toIsTarget } from './rfc3261/8.1.1.1-1-to-is-target';
import { noToTag } from './rfc3261/8.1.1.2-1-no-to-tag';
import { fromTag } from './rfc3261/8.1.1.3-1-from-tag';
import { logicalFrom } from './rfc3261/8.1.1.3-2-logical-from';
import { callIdOfItsOwn } from './rfc3261/8.1.1.4-1-call-id-of-its-own';
import { callId } from './rfc3261/8.1.1.4-2-call-id';
import { cseqMethod } from './rfc3261/8.1.1.5-1-cseq-method';
import { cseqNumber } from './rfc3261/8.1.1.5-2-cseq-number';
import { maxForwards } from './rfc3261/8.1.1.6-1-max-forwards';
import { maxForwards70 } from './rfc3261/8.1.1.6-2-max-forwards-70';
import { viaTransport } from './rfc3261/8.1.1.7-1-via-transport';
import { branch } from './rfc3261/8.1.1.7-2-branch';
import { branchOfItsOwn } from './rfc3261/8.1.1.7-3-branch-of-its-own';
import { oneContact } from './rfc3261/8.1.1.8-1-one-contact';
import { sipsContact } from './rfc3261/8.1.1.8-2-sips-contact';
import { optionTags } from './rfc3261/8.1.1.9-1-option-tags';
import { mandatory } from './rfc3261/8.1.1-1-mandatory';
import { topRoute } from './rfc3261/8.1.2-1-top-route';
import { starWithZero } from './rfc3261/10.2.2-1-star-with-zero';
import { domainAsRequestUri } from './rfc3261/10.2-1-domain-as-request-uri';
import { addressOfRecord } from './rfc3261/10.2-2-address-of-record';
import { fromAsTo } from './rfc3261/10.2-3-from-as-to';
import { cseqByOne } from './rfc3261/10.2-4-cseq-by-one';
import { oneCallId } from './rfc3261/10.2-5-one-call-id';
import { publishedAfterRegistration } from './rfc3261/10.3-1-published-after-registration';
import { dialogIdentifiers } from './rfc3261/12.2.1.1-1-dialog-identifiers';
import { remoteTarget } from './rfc3261/12.2.1.1-2-remote-target';
import { preloadedRoute } from './rfc3261/12.2.1.1-3-preloaded-route';
import { noAck } from './rfc3261/17.1.2.1-1-no-ack';
import { sizeLimit } from './rfc3261/18.1.1-1-size-limit';
import { viaAfterSwitch } from './rfc3261/18.1.1-2-via-after-switch';
import { sentBy } from './rfc3261/18.1.1-3-sent-by';
import { uriParts } from './rfc3261/19.1.1-1-uri-parts';
import { escapes } from './rfc3261/19.1.2-1-escapes';
import { tags } from './rfc3261/19.3-1-tags';
import { disposition } from './rfc3261/20.11-1-disposition';
import { contentLength } from './rfc3261/20.14-1-content-length';
import { streamLength } from './rfc3261/20.14-2-stream-length';
import { emptyBody } from './rfc3261/20.14-3-empty-body';
import { datagramLength } from './rfc3261/20.14-4-datagram-length';
import { expires } from './rfc3261/20.19-1-expires';
import { brackets } from './rfc3261/20-1-brackets';
import { credentialsKept } from './rfc3261/22.2-2-credentials-kept';
import { credentialsUri } from './rfc3261/22.4-1-credentials-uri';
import { statedDuration } from './rfc3265/3.1.1-1-duration';
import { contactExpires } from './rfc3265/3.1.1-2-contact-expires';
import { oneSubscribedEvent } from './rfc3265/3.1.2-1-one-event';
import { sameId } from './rfc3265/3.1.2-2-same-id';
import { notApplicableInSubscribe } from './rfc3265/7.1-1-not-applicable';
import { onlyToTrustedProxy } from './rfc3325/6-1-trusted-proxy';
import { privacyValues } from './rfc3325/7-1-privacy';
import { preferredIdentities } from './rfc3325/9.2-1-number-of-values';
import { bareIdentities } from './rfc3325/9.2-2-bare-values';
import { supportedPath } from './rfc3327/5.1-1-supported-path';
import { noPreferences } from './rfc3329/2.3.1-3-no-preferences';
import { rport } from './rfc3581/3-1-rport';
import { serviceRouteOrder } from './rfc3608/6.1-1-order';
import { newestServiceRoute } from './rfc3608/6.1-2-newest';
import { featureParameters } from './rfc3840/9-1-feature-parameters';
import { registeredFeature } from './rfc3840/9-2-registered-feature';
import { methodPreferred } from './rfc3841/5.2-1-methods';
import { eventPreferred } from './rfc3841/5.2-2-events';
import { oneDirectivePerType } from './rfc3841/9.1-1-directives';
import { noPreferencesInRegister } from './rfc3841/9-1-not-in-register';
import { preferenceSyntax } from './rfc3841/10-1-star';
import { flagsOnce } from './rfc3841/10-2-flags-once';
import { tagsOnce } from './rfc3841/10-3-tags-once';
import { bareFlags } from './rfc3841/10-4-bare-flags';
import { onePublishedEvent } from './rfc3903/4.1-1-one-event';
import { oneEntityTag } from './rfc3903/4.1-2-one-entity-tag';
import { latestEntityTag } from './rfc3903/4.1-3-latest-entity-tag';
import { noEntityTagAtFirst } from './rfc3903/4.2-1-no-entity-tag';
import { storedTag } from './rfc3903/4.2-2-stored-tag';
import { initialBody } from './rfc3903/4.2-3-initial-body';
import { noSuggestedLifetime } from './rfc3903/4.2-4-no-expires';
import { refreshNamesPublication } from './rfc3903/4.3-2-refresh-names-publication';
import { bodylessRefresh } from './rfc3903/4.3-3-bodyless-refresh';
import { tagOfRefresh } from './rfc3903/4.3-4-tag-of-refresh';
import { changeNamesPublication } from './rfc3903/4.4-1-change-names-publication';
import { changedState } from './rfc3903/4.4-2-changed-state';
import { tagOfChange } from './rfc3903/4.4-3-tag-of-change';
import { removalNamesPublication } from './rfc3903/4.5-1-removal-names-publication';
import { removalWithoutBody } from './rfc3903/4.5-2-removal-without-body';
import { contactInPublish } from './rfc3903/4-3-contact';
import { publishOutsideDialog } from './rfc3903/4-4-outside-dialog';
import { notApplicableInPublish } from './rfc3903/11.1.1-1-not-applicable';
import { entityTagToken } from './rfc3903/12-1-entity-tag-token';
import { noSubscribeBody } from './rfc4354/5.3-1-no-subscribe-body';
import { acceptsSettings } from './rfc4354/5.5-1-accept';
import { fetchesOnly } from './rfc4354/5.11-1-fetches-only';
import { settingsType } from './rfc4354/5.14-1-media-type';
import { singleDocument } from './rfc4354/5.14-2-single-document';
import { constantEntityId } from './rfc4354/5.16-1-constant-id';
import { noPeriodicPublication } from './rfc4354/5.18-1-no-periodic-publication';
import { wellFormed } from './rfc4354/6-1-well-formed';
import { validDocument } from './rfc4354/6-2-valid';
import { utf8Document } from './rfc4354/6-3-utf-8';
import { rootElement } from './rfc4354/6-4-root';
import { oneEntity } from './rfc4354/6-5-one-entity';
import { entityId } from './rfc4354/6-6-entity-id';
import { isbSettings } from './rfc4354/6-7-isb-settings';
import { booleanSettings } from './rfc4354/6-8-boolean';
import { extensionElements } from './rfc4354/6-9-extensions';
import { namedCharset } from './rfc4354/9.2-1-charset';
import { noCrlfOverUdp } from './rfc5626/4.4.1-1-no-crlf-over-udp';
import { oneIdentityHeader } from './rfc5876/4.1-1-one-of-both';
import { noAssertedIdentity } from './rfc5876/4.1-2-no-asserted-identity';
import { sparingPolls } from './rfc6665/4.4.3-1-sparing-polls';
import { dialogOfItsOwn } from './rfc6665/4.5-1-dialog-of-its-own';
import { eventElsewhere } from './rfc6665/8.2.1-3-event-elsewhere';
import { subscriptionStateElsewhere } from './rfc6665/8.2.3-1-subscription-state';
import { subprotocol } from './rfc7118/4.1-1-subprotocol';
import { viaAndContact } from './rfc7118/5.1-1-via-and-contact';
import { oneMessage } from './rfc7118/5-1-one-message';
import { accessNetwork } from './rfc7315/5.4-1-access-network';
import { notInFirstRegister } from './rfc7315/6.4-1-not-in-first-register';
import { temporaryIdentity } from './ts24229/5.1.1.1a-1-temporary-identity';
import { publicIdentity } from './ts24229/5.1.1.2-1-public-identity';
import { homeDomain } from './ts24229/5.1.1.2-2-home-domain';
import { registeredContact } from './ts24229/5.1.1.2-3-contact';
import { registrationTime } from './ts24229/5.1.1.2-4-registration-time';
import { registerSupported } from './ts24229/5.1.1.2-5-supported';
import { registerVia } from './ts24229/5.1.1.2-6-via';
import { firstCredentials } from './ts24229/5.1.1.2-7-first-credentials';
import { securityClient } from './ts24229/5.1.1.2-8-security-client';
import { onlyWhileRegistered } from './ts24229/5.1.1.2-10-only-while-registered';
import { barredIdentity } from './ts24229/5.1.1.2-11-barred-identity';
import { preloadedServiceRoute } from './ts24229/5.1.2a.1.1-1-route';
import { tellsAccessNetwork } from './ts24229/5.1.2a.1.1-2-access-network';
import { contactPort } from './ts24229/5.1.2a.1.1-3-contact-port';
import { viaPort } from './ts24229/5.1.2a.1.1-4-via-port';
import { preferredIdentity } from './ts24229/5.1.2a.1.1-5-preferred-identity';
import { fromIdentity } from './ts24229/5.1.2a.1.1-6-from-identity';

/** One check for each requirement that is verified by looking at requests, in the order of the catalogue. */
export const checks: readonly Check[] = [
  publishMethod,
  publishRequestUri,
  publishOriginator,
  acceptContact,
  publishEvent,
  noExpires,
  statesIsb,
  statesIpmb,
  statesVis,
  statesDms,
  statesChs,
  publishNextHop,
  publishIms,
  subscribeMethod,
  subscribeRequestUri,
  subscribeOriginator,
  subscribeEvent,
  expiresZero,
  subscribeNextHop,
  subscribeIms,
  lineEnds,
  requestLine,
  bareRequestUri,
  methodCase,
  headerRows,
  singleRows,
  repeatedParams,
  contentType,
  contentEncoding,
  noChunks,
  mandatory,
  toIsTarget,
  noToTag,
  fromTag,
  logicalFrom,
  callIdOfItsOwn,
  callId,
  cseqMethod,
  cseqNumber,
  maxForwards,
  maxForwards70,
  viaTransport,
  branch,
  branchOfItsOwn,
  oneContact,
  sipsContact,
  optionTags,
  topRoute,
  domainAsRequestUri,
  addressOfRecord,
  fromAsTo,
  cseqByOne,
  oneCallId,
  starWithZero,
  publishedAfterRegistration,
  dialogIdentifiers,
  remoteTarget,
  preloadedRoute,
  noAck,
  sizeLimit,
  viaAfterSwitch,
  sentBy,
  uriParts,
  escapes,
  tags,
  brackets,
  disposition,
  contentLength,
  streamLength,
  emptyBody,
  datagramLength,
  expires,
  credentialsKept,
  credentialsUri,
  rport,
  noCrlfOverUdp,
  subprotocol,
  oneMessage,
  viaAndContact,
  contactInPublish,
  publishOutsideDialog,
  onePublishedEvent,
  oneEntityTag,
  latestEntityTag,
  noEntityTagAtFirst,
  storedTag,
  initialBody,
  noSuggestedLifetime,
  refreshNamesPublication,
  bodylessRefresh,
  tagOfRefresh,
  changeNamesPublication,
  changedState,
  tagOfChange,
  removalNamesPublication,
  removalWithoutBody,
  notApplicableInPublish,
  entityTagToken,
  statedDuration,
  contactExpires,
  oneSubscribedEvent,
  sameId,
  notApplicableInSubscribe,
  sparingPolls,
  dialogOfItsOwn,
  eventElsewhere,
  subscriptionStateElsewhere,
  methodPreferred,
  eventPreferred,
  noPreferencesInRegister,
  oneDirectivePerType,
  preferenceSyntax,
  flagsOnce,
  tagsOnce,
  bareFlags,
  featureParameters,
  registeredFeature,
  noSubscribeBody,
  acceptsSettings,
  fetchesOnly,
  settingsType,
  singleDocument,
  constantEntityId,
  noPeriodicPublication,
  wellFormed,
  validDocument,
  utf8Document,
  rootElement,
  oneEntity,
  entityId,
  isbSettings,
  booleanSettings,
  extensionElements,
  namedCharset,
  onlyToTrustedProxy,
  privacyValues,
  preferredIdentities,
  bareIdentities,
  oneIdentityHeader,
  noAssertedIdentity,
  temporaryIdentity,
  publicIdentity,
  homeDomain,
  registeredContact,
  registrationTime,
  registerSupported,
  registerVia,
  firstCredentials,
  securityClient,
  onlyWhileRegistered,
  barredIdentity,
  preloadedServiceRoute,
  tellsAccessNetwork,
  contactPort,
  viaPort,
  preferredIdentity,
  fromIdentity,
  serviceRouteOrder,
  newestServiceRoute,
  supportedPath,
  noPreferences,
  accessNetwork,
  notInFirstRegister,
];
