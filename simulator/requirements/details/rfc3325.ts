import type { Details } from './detail';
import { anyRun, decidable } from './phrases';

/** RFC 3325 (and RFC 3323): identity and privacy headers. */
export const rfc3325: Details = {
  'RFC3325-6-1': {
    lookAt: 'header rows',
    rule: 'the element must be absent',
    pass: 'the element is absent',
    fail: 'the element is present',
    inconclusive: 'trust declared in PICS',
    provoke: anyRun,
    exampleRight: 'From: <sip:alice@example.com>;tag=88sja8x\n(no P-Preferred-Identity)',
    exampleViolation: 'P-Preferred-Identity sent to an ordinary Internet proxy',
    legalVariants: ['P-Preferred-Identity towards a proxy declared trusted in PICS'],
    verdictReason: 'decidable only statistically or with help of the declaration (PICS), so not a hard failure',
    rationale:
      'Trust cannot be seen on the wire; outside IMS the presence is reported as warn unless PICS declares a trust domain.',
    verified: 'verified: RFC 3325 section 6',
  },
  'RFC3325-7-1': {
    lookAt: 'Privacy',
    rule: 'id listed; values separated by semicolons without repetition; none not combined',
    pass: 'the rule holds',
    fail: 'missing, or none;id',
    inconclusive: 'privacy not requested',
    provoke: 'ask the driver for an anonymous publication',
    exampleRight: 'Privacy: id',
    exampleViolation: 'Privacy: none;id',
    legalVariants: ['further values user, header', 'absent without privacy'],
    verdictReason: 'privacy is outside the two procedures',
    verified: 'verified: RFC 3325 section 7, RFC 3323 section 4.2',
  },
  'RFC3325-9.2-1': {
    lookAt: 'P-Preferred-Identity rows and values',
    rule: 'count and schemes',
    pass: 'the rule holds',
    fail: 'three values, two SIP URIs, other scheme, empty',
    inconclusive: decidable,
    provoke: anyRun,
    exampleRight: 'P-Preferred-Identity: <sip:a@x.net>, <tel:+12015550123>',
    exampleViolation: 'P-Preferred-Identity: <sip:a@x.net>, <sip:b@x.net>',
    legalVariants: ['display name', 'bare addr-spec', 'two rows'],
    verified: 'verified: RFC 3325 section 9.2, RFC 5876 section 4.5',
  },
  'RFC3325-9.2-2': {
    lookAt: 'text after the URI',
    rule: 'nothing but white space or a comma',
    pass: 'the rule holds',
    fail: ';tag=..., unbracketed ;user=phone',
    inconclusive: decidable,
    provoke: anyRun,
    exampleRight: 'P-Preferred-Identity: <sip:alice@ims.example.net>',
    exampleViolation: 'P-Preferred-Identity: <sip:alice@ims.example.net>;tag=1',
    legalVariants: ['parameters inside the brackets'],
    verified: 'verified: RFC 3325 section 9.2, verified: RFC 8217 section 4',
  },
};
