import type { Requirement } from './requirement';
import { byCheck } from './shorthand';

const common = {
  source: 'OMA IM TS change request',
  procedure: 'retrieve',
  ...byCheck,
  appliesTo: ['subscribe'],
  condition: 'always',
  onBreach: 'fail',
} as const;

/** IM service settings retrieval procedure, clause 6.1.1.2. */
export const settingsRetrieval = [
  {
    ...common,
    id: '6.1.1.2-1',
    clause: '6.1.1.2 item 1',
    level: 'SHALL',
    statement: 'The client reads the stored settings with a SIP SUBSCRIBE built to RFC 3265 (today RFC 6665).',
    expectation: 'a well-formed SIP SUBSCRIBE request of RFC 3265, and a 200 to the NOTIFY that answers it',
    rollUp: [
      { pattern: 'RFC3265-*' },
      { pattern: 'RFC6665-*', when: 'rfc6665' },
      { pattern: 'RFC3261-7*' },
      { pattern: 'RFC3261-8.1.1*' },
    ],
    decisions: ['D-08'],
  },
  {
    ...common,
    id: '6.1.1.2-2',
    clause: '6.1.1.2 item 2',
    level: 'SHALL',
    condition: 'SUBSCRIBE outside a dialog',
    statement: 'The Request-URI of the SUBSCRIBE is the IM Address of the IM User whose settings are read.',
    expectation: 'the IM Address of the IM User as Request-URI',
    interpretation:
      'Judged outside a dialog only; inside one the Request-URI is the remote target. URIs are compared by RFC 3261 section 19.1.4 (tel: RFC 3966 section 4).',
    decisions: ['D-13'],
  },
  {
    ...common,
    id: '6.1.1.2-3',
    clause: '6.1.1.2 item 3',
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
    id: '6.1.1.2-4',
    clause: '6.1.1.2 item 4',
    level: 'SHALL',
    statement: 'The Event header names the event package service-settings.',
    expectation: 'exactly one Event header with the event type service-settings, compared byte by byte',
    interpretation: 'RFC 4354 would give poc-settings; the change request overrides the package name explicitly.',
    decisions: ['D-05', 'D-06'],
  },
  {
    ...common,
    id: '6.1.1.2-5',
    clause: '6.1.1.2 item 5',
    level: 'SHALL',
    statement: 'The SUBSCRIBE carries an Expires header with the value 0, making it a one-shot fetch.',
    expectation: 'exactly one "Expires: 0" header field',
  },
  {
    ...common,
    id: '6.1.1.2-6',
    clause: '6.1.1.2 item 6',
    level: 'SHALL',
    statement: 'The SUBSCRIBE (printed as PUBLISH in the change request) is sent by the procedures of the SIP/IP core.',
    expectation: 'the request arrives at the configured next hop over an allowed transport',
    rollUp: [
      { pattern: 'RFC3261-17*' },
      { pattern: 'RFC3261-18*' },
      { pattern: 'RFC3581-*' },
      { pattern: 'TS24229-5.1.2A*', when: 'ims' },
    ],
    interpretation:
      'The clause says that the SIP PUBLISH request is sent; the procedure produces only a SUBSCRIBE (items 1 to 5), so the word is a copy slip and SUBSCRIBE is meant. A PUBLISH is no fulfilment.',
    decisions: ['D-11', 'D-14'],
  },
  {
    ...common,
    id: '6.1.1.2-MAY',
    clause: '6.1.1.2, paragraph after item 6',
    level: 'MAY',
    appliesTo: ['subscribe', 'notify-response'],
    condition: 'after a NOTIFY with a settings document',
    statement: 'After the notification the client is free to show the received setting values to the user.',
    expectation: 'values shown equal those of the document last notified',
    observability: 'active',
    verification: {
      by: 'indication',
      reason: 'What the client tells its user is not on the wire; only its control adapter can report it.',
    },
    onBreach: 'info',
  },
  {
    ...common,
    id: '6.1.1.2-IMS',
    clause: '6.1.1.2, last paragraph',
    level: 'SHALL',
    condition: 'PICS sip_ip_core = ims (3gpp or 3gpp2)',
    statement:
      'When the core is a 3GPP or 3GPP2 IMS, the SUBSCRIBE follows the UE procedures of TS 24.229 (or X.S0013.4), as narrowed by this clause.',
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
    interpretation: 'Where the clause itself is stricter (Event, Expires, Request-URI) the clause wins.',
  },
] as const satisfies readonly Requirement[];
