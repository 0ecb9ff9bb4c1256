import type { Decision } from './decision';
import { judgedByMoreThanTheWord } from './decision-affects';

/** What is unclear in names, in the RFCs, and in how a breach is judged. */
export const protocolDecisions = [
  {
    id: 'D-06',
    question: 'Letter case of the package name.',
    taken: 'case-sensitive: any deviation fails.',
    alternatives: [],
    rationale:
      'RFC 3261 makes tokens case-insensitive by default, but the events framework compares event types byte by byte, and a server that follows it would not find the package.',
    affects: ['6.1.1.1-5', '6.1.1.2-4', 'RFC6665-8.2.1-1'],
    choices: [],
  },
  {
    id: 'D-07',
    question: 'The feature tag is printed with a trailing blank.',
    taken: 'the blank is ignored; the tag is +g.oma.sip-im, compared case-insensitively.',
    alternatives: [],
    rationale: 'A blank cannot be part of a feature-tag name.',
    affects: ['6.1.1.1-4'],
    choices: [],
  },
  {
    id: 'D-08',
    question: 'RFC 3265 or RFC 6665?',
    taken:
      'events_rfc=rfc3265, plus those RFC 6665 rules that merely clarify (NOTIFY before 2xx, terminated is final, 202 equals 200).',
    alternatives: [
      'events_rfc=rfc6665: Timer N, reason invariant, no dialog sharing, refresh error list, dialog created by NOTIFY only',
    ],
    rationale:
      'The change request names RFC 3265; clients built today follow RFC 6665, which behaves the same on the wire for a fetch.',
    affects: ['RFC3265-*', 'RFC6665-*'],
    choices: [{ rule: 'events_rfc', value: 'rfc6665', effect: 'RFC 6665 is the events framework' }],
  },
  {
    id: 'D-09',
    question: 'Contact in PUBLISH.',
    taken: 'contact_in_publish=info.',
    alternatives: ['warn', 'ignore'],
    rationale:
      'Section 4 of RFC 3903 permits it, its header table excludes it; a harness must not fail a client for an inconsistency of the RFC.',
    affects: ['RFC3903-4-3'],
    choices: [
      { rule: 'contact_in_publish', value: 'warn', effect: 'a Contact in PUBLISH yields a warning' },
      { rule: 'contact_in_publish', value: 'ignore', effect: 'a Contact in PUBLISH is not looked at' },
    ],
  },
  {
    id: 'D-10',
    question: 'Call-ID reuse over several publications.',
    taken: 'callid_reuse_across_publications=warn; reuse with a CSeq that does not rise is fail.',
    alternatives: ['fail', 'info'],
    rationale:
      'The generic rule wants a fresh Call-ID for every new request outside a dialog and RFC 3903 has no exception, but reuse is common and harmless.',
    affects: ['RFC3261-8.1.1.4-1'],
    choices: [
      {
        rule: 'callid_reuse_across_publications',
        value: 'fail',
        effect: 'a Call-ID that two publications share is a failure',
      },
      { rule: 'callid_reuse_across_publications', value: 'info', effect: 'it is a remark' },
    ],
  },
  {
    id: 'D-11',
    question: 'Item 6 of clause 6.1.1.2 says PUBLISH.',
    taken: 'read as SUBSCRIBE; recorded as erratum.',
    alternatives: [],
    rationale: 'Copy slip; nothing else in the clause produces a PUBLISH.',
    affects: ['6.1.1.2-6'],
    choices: [],
  },
  {
    id: 'D-12',
    question: 'Unquoted feature value (+g.oma.sip-im=TRUE).',
    taken: 'warn, verdict inconclusive for item 4.',
    alternatives: ['fail', 'pass'],
    rationale: 'It violates feature-param but parses as generic-param; servers differ in what they make of it.',
    affects: ['6.1.1.1-4', 'RFC3840-9-1'],
    choices: [
      { rule: 'unquoted_feature_value', value: 'fail', effect: 'an unquoted value is a failure' },
      { rule: 'unquoted_feature_value', value: 'pass', effect: 'an unquoted value counts as TRUE' },
    ],
  },
  {
    id: 'D-13',
    question: 'URI equality with one-sided transport parameter.',
    taken: 'mismatch (as the printed examples of RFC 3261 section 19.1.4 show).',
    alternatives: ['ignore transport'],
    rationale: 'The bullet list of that section can be read both ways; the examples are unambiguous.',
    affects: ['6.1.1.1-2', '6.1.1.2-2'],
    choices: [
      { rule: 'uri_transport_parameter', value: 'ignore', effect: 'the transport parameter of a URI is not compared' },
    ],
  },
  {
    id: 'D-14',
    question: 'UDP size limit.',
    taken: 'udp_size_limit=1300, judged only when the simulator also offers TCP on the same address and port.',
    alternatives: ['0 switches the check off', 'another number'],
    rationale:
      'The rule is a MUST when the path MTU is unknown, and a full IMS PUBLISH exceeds it; many deployments ignore it knowingly.',
    affects: ['RFC3261-18.1.1-1', 'RFC3261-18.1.1-2'],
    choices: [
      { rule: 'udp_size_limit', value: '0', effect: 'the size of a request over UDP is not judged' },
      { rule: 'udp_size_limit', value: '8000', effect: 'the limit is 8000 octets' },
    ],
  },
  {
    id: 'D-15',
    question: 'Must the verdict follow the normative word?',
    taken:
      'not always: default_verdict is raised where the procedure cannot complete otherwise and lowered where evidence is weak or harmless; verdict_reason says why.',
    alternatives: ['strict: verdict follows the level'],
    rationale:
      'A conformance report must not show a client as conforming that can never complete the procedure; and it must not fail a client for a deviation that recipients ignore, that can only be suspected, or that a deployment may have ordered. Each such entry carries verdict_reason.',
    affects: judgedByMoreThanTheWord,
    choices: [
      {
        rule: 'breach_verdict',
        value: 'level',
        effect: 'a breach of a SHALL or MUST fails, of a SHOULD warns, of a MAY is a remark',
      },
    ],
  },
] as const satisfies readonly Decision[];
