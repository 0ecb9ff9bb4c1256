import type { Details } from './detail';
import { anyRun, decidable } from './phrases';

/** IM service settings retrieval procedure, clause 6.1.1.2. */
export const settingsRetrieval: Details = {
  '6.1.1.2-1': {
    lookAt: 'every SUBSCRIBE for the settings package and the NOTIFY exchange that follows',
    rule: 'roll-up of the events-framework entries',
    pass: 'method token exactly SUBSCRIBE and no rolled-up entry failed',
    fail: 'settings fetched by another method (GET, OPTIONS, MESSAGE, PUBLISH without body) or any rolled-up entry failed',
    inconclusive: 'no SUBSCRIBE seen although the driver was asked for a retrieval',
    provoke:
      'ask the driver to open the settings view; answer 200 and send NOTIFY with Subscription-State: terminated;reason=timeout and the document',
    exampleRight: 'SUBSCRIBE sip:alice@example.com SIP/2.0\nEvent: service-settings\nExpires: 0',
    exampleViolation: 'OPTIONS sip:alice@example.com SIP/2.0\nEvent: service-settings',
    legalVariants: [
      'compact header names (a c d e f i j k l m o r s t u v) in either letter case',
      'header fields in any order',
      'header value folded over several lines (each continuation line starts with SP or HTAB)',
      'unknown extension header fields or unknown parameters present',
      'Accept header present or absent',
      'Supported: eventlist or other option tags present',
    ],
    config: { events_rfc: 'rfc3265' },
    verified: 'verified: OMA change request (seed document) clause 6.1.1.2',
  },
  '6.1.1.2-2': {
    lookAt: 'Request-URI (or last Route value under strict routing)',
    rule: 'same URI equivalence as 6.1.1.1-2',
    pass: 'equivalent to im_address or an alias',
    fail: 'any other URI',
    inconclusive:
      'im_address unknown; or the SUBSCRIBE is inside a dialog, where the Request-URI is the remote target (then not applicable)',
    provoke: anyRun,
    exampleRight: 'SUBSCRIBE sip:alice@example.com SIP/2.0',
    exampleViolation: 'SUBSCRIBE sip:settings@im-server.example.com SIP/2.0',
    legalVariants: ['same as 6.1.1.1-2', 'in-dialog SUBSCRIBE addressed to the Contact of the notifier'],
    verified:
      'verified: OMA change request (seed document) clause 6.1.1.2; comparison rule verified: RFC 3261 section 19.1.4',
  },
  '6.1.1.2-3': {
    lookAt:
      'ims at the client edge: P-Preferred-Identity; behind the core: P-Asserted-Identity; non-IMS: From plus, when challenged, the Digest username/realm that authenticates it',
    rule: 'URI equivalence (as 6.1.1.1-2) between the first sip/sips/tel URI of the deciding header and im_address or an alias; display name and brackets ignored; with two values one must match',
    pass: 'deciding header present and equivalent; non-IMS additionally From is not anonymous',
    fail: 'ims: P-Preferred-Identity missing (unless ppi-or-default applies), or naming another identity, or P-Asserted-Identity sent by the client instead; non-IMS: From names another user, an anonymous URI, or an IP-literal host unrelated to im_address',
    inconclusive: 'identity_rule unset and sip_ip_core unknown; or im_address unknown',
    provoke:
      'none; to exercise the Digest half answer 401/407 with a challenge and verify that the username belongs to the same user',
    exampleRight:
      'P-Preferred-Identity: <sip:alice@ims.example.net>\n(IMS; in another core: From: <sip:alice@example.com>;tag=88sja8x)',
    exampleViolation:
      'P-Asserted-Identity: <sip:alice@ims.example.net>\n(no P-Preferred-Identity, sent by a UE to its P-CSCF)',
    legalVariants: [
      'P-Preferred-Identity with display name, or as bare addr-spec without brackets when the URI has no comma, semicolon or question mark',
      'two P-Preferred-Identity values, one sip(s) and one tel, in either order or in two header rows',
      'From with display name',
      'From anonymous together with Privacy: id when identity_rule is a ppi rule',
    ],
    rationale:
      'The change request points to an undefined chapter 5.2. Under 3GPP/3GPP2 IMS the client cannot assert an identity itself: it can only hint with P-Preferred-Identity, the P-CSCF authenticates and writes P-Asserted-Identity. Outside IMS RFC 3325 forbids P-Preferred-Identity towards a proxy that is not trusted, so the only client-controlled originator field is From, made trustworthy by Digest. Default rule identity_rule=auto: sip_ip_core=ims -> ppi-required, otherwise -> from. Alternatives: ppi-or-default (absence passes when im_address is equivalent to the first P-Associated-URI, because the core then asserts exactly that address), from-or-ppi (either passes), pai (capture point behind the core: P-Asserted-Identity must contain the address). See decision D-04.',
    related: ['RFC3325-9.2-1', 'RFC5876-4.1-1', 'TS24229-5.1.2A.1.1-5'],
    config: { identity_rule: 'auto', capture_point: 'client-edge', im_address_aliases: [] },
    verified:
      'verified: OMA change request (seed document) clause 6.1.1.2; P-Preferred-Identity semantics verified: RFC 3325 section 6 and 9.2, RFC 5876 section 4.1; meaning of the missing chapter 5.2 from memory of the OMA PoC/IM text',
  },
  '6.1.1.2-4': {
    lookAt: 'Event header (or compact o), event-type part before the first semicolon',
    rule: 'byte-for-byte, case-sensitive comparison of the trimmed event-type with "service-settings" (RFC 6665 section 8.2.1 compares event types byte by byte although tokens are otherwise case-insensitive)',
    pass: 'exactly one Event header and the event-type equals service-settings',
    fail: 'Event missing, other package (poc-settings, presence, im-settings), different letter case, template suffix such as service-settings.winfo, quoted value, more than one event-type',
    inconclusive:
      'configured event_package differs from service-settings: compare with the configured value and mark the result as profile-dependent',
    provoke: anyRun,
    exampleRight: 'Event: service-settings',
    exampleViolation: 'Event: poc-settings',
    legalVariants: [
      "compact header name 'o' for Event",
      'Event:service-settings (no blank after the colon)',
      'Event : service-settings',
      'event parameters after the type, e.g. ;id=4711 (reported as info in PUBLISH, where it has no meaning)',
      'header value folded over several lines (each continuation line starts with SP or HTAB)',
    ],
    rationale:
      'RFC 4354 would give poc-settings; the change request overrides the package name explicitly, so poc-settings fails here although the body keeps the RFC 4354 media type (decision D-05).',
    config: { event_package: 'service-settings' },
    verified:
      'verified: OMA change request (seed document) clause 6.1.1.2; comparison rule verified: RFC 6665 section 8.2.1',
  },
  '6.1.1.2-5': {
    lookAt: 'Expires header rows of the SUBSCRIBE',
    rule: 'exactly one row; value is 1*DIGIT and numerically 0',
    pass: 'Expires: 0',
    fail: 'Expires missing, non-zero, negative, empty, repeated, or only expressed as expires parameter of Contact',
    inconclusive: decidable,
    provoke: anyRun,
    exampleRight: 'Expires: 0',
    exampleViolation: 'Expires: 3600',
    legalVariants: [
      'Expires:0',
      'Expires : 0',
      'Expires: 00 (numerically zero)',
      'EXPIRES: 0',
      'header value folded over several lines (each continuation line starts with SP or HTAB)',
    ],
    related: ['RFC3265-3.1.1-2', 'RFC6665-4.4.3-1'],
    verified:
      'verified: OMA change request (seed document) clause 6.1.1.2; fetch semantics verified: RFC 6665 section 4.4.3, RFC 3265 section 3.3.6',
  },
  '6.1.1.2-6': {
    lookAt: 'as 6.1.1.1-8, applied to the SUBSCRIBE',
    rule: 'roll-up of transaction, transport and, for IMS, TS 24.229 entries',
    pass: 'the SUBSCRIBE reaches the configured next hop over an allowed transport and no rolled-up entry failed',
    fail: 'wrong next hop or transport, or any rolled-up entry failed; a PUBLISH sent as the last step of the retrieval is not accepted as fulfilment',
    inconclusive: 'no request captured',
    provoke: 'ordinary retrieval run',
    exampleRight:
      'SUBSCRIBE sip:alice@example.com SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.10:5070;rport;branch=z9hG4bK74bfa\n(received over UDP at the next hop that the client was given)',
    exampleViolation:
      'SUBSCRIBE sent directly to the host part of the Request-URI although an outbound proxy is configured',
    legalVariants: ['UDP, TCP, TLS or WebSocket according to PIXIT'],
    erratum:
      'Item 6 of clause 6.1.1.2 says that the SIP PUBLISH request is sent; the procedure produces only a SUBSCRIBE (items 1 to 5), so the word is a copy slip from clause 6.1.1.1 and SUBSCRIBE is meant.',
    verified: 'verified: OMA change request (seed document) clause 6.1.1.2',
  },
  '6.1.1.2-MAY': {
    lookAt: 'not visible on the wire; optional driver hook ui_values',
    rule: 'compare the values reported by the hook with the document last notified',
    pass: 'always passes; the hook outcome is attached as information',
    fail: 'never (values that differ from the notified document are reported as warn)',
    inconclusive: 'no driver hook available',
    provoke: 'send NOTIFY documents covering all 32 combinations of the five settings',
    exampleRight: '<incoming-session-barring active="true"/>\n(notified; shown to the user: incoming sessions barred)',
    exampleViolation: '(user interface shows ISB off although the NOTIFY said active="1")',
    legalVariants: ['nothing shown', 'values shown later, on user request'],
    verified: 'verified: OMA change request (seed document) clause 6.1.1.2',
  },
  '6.1.1.2-IMS': {
    lookAt: 'IMS headers and routing of the SUBSCRIBE, and the registration that precedes it',
    rule: 'roll-up over the IMS entries; where the clause itself is stricter (Event, Expires, Accept-Contact, Request-URI) the clause wins over TS 24.229 defaults',
    pass: 'no rolled-up entry failed',
    fail: 'any rolled-up entry failed',
    inconclusive: 'sip_ip_core not declared',
    provoke:
      'register through the simulated P-CSCF with Service-Route and P-Associated-URI, then trigger the procedure',
    exampleRight:
      'SUBSCRIBE sip:alice@ims.example.net SIP/2.0\nRoute: <sip:pcscf.ims.example.net:5060;lr>, <sip:orig@scscf1.ims.example.net;lr>\nP-Preferred-Identity: <sip:alice@ims.example.net>',
    exampleViolation: 'SUBSCRIBE without Route although the 200 to REGISTER carried Service-Route',
    legalVariants: [
      'no P-Access-Network-Info when the client has no access-network information (declared in PICS)',
      'no sec-agree headers when no security agreement was negotiated',
      'SigComp not used',
    ],
    verified:
      'verified: OMA change request (seed document) clause 6.1.1.2; procedures: verified: TS 24.229 clause 5.1.1, 5.1.2A.1.1 as quoted in TS 34.229-1 V14.7.0 clause 8 (public repository copy)',
  },
};
