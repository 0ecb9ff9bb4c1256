import type { Details } from './detail';
import { anyRun, decidable } from './phrases';

/** IM service settings publish procedure, clause 6.1.1.1. */
export const settingsPublish: Details = {
  '6.1.1.1-1': {
    lookAt: 'every PUBLISH whose Event type is the configured settings package (or whose body is a settings document)',
    rule: 'roll-up: evaluate all MUST-level entries listed in roll_up against the message and its transaction; this entry takes the worst of their verdicts',
    pass: 'method token is exactly PUBLISH (upper case) and no rolled-up entry failed',
    fail: 'settings conveyed by another method (MESSAGE, INFO, XCAP PUT, REGISTER body) or any rolled-up entry failed',
    inconclusive:
      'no settings PUBLISH seen before the scenario deadline although the driver was asked for one (report as fail only if the driver confirmed the user action)',
    provoke: 'ask the driver to change a setting after registration; answer 200 with SIP-ETag and Expires',
    exampleRight:
      'PUBLISH sip:alice@example.com SIP/2.0\nEvent: service-settings\nContent-Type: application/poc-settings+xml',
    exampleViolation: 'MESSAGE sip:im-server@example.com SIP/2.0\nContent-Type: application/poc-settings+xml',
    legalVariants: [
      'compact header names (a c d e f i j k l m o r s t u v) in either letter case',
      'header fields in any order',
      'header value folded over several lines (each continuation line starts with SP or HTAB)',
      'unknown extension header fields or unknown parameters present',
      'PUBLISH sent with additional, unrelated headers such as User-Agent, Allow, Supported, Date',
    ],
    rationale:
      'The two references are used together with item 5 of the same list, which replaces the package name poc-settings by service-settings. The document type of RFC 4354 is kept because the change request names no other; the extension appendix it points to was never attached, so the mapping of settings to elements is a configurable settings binding (decision D-05).',
    config: { event_package: 'service-settings', body_content_types: ['application/poc-settings+xml'] },
    verified: 'verified: OMA change request (seed document) clause 6.1.1.1',
  },
  '6.1.1.1-2': {
    lookAt:
      'Request-URI in the start line (or, when the first preloaded Route has no lr parameter, the last Route value, because strict routing moves the target there)',
    rule: 'URI equivalence with PIXIT im_address or one of im_address_aliases: RFC 3261 section 19.1.4 for sip/sips (user part case-sensitive, host case-insensitive, %HH of unreserved characters decoded, port and the transport, user, ttl, method and maddr parameters must be present on both sides or on neither, other one-sided parameters ignored), RFC 3966 section 4 for tel (visual separators removed, case-insensitive, parameters compared by name); scheme sip never equals sips',
    pass: 'equivalent to im_address or an alias',
    fail: 'different user, host, port or scheme; URI of the server, of a conference factory or of another user; URI with headers part (?x=y) or enclosed in <>',
    inconclusive:
      'PIXIT im_address is not set: learn it from the To of the registration, report info and compare against that',
    provoke: anyRun,
    exampleRight: 'PUBLISH sip:alice@example.com SIP/2.0',
    exampleViolation: 'PUBLISH sip:im-server.example.com SIP/2.0',
    legalVariants: [
      'sip:alice@EXAMPLE.com for sip:alice@example.com',
      'sip:%61lice@example.com for sip:alice@example.com',
      'extra unknown URI parameter on one side only, e.g. ;comp=sigcomp',
      'tel:+1-201-555-0123 for tel:+12015550123',
      'strict-route form in which the IM Address is the last Route value',
    ],
    related: ['RFC3261-8.1.1.1-1', 'RFC3261-7.1-2'],
    verified:
      'verified: OMA change request (seed document) clause 6.1.1.1; comparison rule verified: RFC 3261 section 19.1.4, RFC 5954 (IP literals), RFC 3966 section 4',
  },
  '6.1.1.1-3': {
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
      'verified: OMA change request (seed document) clause 6.1.1.1; P-Preferred-Identity semantics verified: RFC 3325 section 6 and 9.2, RFC 5876 section 4.1; meaning of the missing chapter 5.2 from memory of the OMA PoC/IM text',
  },
  '6.1.1.1-4': {
    lookAt: 'all Accept-Contact values (all header rows, long and compact form, comma lists)',
    rule: 'split into ac-values; one single ac-value must contain "*", the parameter +g.oma.sip-im, require and explicit; parameter names compared case-insensitively; the feature parameter has no value or the quoted list "TRUE" (any case); require and explicit have no value',
    pass: 'at least one ac-value satisfies all four parts',
    fail: 'header absent; tag missing, misspelt or without the leading plus; tag value "FALSE" or "!TRUE"; require or explicit missing; the parts spread over different ac-values; parameters placed inside quotes or inside a URI',
    inconclusive:
      'feature parameter with an unquoted value (+g.oma.sip-im=TRUE): legal only as generic-param, reported as warn',
    provoke: anyRun,
    exampleRight: 'Accept-Contact: *;+g.oma.sip-im;require;explicit',
    exampleViolation: 'Accept-Contact: *;+g.oma.sip-im;require, *;explicit',
    legalVariants: [
      'a: *;explicit;require;+g.oma.sip-im',
      'Accept-Contact: * ; +G.OMA.SIP-IM ; Require ; Explicit',
      '+g.oma.sip-im="TRUE"',
      'further feature parameters in the same value, e.g. ;methods="PUBLISH"',
      'further ac-values before or after, e.g. for an ICSI',
      'folding between parameters',
    ],
    erratum:
      "The change request prints the tag as '+g.oma.sip-im ' with a blank before the closing quote; the blank is taken as a typing slip and is not part of the tag.",
    related: ['RFC3841-10-1', 'RFC3841-10-2', 'RFC3840-9-1'],
    verified:
      'verified: OMA change request (seed document) clause 6.1.1.1; syntax verified: RFC 3841 section 10, RFC 3840 section 9; case-insensitive tag names RFC 2506 section 2.2',
  },
  '6.1.1.1-5': {
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
      'verified: OMA change request (seed document) clause 6.1.1.1; comparison rule verified: RFC 6665 section 8.2.1',
  },
  '6.1.1.1-6': {
    lookAt: 'header rows of the PUBLISH',
    rule: 'presence of a header whose name equals Expires, case-insensitively (there is no compact form); value irrelevant; an expires parameter elsewhere does not count',
    pass: 'no such header in any PUBLISH for the settings package: first one, changes, refreshes, digest retries and retries after 412, 415, 420 or 423',
    fail: 'any Expires header, including Expires: 0 used to withdraw the publication',
    inconclusive: decidable,
    provoke:
      'ordinary run; additionally: answer 423 with Min-Expires, let the granted lifetime run out, ask the driver to log out',
    exampleRight:
      'SIP-If-Match: dx200xyz\nEvent: service-settings\nContent-Type: application/poc-settings+xml\n(no Expires header field)',
    exampleViolation: 'PUBLISH sip:alice@example.com SIP/2.0\nEvent: service-settings\nExpires: 3600',
    legalVariants: [
      'Expires in the REGISTER or SUBSCRIBE of the same client',
      'expires parameter on Contact (meaningless in PUBLISH)',
      'Min-Expires or Session-Expires headers (different names)',
    ],
    rationale:
      'No conflict with RFC 3903: Expires is optional there and its absence means that the ESC picks the duration, which the 200 must announce and the client must honour. Two RFC 3903 operations become impossible: removal (needs Expires: 0) and the 423 repair (needs a larger Expires). Default: any Expires fails. tolerate-zero-removal downgrades Expires: 0 with SIP-If-Match and no body to warn; tolerate-after-423 accepts the one retry that follows a 423 when its value is at least Min-Expires (decisions D-01, D-02).',
    evidence:
      'Widely used stacks add Expires to every PUBLISH: SIP.js Publisher always appends it; a captured OMA PoC client sends Expires: 3600 with its settings.',
    related: ['RFC3903-4.2-4', 'RFC3903-4.5-1', 'RFC3903-5-4'],
    config: { expires_in_publish: 'forbid', alternatives: ['tolerate-zero-removal', 'tolerate-after-423', 'tolerate'] },
    verified:
      'verified: OMA change request (seed document) clause 6.1.1.1; RFC 3903 sections 4.2-4.4 make Expires optional and let the ESC choose when it is absent',
  },
  '6.1.1.1-8': {
    lookAt: 'arrival socket, transport, transaction timing, Route and (IMS) security headers of the PUBLISH',
    rule: 'roll-up of the transaction, transport and, for IMS, TS 24.229 entries',
    pass: 'the request reaches the configured outbound proxy / P-CSCF address over an allowed transport and no rolled-up entry failed',
    fail: 'request sent to another address or port, sent before registration completed (IMS), or any rolled-up entry failed',
    inconclusive: 'no request captured',
    provoke: 'ordinary run; additionally drop the first responses to see retransmissions',
    exampleRight:
      'PUBLISH sip:alice@example.com SIP/2.0\nVia: SIP/2.0/UDP 192.0.2.10:5070;rport;branch=z9hG4bK74bf9\n(received over UDP at the next hop that the client was given)',
    exampleViolation:
      'PUBLISH received on port 5060 of the registrar instead of the P-CSCF address given to the client',
    legalVariants: [
      'UDP, TCP, TLS or WebSocket according to PIXIT',
      'extra preloaded Route values that the core accepts',
      'request resent on TCP because it exceeds the UDP size limit',
    ],
    verified: 'verified: OMA change request (seed document) clause 6.1.1.1',
  },
  '6.1.1.1-MAY': {
    lookAt: 'not visible on the wire; optional driver hook ui_indication',
    rule: 'record whether the hook fired within 10 s after the 200, and that it did not claim success for a non-2xx answer',
    pass: 'always passes; the hook outcome is attached as information',
    fail: 'never (a success indication after a final failure is reported as warn)',
    inconclusive: 'no driver hook available',
    provoke: 'answer 200; in a second run answer 500 and check that no success is shown',
    exampleRight: 'SIP/2.0 200 OK\nSIP-ETag: dx200xyz\n(after it, and not before: "settings saved")',
    exampleViolation: '(user interface shows "settings saved" although the server answered 500)',
    legalVariants: [
      'no indication at all',
      'indication of any form and wording',
      'indication delayed until a later NOTIFY confirms the state',
    ],
    verified: 'verified: OMA change request (seed document) clause 6.1.1.1',
  },
  '6.1.1.1-IMS': {
    lookAt: 'IMS headers and routing of the PUBLISH, and the registration that precedes it',
    rule: 'roll-up over the IMS entries; where the clause itself is stricter (Event, Expires, Accept-Contact, Request-URI) the clause wins over TS 24.229 defaults',
    pass: 'no rolled-up entry failed',
    fail: 'any rolled-up entry failed',
    inconclusive: 'sip_ip_core not declared',
    provoke:
      'register through the simulated P-CSCF with Service-Route and P-Associated-URI, then trigger the procedure',
    exampleRight:
      'PUBLISH sip:alice@ims.example.net SIP/2.0\nRoute: <sip:pcscf.ims.example.net:5060;lr>, <sip:orig@scscf1.ims.example.net;lr>\nP-Preferred-Identity: <sip:alice@ims.example.net>',
    exampleViolation: 'PUBLISH without Route although the 200 to REGISTER carried Service-Route',
    legalVariants: [
      'no P-Access-Network-Info when the client has no access-network information (declared in PICS)',
      'no sec-agree headers when no security agreement was negotiated',
      'SigComp not used',
    ],
    verified:
      'verified: OMA change request (seed document) clause 6.1.1.1; procedures: verified: TS 24.229 clause 5.1.1, 5.1.2A.1.1 as quoted in TS 34.229-1 V14.7.0 clause 8 (public repository copy)',
  },
};
