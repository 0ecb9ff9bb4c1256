import type { AppliesTo } from '../requirement';

/** What the kinds of message mean. */
export const appliesToMeanings: Readonly<Record<AppliesTo, string>> = {
  'publish-initial': 'PUBLISH without SIP-If-Match',
  'publish-modify': 'PUBLISH with SIP-If-Match and body',
  'publish-refresh': 'PUBLISH with SIP-If-Match sent to renew the lifetime (body per refresh_body)',
  'publish-remove': 'PUBLISH with Expires: 0',
  subscribe: 'SUBSCRIBE outside a dialog',
  'subscribe-in-dialog': 'SUBSCRIBE inside the dialog',
  'notify-response': 'response of the client to NOTIFY',
  'inbound-request-response': 'response of the client to any request it receives',
  register: 'REGISTER',
  'any-request': 'every request the client sends',
  'any-response': 'every response the client sends',
  'auth-retry': 'request repeated with credentials',
  'xml-body': 'settings document',
  'transport-udp': 'UDP specific',
  'transport-tcp': 'TCP and TLS specific',
  'transport-ws': 'WebSocket specific',
};

/** How header fields are compared, unless an entry says otherwise. */
export const generalMatching: readonly string[] = [
  'header names are compared case-insensitively and compact forms are equal to long forms',
  'white space around separators and folding never change a verdict',
  'tokens and parameter names are case-insensitive unless an entry says otherwise; quoted strings, methods, Call-ID, branch values beyond the cookie, entity-tags and event types are compared byte by byte',
  'a message is judged once per transaction; retransmissions are only judged by the transaction entries',
  'an entry whose stimulus did not take place is not-applicable, one whose evidence is incomplete is inconclusive',
];

/** What the catalogue was made from, and how much of it was read. */
export const sources: readonly { readonly id: string; readonly text: string; readonly status: string }[] = [
  {
    id: 'CR',
    text: 'OMA change request to the SIMPLE IM technical specification, clauses 6.1.1.1 and 6.1.1.2 (seed document)',
    status: 'read in full',
  },
  {
    id: 'RFCs',
    text: 'RFC 2506, 2617, 3261, 3265, 3310, 3323, 3325, 3327, 3329, 3455, 3581, 3608, 3840, 3841, 3903, 3966, 4320, 4354, 4475, 5626, 5876, 5954, 6223, 6665, 7118, 7315, 7616, 8217, 8760',
    status: 'relevant sections read in a public copy of the RFC series',
  },
  {
    id: 'TS 24.229',
    text: 'clauses 5.1.1.1A, 5.1.1.2.1, 5.1.1.2.2, 5.1.1.3, 5.1.1.4.1, 5.1.1.5.1, 5.1.2A.1.1 (part) as quoted in TS 34.229-1 V14.7.0 clause 8',
    status:
      'read as quotation; the P-Preferred-Identity, privacy and SIP-timer parts of TS 24.229 were not available and are from memory',
  },
  {
    id: 'OMA IM TS',
    text: 'published OMA TS SIMPLE IM V1.0 and V2.0',
    status: 'only front matter was available; clause 6.1.1 of the published text was not seen',
  },
  {
    id: 'settings names',
    text: 'public header file of a commercial SIP stack listing the names of namespace urn:oma:xml:im:service-settings (service-id, active, deferred-settings, offline-delivery, vis-settings, vis-status, hist-settings, hist-activation, session-mode, pager-large-mode)',
    status: 'read',
  },
  {
    id: 'field evidence',
    text: 'captured PoC client PUBLISH in a public packet-engine test suite; public PoC web client script; SIP.js publisher source; issues onsip/SIP.js 234, 366, DoubangoTelecom/boghe 78, pjsip/pjproject 90, 760, 831, 996, 5075, RestComm/jain-sip 181, freeswitch/sofia-sip 316, OpenSIPS/opensips 2249',
    status: 'read as excerpts',
  },
];
