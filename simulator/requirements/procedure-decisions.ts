import type { Decision } from './decision';

/** What the change request leaves open of its two procedures: lifetime, refresh, identity, document. */
export const procedureDecisions = [
  {
    id: 'D-01',
    question:
      'The change request forbids Expires on PUBLISH; RFC 3903 uses Expires to suggest a lifetime and to remove a publication.',
    taken:
      'expires_in_publish=forbid: any Expires header in any settings PUBLISH fails 6.1.1.1-6, including Expires: 0.',
    alternatives: [
      'tolerate-zero-removal: Expires: 0 with SIP-If-Match and without body is only a warn',
      'tolerate-after-423: see D-02',
      'tolerate: Expires is info everywhere',
    ],
    rationale:
      'Expires is optional in RFC 3903, and leaving it out means that the ESC chooses the lifetime, which it must state in the 2xx; so obeying the change request never breaks RFC 3903. What is lost is explicit removal; the client lets the publication lapse or publishes all five settings as not active.',
    affects: ['6.1.1.1-6', 'RFC3903-4.2-4', 'RFC3903-4.2-5', 'RFC3903-4.5-1', 'RFC3903-4.5-2'],
    choices: [
      {
        rule: 'expires_in_publish',
        value: 'tolerate-zero-removal',
        effect: 'Expires: 0 that removes a publication yields a warning',
      },
      { rule: 'expires_in_publish', value: 'tolerate', effect: 'Expires in PUBLISH is a remark everywhere' },
    ],
  },
  {
    id: 'D-02',
    question: 'What may a client do on 423 if it must not send Expires?',
    taken:
      'Give up, or repeat once without Expires; never loop (more than 3 PUBLISH in 60 s after 423 is a warn on RFC3903-5-4), never add Expires (fails 6.1.1.1-6).',
    alternatives: [
      'expires_in_publish=tolerate-after-423: one repeat with Expires not below Min-Expires passes both entries, a smaller value fails',
    ],
    rationale:
      "RFC 3903 permits 423 only when the requested interval is too short. Without Expires the requested interval is the ESC's own default, so a correct ESC never answers 423; the stimulus is a robustness test against faulty servers and the RFC 3903 repair is a MAY that the stricter SHALL NOT overrides.",
    affects: ['6.1.1.1-6', 'RFC3903-5-4'],
    choices: [
      {
        rule: 'expires_in_publish',
        value: 'tolerate-after-423',
        effect: 'one repeat after 423 with Expires not below Min-Expires passes',
      },
    ],
  },
  {
    id: 'D-03',
    question: 'A refresh has no body in RFC 3903, but item 7 wants the settings in every set, update and refresh.',
    taken:
      'refresh_body=settings-required: every settings PUBLISH must carry all five settings; a bodyless refresh fails 6.1.1.1-7a to 7e.',
    alternatives: [
      'refresh_body=rfc3903: bodyless refresh is conforming, items 7a-7e do not apply to it and RFC3903-4.3-3 is enforced',
      'refresh_body=either: both forms pass',
    ],
    rationale:
      'One form satisfies all normative text at once: SIP-If-Match with the full document is a Modify by table 1 of RFC 3903, renews the lifetime, changes nothing and yields a new entity-tag. When such a form exists, it is required.',
    affects: ['6.1.1.1-7a', '6.1.1.1-7b', '6.1.1.1-7c', '6.1.1.1-7d', '6.1.1.1-7e', 'RFC3903-4.3-3'],
    choices: [
      { rule: 'refresh_body', value: 'rfc3903', effect: 'a refresh has no body' },
      { rule: 'refresh_body', value: 'either', effect: 'a refresh may have the whole document or no body' },
    ],
  },
  {
    id: 'D-04',
    question: 'What is the authenticated originator IM address on the wire (chapter 5.2 was never written)?',
    taken:
      'identity_rule=auto. IMS, capture at the client edge: P-Preferred-Identity must contain the IM Address (rule ppi-required). IMS, capture behind the core: P-Asserted-Identity must contain it (rule pai). Other cores: From must contain it, and Digest credentials, when challenged, must belong to the same user (rule from).',
    alternatives: [
      'ppi-or-default: in IMS a missing P-Preferred-Identity passes when the IM Address is the first P-Associated-URI',
      'from-or-ppi: either header suffices',
      'from: ignore P-Preferred-Identity altogether',
    ],
    rationale:
      'A terminal cannot assert an identity; RFC 3325 gives it the hint P-Preferred-Identity, restricted to trusted proxies, and TS 24.229 makes the P-CSCF turn the authenticated identity into P-Asserted-Identity. TS 24.229 itself leaves the hint optional (from memory), but the change request demands that the client include its address, hence required by default.',
    affects: ['6.1.1.1-3', '6.1.1.2-3', 'RFC3325-6-1', 'RFC5876-4.1-1', 'RFC5876-4.1-2', 'TS24229-5.1.2A.1.1-5'],
    choices: [
      {
        rule: 'identity_rule',
        value: 'ppi-required',
        effect: 'P-Preferred-Identity names the IM Address, in any core',
      },
      {
        rule: 'identity_rule',
        value: 'ppi-or-default',
        effect: 'as above, or it is missing and the IM Address is the first P-Associated-URI',
      },
      { rule: 'identity_rule', value: 'pai', effect: 'P-Asserted-Identity names the IM Address' },
      {
        rule: 'identity_rule',
        value: 'from',
        effect: 'From names the IM Address; P-Preferred-Identity is not looked at',
      },
      { rule: 'identity_rule', value: 'from-or-ppi', effect: 'either header names it' },
      { rule: 'capture_point', value: 'behind-core', effect: 'auto then looks at P-Asserted-Identity in an IMS core' },
    ],
  },
  {
    id: 'D-05',
    question: 'Package name, media type and XML of the IM settings.',
    taken:
      'Event: service-settings; Content-Type application/poc-settings+xml; RFC 4354 document with the four new settings in namespace urn:oma:xml:im:service-settings (binding oma-im-default).',
    alternatives: [
      'any binding file: media types, root, path, attribute and value space per setting',
      'event_package may be set to poc-settings or another name for later OMA releases',
    ],
    rationale:
      'The change request fixes only the package name and the list of settings and points to an appendix that was not attached. Element names for VIS, DMS and CHS exist in public code for the later OMA schema; none was found for IPMB, so that name is a proposal.',
    affects: [
      '6.1.1.1-5',
      '6.1.1.1-7a',
      '6.1.1.1-7b',
      '6.1.1.1-7c',
      '6.1.1.1-7d',
      '6.1.1.1-7e',
      '6.1.1.2-4',
      'RFC4354-5.14-1',
      'RFC4354-5.5-1',
    ],
    choices: [
      { rule: 'event_package', value: 'poc-settings', effect: 'the event package of RFC 4354' },
      {
        rule: 'body_content_types',
        value: '[application/poc-settings+xml, application/im-settings+xml]',
        effect: 'further media types of the settings document',
      },
      {
        rule: 'settings_binding',
        value: 'binding.yaml',
        effect: 'a file that says which element, attribute and namespace carries each setting',
      },
    ],
  },
] as const satisfies readonly Decision[];
