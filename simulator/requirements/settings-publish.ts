import type { Requirement } from './requirement';
import { byCheck, publish } from './shorthand';

const common = {
  source: 'OMA IM TS change request',
  procedure: 'publish',
  ...byCheck,
  appliesTo: publish,
  condition: 'always',
  onBreach: 'fail',
} as const;

/** Shared by the five settings of item 7; they differ in the setting only. */
const setting = {
  ...common,
  level: 'SHALL',
  condition: 'settings_binding maps the setting to an element; bodyless PUBLISH is judged by refresh_body',
  interpretation:
    'The item covers set, update and refresh alike, so every settings PUBLISH carries the whole document (a Modify of RFC 3903) unless the rule refresh_body allows a refresh without a body.',
  decisions: ['D-03', 'D-05'],
} as const;

const expectedValue = 'exactly one value "true", "1", "false" or "0" in the single entity of the settings document';

/** IM service settings publish procedure, clause 6.1.1.1. */
export const settingsPublish = [
  {
    ...common,
    id: '6.1.1.1-1',
    clause: '6.1.1.1 item 1',
    level: 'SHALL',
    statement:
      'The client conveys its IM service settings with a SIP PUBLISH built to the event-publication rules of RFC 3903 and to the settings event package and document of draft-poc-isb-am (published as RFC 4354), extended for the IM settings.',
    expectation: 'a well-formed SIP PUBLISH request of RFC 3903',
    rollUp: [
      { pattern: 'RFC3903-*', levels: ['MUST', 'MUST NOT'] },
      { pattern: 'RFC4354-*', levels: ['MUST'] },
      { pattern: 'RFC3261-7*' },
      { pattern: 'RFC3261-8.1.1*' },
    ],
    interpretation:
      'Item 5 of the same list replaces the package name poc-settings of RFC 4354 by service-settings; the document type of RFC 4354 stays, because the change request names no other.',
    decisions: ['D-05'],
  },
  {
    ...common,
    id: '6.1.1.1-2',
    clause: '6.1.1.1 item 2',
    level: 'SHALL',
    statement: 'The Request-URI of the PUBLISH is the IM Address of the IM User whose settings are published.',
    expectation: 'the IM Address of the IM User as Request-URI',
    interpretation:
      'URIs are compared by RFC 3261 section 19.1.4 (tel: RFC 3966 section 4). Under strict routing the target is the last Route value.',
    decisions: ['D-13'],
  },
  {
    ...common,
    id: '6.1.1.1-3',
    clause: '6.1.1.1 item 3',
    level: 'SHALL',
    condition: 'identity_rule selects which header decides',
    statement:
      'The request names the IM Address of its user in the header from which the SIP/IP core derives the authenticated originator.',
    expectation: 'the IM Address of the IM User as originator',
    interpretation:
      'The clause points to a chapter 5.2 that was never written. IMS at the client edge: P-Preferred-Identity; behind the core: P-Asserted-Identity; other cores: From, and the Digest credentials belong to the same user.',
    decisions: ['D-04'],
  },
  {
    ...common,
    id: '6.1.1.1-4',
    clause: '6.1.1.1 item 4',
    level: 'SHALL',
    statement:
      'The PUBLISH carries caller preferences that select IM-capable endpoints: an Accept-Contact value holding the IM feature tag +g.oma.sip-im together with the require and explicit parameters.',
    expectation: 'one Accept-Contact value "*;+g.oma.sip-im;require;explicit"',
    interpretation:
      'The blank before the closing quote of the printed tag is a typing slip and not part of the tag. An unquoted value (+g.oma.sip-im=TRUE) parses only as generic-param: inconclusive.',
    decisions: ['D-07', 'D-12'],
  },
  {
    ...common,
    id: '6.1.1.1-5',
    clause: '6.1.1.1 item 5',
    level: 'SHALL',
    statement: 'The Event header names the event package service-settings.',
    expectation: 'exactly one Event header with the event type service-settings, compared byte by byte',
    interpretation: 'RFC 4354 would give poc-settings; the change request overrides the package name explicitly.',
    decisions: ['D-05', 'D-06'],
  },
  {
    ...common,
    id: '6.1.1.1-6',
    clause: '6.1.1.1 item 6',
    level: 'SHALL NOT',
    appliesTo: [...publish, 'publish-remove'],
    condition: 'config expires_in_publish',
    statement:
      'The PUBLISH contains no Expires header field, so the IM Server alone decides how long the settings stay published.',
    expectation: 'no Expires header field',
    interpretation:
      'Expires is optional in RFC 3903, so leaving it out breaks nothing; the rule expires_in_publish can tolerate a removal or the repair after 423.',
    decisions: ['D-01', 'D-02'],
  },
  {
    ...setting,
    id: '6.1.1.1-7a',
    clause: '6.1.1.1 item 7 a',
    statement:
      "The published settings document states the user's Incoming IM Session Barring (ISB) setting as either active or not active.",
    expectation: `ISB: ${expectedValue}`,
  },
  {
    ...setting,
    id: '6.1.1.1-7b',
    clause: '6.1.1.1 item 7 b',
    statement:
      "The published settings document states the user's Incoming Pager Mode IM Barring (IPMB) setting as either active or not active.",
    expectation: `IPMB: ${expectedValue}`,
  },
  {
    ...setting,
    id: '6.1.1.1-7c',
    clause: '6.1.1.1 item 7 c',
    statement:
      "The published settings document states the user's IM visibility (VIS) setting as either active or not active.",
    expectation: `VIS: ${expectedValue}`,
  },
  {
    ...setting,
    id: '6.1.1.1-7d',
    clause: '6.1.1.1 item 7 d',
    statement:
      "The published settings document states the user's deferred message storage (DMS) setting as either active or not active.",
    expectation: `DMS: ${expectedValue}`,
  },
  {
    ...setting,
    id: '6.1.1.1-7e',
    clause: '6.1.1.1 item 7 e',
    statement:
      "The published settings document states the user's conversation history storage (CHS) setting as either active or not active.",
    expectation: 'CHS: a value "true", "1", "false" or "0" in the single entity of the settings document',
    interpretation:
      'As for the other settings; hist-activation may stand once per kind of history, and CHS is active when any of them is.',
  },
  {
    ...common,
    id: '6.1.1.1-8',
    clause: '6.1.1.1 item 8',
    level: 'SHALL',
    statement:
      'The PUBLISH is handed to the SIP/IP core by the sending procedures of that core: correct next hop, transport, transaction timing and route.',
    expectation: 'the request arrives at the configured next hop over an allowed transport',
    rollUp: [
      { pattern: 'RFC3261-17*' },
      { pattern: 'RFC3261-18*' },
      { pattern: 'RFC3581-*' },
      { pattern: 'TS24229-5.1.2A*', when: 'ims' },
    ],
    decisions: ['D-14'],
  },
  {
    ...common,
    id: '6.1.1.1-MAY',
    clause: '6.1.1.1, paragraph after item 8',
    level: 'MAY',
    condition: 'after a 200 to the PUBLISH',
    statement:
      'After the 200 the client is free to tell the user that the IM Server has taken over the settings; it need not.',
    expectation: 'no success shown before or without a 2xx to the PUBLISH',
    observability: 'active',
    verification: {
      by: 'indication',
      reason: 'What the client tells its user is not on the wire; only its control adapter can report it.',
    },
    onBreach: 'info',
  },
  {
    ...common,
    id: '6.1.1.1-IMS',
    clause: '6.1.1.1, last paragraph',
    level: 'SHALL',
    condition: 'PICS sip_ip_core = ims (3gpp or 3gpp2)',
    statement:
      'When the core is a 3GPP or 3GPP2 IMS, the PUBLISH follows the UE procedures of TS 24.229 (or X.S0013.4), as narrowed by this clause.',
    expectation:
      'registration first; Route with the P-CSCF and the Service-Route values in order; a registered identity',
    appliesIf: 'ims',
    rollUp: [
      { pattern: 'TS24229-5.1.2A*' },
      { pattern: 'TS24229-5.1.1*' },
      { pattern: 'RFC3329-2.3.1*' },
      { pattern: 'RFC3608-6.1*' },
      { pattern: 'RFC7315-*' },
    ],
    interpretation:
      'Where the clause itself is stricter (Event, Expires, Accept-Contact, Request-URI) the clause wins.',
  },
] as const satisfies readonly Requirement[];
