import type { Details } from './detail';
import { anyRun } from './phrases';

/** RFC 5876: which messages carry the identity headers. */
export const rfc5876: Details = {
  'RFC5876-4.1-1': {
    lookAt: 'header rows',
    rule: 'not both',
    pass: 'the rule holds',
    fail: 'both are present',
    inconclusive: 'proxy in front of the simulator adds P-Asserted-Identity',
    provoke: anyRun,
    exampleRight: 'P-Preferred-Identity: <sip:alice@ims.example.net>',
    exampleViolation:
      'P-Asserted-Identity: <sip:alice@ims.example.net>\nP-Preferred-Identity: <sip:alice@ims.example.net>',
    legalVariants: ['exactly one of them, or none'],
    verified: 'verified: RFC 5876 section 4.1',
  },
  'RFC5876-4.1-2': {
    lookAt: 'header rows',
    rule: 'the element must be absent',
    pass: 'the element is absent',
    fail: 'the element is present',
    inconclusive: 'client is part of the trust domain (PICS)',
    provoke: anyRun,
    exampleRight: 'P-Preferred-Identity: <sip:alice@ims.example.net> from a handset',
    exampleViolation: 'P-Asserted-Identity: <sip:alice@ims.example.net> from a handset',
    legalVariants: ['P-Preferred-Identity instead'],
    verified: 'verified: RFC 5876 section 4.1',
  },
};
